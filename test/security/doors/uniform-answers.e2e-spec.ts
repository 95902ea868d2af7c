import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@passerelle/kernel';
import { callDoor, fixture } from '../../support/calls.js';
import { register } from '../../support/observed.js';
import {
  callEdge,
  credentialsOf,
  documentPath,
  nobody,
  patientPath,
  type PeerCredentials,
} from '../../support/peer-client.js';
import { statementsOf } from '../../support/statements.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../../support/two-nodes.js';

const matricule = 'urn:oid:1.3.182.4.4';
const rich = { system: matricule, value: '1957031210104' };
const restricted = { system: matricule, value: '1966022810875' };
const objecting = { system: matricule, value: '2001113010386' };
const withoutRecord = { system: matricule, value: '1990070410235' };

describe('threat 46: an answer does not tell who is restricted, objects, has no record or is unknown', () => {
  let nodes: TwoNodes;
  let lu: TestNode;
  let pt: PeerCredentials;
  let restrictedId: string;
  let objectingId: string;

  beforeAll(async () => {
    nodes = await openTwoNodes();
    ({ lu } = nodes);
    pt = credentialsOf(nodes, 'PT');
    await register(lu, fixture('national/lu/rich.xml'));
    restrictedId = await register(lu, fixture('national/lu/restricted.xml'));
    objectingId = await register(lu, fixture('national/lu/nothing-known.xml'));
    for (const patient of [objecting, withoutRecord]) {
      await lu.node.runtime.persons.ensure(lu.node.runtime.database, [patient]);
    }
    await callDoor(lu, 'national', 'PUT', '/national/opt-outs', { patient: objecting, optedOut: true });
  }, 60_000);
  afterAll(async () => nodes.close());

  /** Everything a peer can see, octet for octet, and what the node did for it. */
  async function asked(path: string) {
    const { result, statements } = await statementsOf(lu, () => callEdge(lu, pt, { path, requestId: newId() }));
    const { date: _, 'x-request-id': __, ...headers } = result.headers;
    return { seen: { status: result.status, headers, octets: result.octets.toString('latin1') }, statements };
  }

  const hidden = { 'is restricted': restricted, objects: objecting, 'has no record': withoutRecord };
  const searches = { patients: patientPath, documents: documentPath };
  const cases = Object.entries(searches).flatMap(([what, path]) =>
    Object.entries(hidden).map(([who, patient]) => [what, who, path(nobody), path(patient)] as const),
  );

  it.each(cases)('in a search for %s by whoever %s', async (_, __, ofNobody, ofHidden) => {
    const unknown = await asked(ofNobody);
    const known = await asked(ofHidden);
    expect(known.seen).toEqual(unknown.seen);
    // The work is of the same class: the same statements in the same order, and so about the same time.
    expect(known.statements).toEqual(unknown.statements);
    expect(unknown.statements.filter((statement) => statement.startsWith('SELECT')).length).toBeGreaterThanOrEqual(2);
  });

  it('in the retrieval of a document', async () => {
    const unknown = await asked(`/Bundle/${newId()}`);
    for (const id of [restrictedId, objectingId, 'x']) {
      const known = await asked(`/Bundle/${id}`);
      expect([id, known]).toEqual([id, unknown]);
    }
  });

  it('while an answer that hides nothing takes other work: what is compared can differ', async () => {
    const unknown = await asked(patientPath(nobody));
    const known = await asked(patientPath(rich));
    expect(known.seen).not.toEqual(unknown.seen);
    expect(known.statements).not.toEqual(unknown.statements);
  });
});
