import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, sha256 } from '@passerelle/kernel';
import { exportLines, parseVerifierKey, verifyExport } from '@passerelle/log';
import { logTables } from '@passerelle/store';
import {
  callDoor,
  ended,
  exchange,
  fixture,
  logEntries,
  otherSide,
  requesterOf,
  type Shown,
} from '../support/calls.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../support/two-nodes.js';

const matricule = 'urn:oid:1.3.182.4.4';
const rich = { system: matricule, value: '1957031210104' };
const portuguese = { system: 'urn:oid:2.16.17.710.813.1000.990.1', value: '990000017' };

describe('two nodes', () => {
  let nodes: TwoNodes;
  let lu: TestNode;
  let pt: TestNode;

  beforeAll(async () => {
    nodes = await openTwoNodes();
    ({ lu, pt } = nodes);
    for (const name of ['rich.xml', 'restricted.xml', 'pdf-only.xml', 'structured.fhir.json']) {
      const answer = await callDoor(lu, 'national', 'POST', '/national/records', fixture(`national/lu/${name}`));
      if (answer.status !== 201) throw new Error(`${name}: ${answer.status} ${answer.text}`);
    }
    await callDoor(pt, 'national', 'POST', '/national/records', fixture('national/pt/rich.xml'));
  }, 60_000);
  afterAll(async () => nodes.close());

  const push = (changes: object = {}) => ({
    direction: 'push',
    peer: 'PT',
    patient: rich,
    requester: requesterOf('LU'),
    ...changes,
  });
  const pull = (patient = rich) => ({ direction: 'pull', peer: 'LU', patient, requester: requesterOf('PT') });
  const states = (shown: Shown) => shown.trail.map((event) => event.state);
  const received = async (node: TestNode, id: string) =>
    callDoor(node, 'national', 'GET', `/national/exchanges/${id}/document`);

  it('carry a push through every state, with the same documents and one receipt on both sides', async () => {
    const sent = await exchange(lu, push());
    const got = await otherSide(pt, sent.messageId);
    expect(sent.state).toBe('acknowledged');
    expect(got.state).toBe('acknowledged');
    expect(sent.trail.map((event) => event.step)).toEqual([
      'receive',
      'authorise',
      'fetch',
      'translate',
      'seal',
      'deliver',
    ]);
    const digests = (shown: Shown, part: string) =>
      shown.documents
        .filter((document) => document.part === part)
        .map(({ format, sha256: digest, size }) => [format, digest, size]);
    expect(digests(got, 'received')).toEqual(digests(sent, 'sent'));
    expect(digests(sent, 'sent').map(([format]) => format)).toEqual(['eps-bundle', 'pivot-cda', 'xades-seal']);
    expect(got.trail.at(-1)?.receipt).toBe(sent.trail.at(-1)?.receipt);
  });

  it('answer a pull with a sealed EPS Bundle, and acknowledge it on both sides', async () => {
    const asked = await exchange(pt, pull());
    expect(asked).toMatchObject({ state: 'acknowledged' });
    expect(states(asked)).toEqual(['received', 'received', 'verified', 'acknowledged']);
    const answered = await otherSide(lu, asked.messageId);
    expect(states(answered).at(-1)).toBe('acknowledged');
    const document = await received(pt, asked.id);
    expect(document.json).toMatchObject({
      resourceType: 'Bundle',
      type: 'document',
      signature: { sigFormat: 'application/jose' },
    });
    const crossed = asked.documents.find((each) => each.part === 'received')?.sha256;
    expect(sha256(document.text)).toBe(crossed);
    expect(answered.documents.find((each) => each.part === 'sent')?.sha256).toBe(crossed);
  });

  it('carry a Portuguese record to Luxembourg', async () => {
    const order = { direction: 'pull', peer: 'PT', patient: portuguese, requester: requesterOf('LU') };
    expect(await exchange(lu, order)).toMatchObject({ state: 'acknowledged' });
  });

  it('carry a FHIR record and a record that is only a PDF', async () => {
    for (const value of ['1972051611065', '1975050810537']) {
      expect(await exchange(pt, pull({ system: matricule, value }))).toMatchObject({ state: 'acknowledged' });
    }
    const pushed = await exchange(lu, push({ patient: { system: matricule, value: '1975050810537' } }));
    expect(pushed.state).toBe('acknowledged');
  });

  it('take an order twice under one message id and carry it out once', async () => {
    const messageId = newId();
    const order = push({ messageId });
    const [first, second] = await Promise.all([exchange(lu, order), exchange(lu, order)]);
    expect(second.id).toBe(first.id);
    const { json } = await callDoor(pt, 'operators', 'GET', '/exchanges?limit=200');
    expect((json['exchanges'] as Shown[]).filter((each) => each.messageId === messageId)).toHaveLength(1);
  });

  it('refuse another order under a message id that was used', async () => {
    const messageId = newId();
    await exchange(lu, push({ messageId }));
    const other = push({ messageId, patient: { system: matricule, value: '1972051611065' } });
    const answer = await callDoor(lu, 'operators', 'POST', '/exchanges', other);
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('PSR-4002');
  });

  it('hide a restricted record and an unknown patient behind the same answer, and tell them apart only in the log', async () => {
    const restricted = await exchange(pt, pull({ system: matricule, value: '1966022810875' }));
    const unknown = await exchange(pt, pull({ system: matricule, value: '1893120105732' }));
    expect(restricted).toMatchObject({ state: 'refused', errorCode: 'PSR-2201' });
    expect(states(unknown)).toEqual(states(restricted));
    expect(unknown.errorCode).toBe(restricted.errorCode);
    const events = (await logEntries(lu)).map((entry) => entry['event']);
    expect(events).toContain('patient-search-restricted');
    expect(events).toContain('patient-search-unknown');
  });

  it('stop answering for a person who objects, and go on when the objection is taken back', async () => {
    const optOut = (optedOut: boolean) =>
      callDoor(lu, 'national', 'PUT', '/national/opt-outs', { patient: rich, optedOut });
    expect((await optOut(true)).status).toBe(200);
    expect(await exchange(pt, pull())).toMatchObject({ state: 'refused', errorCode: 'PSR-2201' });
    expect(await exchange(lu, push())).toMatchObject({ state: 'refused', errorCode: 'PSR-2202' });
    await optOut(false);
    expect(await exchange(pt, pull())).toMatchObject({ state: 'acknowledged' });
  });

  it('push no restricted record', async () => {
    const restricted = await exchange(lu, push({ patient: { system: matricule, value: '1966022810875' } }));
    expect(restricted).toMatchObject({ state: 'refused', errorCode: 'PSR-2202' });
    expect(restricted.documents).toEqual([]);
  });

  it('refuse what a person mistypes with a code for each field', async () => {
    const cases: [object, number, string][] = [
      [push({ patient: { system: matricule, value: '1957031210105' } }), 400, 'PSR-1112'],
      [push({ patient: { system: 'urn:oid:1.2.3', value: '1' } }), 400, 'PSR-4008'],
      [push({ peer: 'XX' }), 422, 'PSR-4004'],
      [push({ purpose: 'ETREAT' }), 403, 'PSR-2101'],
      [push({ direction: 'sideways' }), 400, 'PSR-4008'],
      [push({ patient: { system: matricule, value: '1893120105732' } }), 404, 'PSR-2201'],
      [push({ requester: { ...requesterOf('LU'), provider: {} } }), 403, 'PSR-2007'],
    ];
    for (const [order, status, code] of cases) {
      const answer = await callDoor(lu, 'operators', 'POST', '/exchanges', order);
      expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(code)]);
    }
  });

  it('list exchanges by state and peer, a page at a time', async () => {
    const seen = new Set<string>();
    let after = '';
    do {
      const { json } = await callDoor(
        lu,
        'operators',
        'GET',
        `/exchanges?state=acknowledged&peer=PT&limit=2&after=${after}`,
      );
      for (const each of json['exchanges'] as Shown[]) {
        expect(each.state).toBe('acknowledged');
        expect(seen.has(each.id)).toBe(false);
        seen.add(each.id);
      }
      after = String(json['next'] ?? '');
    } while (after !== '');
    expect(seen.size).toBeGreaterThan(4);
    const none = await callDoor(lu, 'operators', 'GET', '/exchanges?from=2099-01-01');
    expect(none.json['exchanges']).toEqual([]);
    expect((await callDoor(lu, 'operators', 'GET', '/exchanges?colour=red')).status).toBe(400);
  });

  it('take records from the watched folder, and set aside what they refuse', async () => {
    const { writeFileSync, existsSync, readFileSync } = await import('node:fs');
    writeFileSync(`${lu.inbox}/sparse.xml`, fixture('national/lu/sparse.xml'));
    writeFileSync(`${lu.inbox}/truncated.xml`, fixture('refused/truncated.xml'));
    const until = performance.now() + 10_000;
    while (!existsSync(`${lu.inbox}/accepted/sparse.xml`) || !existsSync(`${lu.inbox}/refused/truncated.xml`)) {
      if (performance.now() > until) throw new Error('the folder was not emptied');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(readFileSync(`${lu.inbox}/refused/truncated.xml.error.json`, 'utf8')).toContain('PSR-1002');
    expect(await exchange(pt, pull({ system: matricule, value: '1990070410235' }))).toMatchObject({
      state: 'acknowledged',
    });
  });

  it('keep logs that an auditor can recompute, with proofs between their heads', async () => {
    for (const each of [lu, pt]) {
      const { ledger, database } = each.node.runtime;
      await ledger.settle();
      const checkpoint = await callDoor(each, 'operators', 'GET', '/log/checkpoint');
      const key = (await callDoor(each, 'operators', 'GET', '/log/key')).text.trim();
      const entries = await logTables.entries(database, 0, 10_000);
      const evidence = await verifyExport(exportLines(parseVerifierKey(key), checkpoint.text, entries), { vkey: key });
      expect(evidence.size).toBeGreaterThan(5);
      const size = evidence.size;
      const inclusion = await callDoor(each, 'operators', 'GET', `/log/inclusion?index=3&size=${size}`);
      expect(inclusion.json['hashes']).not.toEqual([]);
      const consistency = await callDoor(each, 'operators', 'GET', `/log/consistency?old=3&new=${size}`);
      expect(consistency.status).toBe(200);
      const beyond = await callDoor(each, 'operators', 'GET', `/log/inclusion?index=${size}&size=${size}`);
      expect([beyond.status, beyond.text]).toEqual([404, expect.stringContaining('PSR-6003')]);
    }
  });

  it('leave nothing half done', async () => {
    for (const each of [lu, pt]) {
      const { json } = await callDoor(each, 'operators', 'GET', '/exchanges?limit=200');
      for (const { id } of json['exchanges'] as Shown[]) await ended(each, id);
      expect(await each.node.runtime.database.query('SELECT * FROM outbox')).toEqual([]);
    }
  });
});
