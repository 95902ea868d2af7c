import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@passerelle/kernel';
import { callDoor, fixture } from '../../support/calls.js';
import { observe, register } from '../../support/observed.js';
import { callEdge, credentialsOf, patientPath, type PeerCredentials } from '../../support/peer-client.js';
import { bundleDocument, epsOf, sealed, transactionOf } from '../../support/pushed.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../../support/two-nodes.js';

const rich = { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' };

/** Where the disk may be full when a request is under way: at the entry of the log, or at what it is about. */
const places = ['log_staging', 'exchange', 'document'] as const;

describe('threat 42: a database whose disk is full', () => {
  let nodes: TwoNodes;
  let lu: TestNode;
  let pt: TestNode;
  let fromPortugal: PeerCredentials;
  let fromLuxembourg: PeerCredentials;

  beforeAll(async () => {
    nodes = await openTwoNodes();
    ({ lu, pt } = nodes);
    fromPortugal = credentialsOf(nodes, 'PT');
    fromLuxembourg = credentialsOf(nodes, 'LU');
    await register(lu, fixture('national/lu/rich.xml'));
  }, 60_000);
  afterAll(async () => nodes.close());
  afterEach(async () => Promise.all([lu, pt].map(setFree)));

  /** Answers every row that is to be written as PostgreSQL does when there is no room: 53100, disk_full. */
  const fill = async ({ node }: TestNode, table: (typeof places)[number]): Promise<void> => {
    await node.runtime.database.query(
      `CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`,
    );
    await node.runtime.database.query(
      `CREATE TRIGGER no_room BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION no_room()`,
    );
  };
  const setFree = async ({ node }: TestNode): Promise<void> => {
    for (const table of places) await node.runtime.database.query(`DROP TRIGGER IF EXISTS no_room ON ${table}`);
  };
  const pushed = (messageId: string): Buffer => {
    const documents = [bundleDocument(sealed(epsOf('national/lu/rich.xml'), fromLuxembourg.seal))];
    return Buffer.from(JSON.stringify(transactionOf(messageId, rich, documents)));
  };
  const notNow = { status: 503, code: 'PSR-2023', changed: {} };

  it.each(places)(
    'at %s, a push is told to come again, keeps nothing, and is taken when there is room',
    async (table) => {
      const body = pushed(newId());
      const send = () => observe(pt, () => callEdge(pt, fromLuxembourg, { path: '', method: 'POST', body }));
      await fill(pt, table);
      const refused = await send();
      expect(refused.did).toMatchObject(notNow);
      expect(Number(refused.answer.headers['retry-after'])).toBeGreaterThan(0);
      await setFree(pt);
      expect((await send()).did).toMatchObject({ status: 200, changed: { document: 1, exchange: 1 } });
    },
  );

  it('a search that cannot be logged is not answered', async () => {
    const ask = () => observe(lu, () => callEdge(lu, fromPortugal, { path: patientPath(rich) }));
    await fill(lu, 'log_staging');
    const { did, answer } = await ask();
    expect(did).toMatchObject({ ...notNow, logged: [] });
    expect(answer.text).not.toContain(rich.value);
    await setFree(lu);
    expect((await ask()).did).toMatchObject({ status: 200 });
  });

  it('our own country is told which part it is', async () => {
    await fill(lu, 'log_staging');
    const order = { type: 'push', peer: 'PT', patient: rich };
    const { status, text } = await callDoor(lu, 'operators', 'POST', '/exchanges', order);
    expect(status).toBe(503);
    expect(text).toMatch(/PSR-(?:6005|7006)/);
  });
});
