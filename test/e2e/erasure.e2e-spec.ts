import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson, sha256 } from '@passerelle/kernel';
import { exportLines, parseVerifierKey, verifyExport } from '@passerelle/log';
import { logTables } from '@passerelle/store';
import {
  callDoor,
  exchange,
  fixture,
  logEntries,
  otherSide,
  requesterOf,
  type Answer,
  type Shown,
} from '../support/calls.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../support/two-nodes.js';

const rich = { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' };
const other = { system: 'urn:oid:1.3.182.4.4', value: '1975050810537' };

describe('threat 45, threat 46: a person is erased by deleting one key', () => {
  let nodes: TwoNodes;
  let lu: TestNode;
  let pt: TestNode;
  let pushed: Shown;
  let received: Shown;

  beforeAll(async () => {
    nodes = await openTwoNodes();
    ({ lu, pt } = nodes);
    for (const name of ['rich.xml', 'pdf-only.xml'])
      await callDoor(lu, 'national', 'POST', '/national/records', fixture(`national/lu/${name}`));
    pushed = await push(rich);
    received = await otherSide(pt, pushed.messageId);
    await push(other);
  }, 90_000);
  afterAll(async () => nodes.close());

  const push = (patient: object) =>
    exchange(lu, { direction: 'push', peer: 'PT', patient, requester: requesterOf('LU') });
  const erase = (node: TestNode, order: object): Promise<Answer> =>
    callDoor(node, 'operators', 'POST', '/persons/erasures', order);
  const rowsOf = async ({ node }: TestNode, table: string): Promise<number> => {
    const [row] = await node.runtime.database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    return row!.count;
  };
  const events = async (node: TestNode): Promise<Readonly<Record<string, unknown>>[]> =>
    (await logEntries(node)).filter(({ event }) => event === 'person-erased');

  it.each([
    ['no legal basis', { patient: rich }, 'PSR-4008'],
    ['a legal basis that is none', { patient: rich, legalBasis: 'because' }, 'PSR-4008'],
    [
      'a number with wrong check digits',
      { patient: { ...rich, value: '1957031210105' }, legalBasis: 'GDPR-17' },
      'PSR-1112',
    ],
    ['an unknown country', { patient: rich, country: 'XX', legalBasis: 'GDPR-17' }, 'PSR-4004'],
  ])('is refused with %s', async (_what, order, code) => {
    const answer = await erase(lu, order);
    expect([answer.status >= 400, answer.text.includes(code)]).toEqual([true, true]);
  });

  it('is refused while an exchange of the person is open, and says how many', async () => {
    const { database } = lu.node.runtime;
    await database.query(`UPDATE exchange SET state = 'sealed' WHERE id = $1`, [pushed.id]);
    const answer = await erase(lu, { patient: rich, legalBasis: 'GDPR-17' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('PSR-1030');
    expect(answer.text).toContain('1 exchanges');
    await database.query(`UPDATE exchange SET state = 'acknowledged' WHERE id = $1`, [pushed.id]);
    expect(await rowsOf(lu, 'person')).toBe(2);
    expect(await events(lu)).toEqual([]);
  });

  it('at the node of the record: nothing of the person is left but what nobody can open or link', async () => {
    expect((await callDoor(lu, 'operators', 'GET', `/exchanges/${pushed.id}/document.html?language=fr`)).status).toBe(
      200,
    );
    expect(await erase(lu, { patient: rich, legalBasis: 'GDPR-17' })).toMatchObject({
      status: 200,
      json: { erased: true },
    });
    expect(await rowsOf(lu, 'person')).toBe(1);
    expect(await rowsOf(lu, 'person_identifier')).toBeGreaterThan(0);
    expect(await rowsOf(lu, 'national_record')).toBe(1);
    const [left] = await lu.node.runtime.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM document d LEFT JOIN person p ON p.id = d.person_id WHERE p.id IS NULL',
    );
    expect(left!.count).toBe(0);
    const page = await callDoor(lu, 'operators', 'GET', `/exchanges/${pushed.id}/document.html?language=fr`);
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect((await callDoor(lu, 'operators', 'GET', `/exchanges/${pushed.id}`)).status).toBe(200);
    expect(await push(rich).catch((error: unknown) => ({ text: String(error) }))).not.toMatchObject({
      state: 'acknowledged',
    });
  });

  it('at the node that received it, for a person of another country', async () => {
    const path = `/national/exchanges/${received.id}/document`;
    expect((await callDoor(pt, 'national', 'GET', path)).status).toBe(200);
    const answer = await erase(pt, { patient: rich, country: 'LU', legalBasis: 'GDPR-5-1-e' });
    expect(answer).toMatchObject({ status: 200, json: { erased: true } });
    expect((await callDoor(pt, 'national', 'GET', path)).text).toContain('PSR-2202');
  });

  it('stands in the log, with its ground and nobody in it, and the log verifies', async () => {
    const [entry, ...more] = await events(lu);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      event: 'person-erased',
      purpose: 'GDPR-17',
      subject: 'none',
      outcome: { result: 'success' },
      digests: { documents: [] },
      actor: { pseudonym: 'none', organisation: 'none' },
    });
    const { ledger, database } = lu.node.runtime;
    await ledger.settle();
    const checkpoint = await callDoor(lu, 'operators', 'GET', '/log/checkpoint');
    const vkey = (await callDoor(lu, 'operators', 'GET', '/log/key')).text.trim();
    const entries = await logTables.entries(database, 0, 10_000);
    const evidence = await verifyExport(exportLines(parseVerifierKey(vkey), checkpoint.text, entries), { vkey });
    expect(evidence.size).toBeGreaterThan(5);
    const proof = await callDoor(lu, 'operators', 'GET', `/log/inclusion?index=2&size=${evidence.size}`);
    expect(proof.status).toBe(200);
  });

  it('happens once: asked again, nothing is there to erase and nothing is logged', async () => {
    expect(await erase(lu, { patient: rich, legalBasis: 'GDPR-17' })).toMatchObject({
      status: 200,
      json: { erased: false },
    });
    expect(await events(lu)).toHaveLength(1);
  });

  it('leaves the others as they were', async () => {
    expect(await push(other)).toMatchObject({ state: 'acknowledged' });
  });

  it('leaves no digest of a request by which the number could be found by trying', async () => {
    // Everything that goes into the digest but the number stands in the database and the log, or is guessed.
    const documents = (await logEntries(pt)).map(({ digests }) => (digests as { documents: string[] }).documents);
    const guesses = [
      `GET /fhir/Patient?identifier=${encodeURIComponent(`${rich.system}|${rich.value}`)}`,
      ...documents.map((digests) => canonicalJson({ patient: rich, documents: digests })),
      canonicalJson({
        direction: 'push',
        peer: 'PT',
        patient: rich,
        requester: sha256(JSON.stringify({ identity: requesterOf('LU'), purpose: 'TREAT' })),
        messageId: pushed.messageId,
      }),
    ].map((text) => sha256(text));
    for (const node of [lu, pt]) {
      const kept = JSON.stringify([
        await logEntries(node),
        await node.node.runtime.database.query('SELECT request_digest FROM exchange'),
      ]);
      for (const guess of guesses) expect(kept).not.toContain(guess);
    }
  });
});
