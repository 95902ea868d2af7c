import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@passerelle/kernel';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { callDoor, exchange, fixture, otherSide, requesterOf, type Callable } from '../../support/calls.js';
import { callEdge, credentialsOf, patientPath, type PeerCredentials } from '../../support/peer-client.js';
import { bundleDocument, epsOf, sealed, transactionOf, type JsonObject } from '../../support/pushed.js';
import { eventually, rawRequest } from '../../support/raw-request.js';
import { Seeds } from '../../support/seeds.js';
import { startTwoProcesses, type NodeProcess, type TwoProcesses } from '../../support/two-processes.js';

const rich = { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' };

/** Of the patient, of the people around her, of her conditions, and of the professionals who ask. */
const seeds = new Seeds([
  ...['EXEMPLE-RICHE', 'Marguerite', '1957031210104', '1957031210105', '9000000016'],
  ...['rue de l’Exemple', 'Fictiville', '000-000016', 'marguerite@fictif.example', '19570312', '1957-03-12'],
  ...['INVENTÉE', 'Cabinet médical du Pont Fictif', 'gonarthrose', 'ZIDOFICTIF', 'metformin', 'hypertension'],
  ...['SEED-FAMILY', 'Seed-Given', 'SEED-HP-000001', 'Seed street 1'],
]);

/** Tables that are emptied as they are worked off: what went through them is kept aside for the test. */
const passing = ['outbox', 'bus_message', 'bus_dead_letter', 'log_staging', 'exchange', 'exchange_event', 'used_id'];

describe('threat 46: two nodes that carried a rich record and refused much about it', () => {
  let nodes: TwoProcesses;
  let lu: NodeProcess;
  let pt: NodeProcess;
  let portugal: PeerCredentials;
  let luxembourg: PeerCredentials;
  /** Every answer but those that are the document itself. */
  const answers: string[] = [];
  let document = '';

  beforeAll(async () => {
    nodes = await startTwoProcesses();
    ({ lu, pt } = nodes);
    portugal = credentialsOf(nodes, 'PT');
    luxembourg = credentialsOf(nodes, 'LU');
    for (const each of [lu, pt]) await query(each, watching());
    await registerRecords();
    await carry();
    await refuse();
  }, 90_000);
  afterAll(async () => nodes.close());

  const noted = <T extends { readonly text: string }>(answer: T): T => {
    answers.push(answer.text);
    return answer;
  };
  const own = async (node: Callable, door: 'national' | 'operators', method: string, path: string, body?: object) =>
    noted(await callDoor(node, door, method, path, body));
  const asker = (country: 'LU' | 'PT') => {
    const { professional, provider } = requesterOf(country);
    return {
      professional: {
        ...professional,
        family_name: 'SEED-FAMILY',
        given_name: 'Seed-Given',
        hp_identifier: 'SEED-HP-000001',
      },
      provider: { ...provider, healthcare_provider_address: 'Seed street 1' },
    };
  };
  const pull = (changes: object = {}) => ({
    direction: 'pull',
    peer: 'LU',
    patient: rich,
    requester: asker('PT'),
    ...changes,
  });
  const push = (changes: object = {}) => ({
    direction: 'push',
    peer: 'PT',
    patient: rich,
    requester: asker('LU'),
    ...changes,
  });

  async function registerRecords(): Promise<void> {
    const record = fixture('national/lu/rich.xml');
    await own(lu, 'national', 'POST', '/national/records', record);
    const text = record.toString('utf8');
    await own(lu, 'national', 'POST', '/national/records', record.subarray(0, 9_000));
    await own(lu, 'national', 'POST', '/national/records', Buffer.from(text.replace('60591-5', '57833-6')));
    await own(lu, 'national', 'POST', '/national/records', Buffer.from(text, 'latin1'));
    await own(
      lu,
      'national',
      'POST',
      '/national/records',
      Buffer.from(text.replace('<family>', '<family><Marguerite>')),
    );
    await own(lu, 'national', 'POST', '/national/records', Buffer.from(`{"EXEMPLE-RICHE":"Marguerite",}`));
    writeFileSync(join(lu.inbox, 'record.xml'), record.subarray(0, 9_000));
    await eventually(() => Promise.resolve(readFileSync(join(lu.inbox, 'refused', 'record.xml.error.json'))), 15_000);
  }

  async function carry(): Promise<void> {
    const pushed = await exchange(lu, push());
    expect(pushed).toMatchObject({ state: 'acknowledged' });
    await otherSide(pt, pushed.messageId);
    const pulled = await exchange(pt, pull());
    expect(pulled).toMatchObject({ state: 'acknowledged' });
    await otherSide(lu, pulled.messageId);
    document = (await callDoor(pt, 'national', 'GET', `/national/exchanges/${pulled.id}/document`)).text;
    for (const id of [pushed.id, pulled.id])
      for (const each of [lu, pt]) await own(each, 'operators', 'GET', `/exchanges/${id}`);
  }

  async function refuse(): Promise<void> {
    await own(pt, 'operators', 'POST', '/exchanges', pull({ patient: { ...rich, value: '1893120105732' } }));
    await own(lu, 'operators', 'POST', '/exchanges', push({ patient: { ...rich, value: '1957031210105' } }));
    await own(
      lu,
      'operators',
      'POST',
      '/exchanges',
      push({ patient: { system: 'EXEMPLE-RICHE', value: 'Marguerite' } }),
    );
    await own(lu, 'operators', 'POST', '/exchanges', push({ peer: 'Marguerite' }));
    await own(lu, 'operators', 'POST', '/exchanges', push({ direction: 'Marguerite' }));
    await own(lu, 'operators', 'GET', '/exchanges?patient=1957031210104&family=EXEMPLE-RICHE');
    await own(lu, 'operators', 'GET', '/exchanges?state=Marguerite');
    await own(lu, 'operators', 'GET', '/exchanges/1957031210104');
    await own(lu, 'national', 'GET', '/Marguerite/EXEMPLE-RICHE');
    await own(lu, 'national', 'PUT', '/national/opt-outs', { patient: rich, optedOut: 'Marguerite' });
    const edge: [string, Partial<Parameters<typeof callEdge>[2]>][] = [
      [`${patientPath(rich)}&family=EXEMPLE-RICHE`, {}],
      ['/Patient?identifier=1957031210104', {}],
      ['/Patient?family=EXEMPLE-RICHE&given=Marguerite', {}],
      [`${patientPath(rich)}`, { token: null }],
      [`${patientPath(rich)}`, { tls: null }],
      ['/Bundle/1957031210104', {}],
      ['/Observation?patient=1957031210104', {}],
      ['/Marguerite%ff', {}],
      [`/Bundle/${'Marguerite'.repeat(30)}`, {}],
      ['', { method: 'POST', body: Buffer.from('{"name":"Marguerite EXEMPLE-RICHE"') }],
    ];
    for (const [path, more] of edge) noted(await callEdge(lu, portugal, { path, ...more }));
    const bundle = sealed(epsOf('national/lu/rich.xml'), luxembourg.seal);
    const tampered = JSON.parse(JSON.stringify(bundle).replace('Marguerite', 'Margaretha')) as JsonObject;
    for (const body of [
      transactionOf(newId(), rich, [bundleDocument(tampered)]),
      transactionOf(newId(), { ...rich, value: '1990070410235' }, [bundleDocument(bundle)]),
    ]) {
      noted(await callEdge(pt, luxembourg, { path: '', method: 'POST', body: Buffer.from(JSON.stringify(body)) }));
    }
    const headers = { authorization: 'Bearer Marguerite', 'x-request-id': 'EXEMPLE-RICHE' };
    noted(await rawRequest(`${lu.addresses['national']}/Marguerite`, { headers }));
  }

  it('gave the document itself to whoever may have it, with all of that in it', () => {
    expect(seeds.foundIn(document).join()).toMatch(/EXEMPLE-RICHE.*Marguerite.*1957031210104/);
    expect(seeds.foundIn(Buffer.from(document).toString('base64')).join()).toMatch(/EXEMPLE-RICHE/);
    expect(seeds.foundIn(Buffer.from(document).toString('hex')).join()).toMatch(/EXEMPLE-RICHE/);
  });

  it('wrote none of it to their logs', () => {
    for (const each of [lu, pt]) {
      const written = each.written();
      expect(written).toContain('node-open');
      expect(seeds.foundIn(written)).toEqual([]);
    }
  });

  it('wrote none of it into an answer that is not the document', () => {
    expect(answers.length).toBeGreaterThan(30);
    for (const answer of answers) expect([seeds.foundIn(answer), answer]).toEqual([[], answer]);
  });

  it('kept none of it in any table', async () => {
    for (const each of [lu, pt]) {
      const tables = await query<{ name: string }>(
        each,
        `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
      );
      expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['document', 'log_entry', 'person']));
      for (const { name } of tables) {
        const rows = await query<{ row: string }>(each, `SELECT row_to_json(t)::text AS row FROM "${name}" t`);
        expect([name, seeds.foundIn(rows.map(({ row }) => row).join('\n'))]).toEqual([name, []]);
      }
    }
  });

  it('sent none of it over the bus, through the outbox or past the log', async () => {
    for (const each of [lu, pt]) {
      const rows = await query<{ origin: string; what: string }>(each, 'SELECT origin, what FROM passed_through');
      for (const origin of ['outbox', 'bus_message', 'log_staging', 'exchange', 'exchange_event']) {
        expect([origin, rows.some((row) => row.origin === origin)]).toEqual([origin, true]);
      }
      expect(seeds.foundIn(rows.map(({ what }) => what).join('\n'))).toEqual([]);
      // A claim check: ids, the step, and nothing else that a person could be found by.
      const claims = rows
        .filter(({ origin }) => origin === 'outbox')
        .map(({ what }) => JSON.parse(what) as { claim: object });
      for (const { claim } of claims) expect(Object.keys(claim).sort()).toEqual(['exchangeId', 'step']);
    }
  });

  it('left none of it in the files of their state, nor in temporary ones', () => {
    const states = [lu, pt].flatMap(({ state }) => filesBelow(state));
    // Records that the country itself put into the folder stay its own.
    const own = states.filter((file) => !file.endsWith('record.xml'));
    const names = own.map((file) => file.split('/').at(-1));
    expect(names).toEqual(expect.arrayContaining(['record.xml.error.json', 'checkpoints.jsonl']));
    for (const file of [...own, ...filesBelow(lu.temporary), ...filesBelow(pt.temporary)]) {
      expect([file, seeds.foundIn(readFileSync(file))]).toEqual([file, []]);
    }
  });

  it('told none of it in their metrics', async () => {
    for (const each of [lu, pt]) {
      const metrics = await callDoor(each, 'operators', 'GET', '/metrics');
      expect([metrics.status, metrics.text.includes('# TYPE')]).toEqual([200, true]);
      expect(seeds.foundIn(metrics.text)).toEqual([]);
    }
  });

  it('gave none of it to who asks for the log', async () => {
    for (const each of [lu, pt]) {
      const rows = await query<{ entry: Buffer }>(each, 'SELECT entry FROM log_entry');
      expect(rows.length).toBeGreaterThan(5);
      for (const { entry } of rows) expect(seeds.foundIn(entry)).toEqual([]);
    }
  });

  it('would be found out: a word is seen wherever it is put, and however it is written', async () => {
    const word = 'gonarthrose ZIDOFICTIF INVENTÉE';
    const writings: readonly Uint8Array[] = [
      ...(['utf8', 'latin1', 'utf16le'] as const).map((encoding) => Buffer.from(word, encoding)),
      ...[1, 2, 3].map((more) => Buffer.from(Buffer.from('x'.repeat(more) + word).toString('base64'))),
      Buffer.from(Buffer.from(word).toString('hex')),
      Buffer.from(encodeURIComponent(word)),
      Buffer.from(JSON.stringify(word).replace('É', '\\u00c9')),
      Buffer.from(word.replace('É', '&#201;')),
      Buffer.from(word.toUpperCase()),
    ];
    for (const written of writings)
      expect(seeds.foundIn(written).join()).toMatch(/gonarthrose.*INVENTÉE|INVENTÉE.*gonarthrose/s);
    await query(lu, 'CREATE TABLE planted (id int, text text, octets bytea)');
    for (const written of writings) {
      await query(lu, `INSERT INTO planted VALUES (1, '', decode('${Buffer.from(written).toString('hex')}', 'hex'))`);
      const [row] = await query<{ row: string }>(lu, 'SELECT row_to_json(t)::text AS row FROM planted t');
      expect(seeds.foundIn(row!.row)).not.toEqual([]);
      await query(lu, 'DELETE FROM planted');
    }
    await query(lu, 'DROP TABLE planted');
    writeFileSync(join(lu.temporary, 'planted'), writings[1]!);
    expect(filesBelow(lu.temporary).flatMap((file) => seeds.foundIn(readFileSync(file)))).not.toEqual([]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** Keeps every row that is ever written to the passing tables. */
function watching(): string {
  return `
    CREATE TABLE passed_through (origin text, what text);
    CREATE FUNCTION keep_aside() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO passed_through VALUES (TG_TABLE_NAME, row_to_json(NEW)::text);
        RETURN NEW;
      END $$;
    ${passing
      .map(
        (table) =>
          `CREATE TRIGGER aside AFTER INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION keep_aside();`,
      )
      .join('\n')}`;
}

async function query<Row>({ database }: NodeProcess, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<never>(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}
