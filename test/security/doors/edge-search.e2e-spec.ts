import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@passerelle/kernel';
import { callDoor, fixture, requesterOf } from '../../support/calls.js';
import { observe, refusal, register } from '../../support/observed.js';
import {
  callEdge,
  credentialsOf,
  documentPath,
  nobody,
  patientPath,
  tokenOf,
  type EdgeRequest,
  type PeerCredentials,
} from '../../support/peer-client.js';
import type { RawAnswer } from '../../support/raw-request.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../../support/two-nodes.js';

const matricule = 'urn:oid:1.3.182.4.4';
const rich = { system: matricule, value: '1957031210104' };
const restricted = { system: matricule, value: '1966022810875' };
const objecting = { system: matricule, value: '2001113010386' };
const type = (code: string): string => `&type=${encodeURIComponent(code)}`;

describe('the edge answers a search', () => {
  let nodes: TwoNodes;
  let lu: TestNode;
  let pt: PeerCredentials;
  let richId: string;
  let restrictedId: string;
  let objectingId: string;

  beforeAll(async () => {
    nodes = await openTwoNodes();
    ({ lu } = nodes);
    pt = credentialsOf(nodes, 'PT');
    richId = await register(lu, fixture('national/lu/rich.xml'));
    restrictedId = await register(lu, fixture('national/lu/restricted.xml'));
    objectingId = await register(lu, fixture('national/lu/nothing-known.xml'));
    await objects(objecting, true);
  }, 60_000);
  afterAll(async () => nodes.close());

  const objects = async (patient: object, optedOut: boolean): Promise<void> => {
    const { status } = await callDoor(lu, 'national', 'PUT', '/national/opt-outs', { patient, optedOut });
    if (status !== 200) throw new Error(`the objection was answered ${status}`);
  };
  const ask = (path: string, more: Partial<EdgeRequest> = {}) => observe(lu, () => callEdge(lu, pt, { path, ...more }));
  const refusedAs = (status: number, code: string) => refusal(status, code, 'request-refused');
  const matches = ({ json }: RawAnswer) => (json as { entry: { resource: Record<string, unknown> }[] }).entry;

  describe('for a patient', () => {
    it('with identifier, name, birth date and gender, and nothing more', async () => {
      const { answer, did } = await ask(patientPath(rich));
      expect(did).toMatchObject({ status: 200, mediaType: 'application/fhir+json', changed: {} });
      expect(matches(answer)).toHaveLength(1);
      expect(Object.keys(matches(answer)[0]?.resource ?? {}).sort()).toEqual(
        ['birthDate', 'gender', 'id', 'identifier', 'name', 'resourceType'].sort(),
      );
    });

    const identifier = (text: string): string => `/Patient?identifier=${text}`;
    const odd: [string, string][] = [
      ['no parameter', '/Patient'],
      ['an empty identifier', identifier('')],
      ['an identifier without system', identifier('1957031210104')],
      ['an identifier with an empty system', identifier('%7C1957031210104')],
      ['an identifier with an empty value', identifier(`${matricule}%7C`)],
      ['an identifier with three parts', identifier(`${matricule}%7C1957031210104%7Cx`)],
      ['an identifier of a kilobyte', identifier(`${matricule}%7C${'1'.repeat(1_000)}`)],
      ['two identifiers', `${patientPath(rich)}&identifier=${matricule}%7C1990070410235`],
      ['a parameter that is not known', `${patientPath(rich)}&family=EXEMPLE`],
      ['a modifier', `/Patient?identifier:not=${matricule}%7C1957031210104`],
      ['a parameter of the prototype chain', `${patientPath(rich)}&__proto__=x`],
      ['an identifier as a list', `/Patient?identifier[]=${matricule}%7C1957031210104`],
    ];

    it.each(odd)('but refuses %s', async (_, path) => {
      expect((await ask(path)).did).toEqual(refusedAs(400, 'PSR-1012'));
    });

    it('and finds nobody by an identifier in the wrong system, in other letters, or with a wildcard', async () => {
      for (const patient of [
        { ...rich, system: 'urn:oid:1.3.182.2.4.9' },
        { ...rich, value: `${rich.value} ` },
        { ...rich, value: '1957*' },
        { ...rich, value: "1957031210104' OR '1'='1" },
        { ...rich, value: '1957031210104\u0000' },
      ]) {
        expect((await callEdge(lu, pt, { path: patientPath(patient) })).status).toBe(404);
      }
    });
  });

  describe('threat 46: without telling apart who is unknown, objects or is restricted', () => {
    /** Everything a peer can see, without what differs between any two answers. */
    const visible = ({ status, headers, octets }: RawAnswer) => {
      const { date: _, 'x-request-id': __, ...others } = headers;
      return { status, headers: others, octets };
    };

    it('in the search for a patient', async () => {
      const unknown = await ask(patientPath(nobody), { requestId: newId() });
      expect(unknown.did).toMatchObject({ status: 404, code: 'PSR-2201', changed: {} });
      for (const patient of [restricted, objecting]) {
        const hidden = await ask(patientPath(patient), { requestId: newId() });
        expect(visible(hidden.answer)).toEqual(visible(unknown.answer));
      }
    });

    it('in the search for documents', async () => {
      const unknown = await ask(documentPath(nobody));
      expect(unknown.did).toMatchObject({ status: 404, code: 'PSR-2201', changed: {} });
      for (const patient of [restricted, objecting]) {
        for (const more of ['', type('http://loinc.org|60591-5'), type('http://loinc.org|1-1'), '&date=ge2020']) {
          expect(visible((await ask(documentPath(patient, more))).answer)).toEqual(visible(unknown.answer));
        }
      }
    });

    it('in the retrieval of a document', async () => {
      const unknown = await ask(`/Bundle/${newId()}`);
      expect(unknown.did).toEqual(refusedAs(404, 'PSR-2202'));
      for (const id of [
        restrictedId,
        objectingId,
        'x',
        "'; DROP TABLE person; --",
        '1'.repeat(500),
        '%00',
        '%2e%2e%2fx',
      ]) {
        const hidden = await ask(`/Bundle/${encodeURIComponent(id).replaceAll('%25', '%')}`);
        expect([id, hidden.did]).toEqual([id, refusedAs(404, 'PSR-2202')]);
        expect(visible(hidden.answer)).toEqual(visible(unknown.answer));
      }
    });

    it('but in its own log', async () => {
      const logged = async (patient: typeof rich) => (await ask(patientPath(patient))).did.logged;
      expect(await logged(nobody)).toContain('patient-search-unknown refused PSR-2201');
      expect(await logged(restricted)).toContain('patient-search-restricted refused PSR-2201');
      expect(await logged(objecting)).toContain('patient-search-opted-out refused PSR-2201');
    });
  });

  describe('for documents', () => {
    const found = async (more: string): Promise<number> => {
      const answer = await callEdge(lu, pt, { path: documentPath(rich, more) });
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
      expect(answer.json['total']).toBe(matches(answer).length);
      return matches(answer).length;
    };

    // The record is of 2024-06-03T11:18:54+02:00.
    it.each([
      ['', 1],
      [type('http://loinc.org|60591-5'), 1],
      [type('http://loinc.org|57833-6'), 0],
      [type('urn:oid:2.16.840.1.113883.6.1|60591-5'), 0],
      ['&status=current', 1],
      ['&status=superseded', 0],
      ['&date=2024', 1],
      ['&date=2024-06', 1],
      ['&date=2024-06-03', 1],
      ['&date=2024-06-04', 0],
      ['&date=eq2024-06-03T09:18:54Z', 1],
      ['&date=eq2024-06-03T11:18:54%2B02:00', 1],
      ['&date=eq2024-06-03T11:18:54Z', 0],
      ['&date=ge2024-06-03', 1],
      ['&date=gt2024-06-03', 0],
      ['&date=gt2024-06-02', 1],
      ['&date=le2024-06-03', 1],
      ['&date=lt2024-06-03', 0],
      ['&date=lt2025', 1],
      ['&date=ge2024-01&date=lt2024-06', 0],
      ['&date=ge2024-01&date=lt2024-07', 1],
    ])('%s gives %i', async (more, count) => {
      expect(await found(more)).toBe(count);
    });

    it.each([
      ['date=last-week'],
      ['date=2024-13'],
      ['date=2024-02-30'],
      ['date=2024-06-03T25:00:00Z'],
      ['date=2024-06-03T11:18:54'],
      ['date=ne2024'],
      ['date=ap2024'],
      ['date=sa2024'],
      ['date='],
      ['date[]=2024'],
      ['type=60591-5'],
      ['type=http://loinc.org%7C60591-5&type=http://loinc.org%7C57833-6'],
      ['status=nonsense'],
      ['patient=Patient/1'],
      ['_sort=date'],
    ])('refuses %s', async (more) => {
      expect((await ask(documentPath(rich, `&${more}`))).did).toEqual(refusedAs(400, 'PSR-1012'));
    });

    it('refuses a search without patient', async () => {
      for (const path of ['/DocumentReference', '/DocumentReference?date=2024', '/DocumentReference?patient=x']) {
        expect((await ask(path)).did).toEqual(refusedAs(400, 'PSR-1012'));
      }
    });
  });

  it.each([
    ['GET', '/Observation'],
    ['GET', '/Patient/1'],
    ['GET', '/Patient/%ff'],
    ['GET', '/../exchanges'],
    ['POST', '/Patient/_search'],
    ['PUT', '/Bundle/1'],
    ['DELETE', '/Patient'],
    ['PATCH', '/DocumentReference'],
    ['TRACE', '/Patient'],
    ['PROPFIND', '/'],
  ])('%s %s leads nowhere', async (method, path) => {
    expect((await ask(path, { method })).did).toEqual(refusedAs(404, 'PSR-1011'));
  });

  describe('threat 38: a retrieval', () => {
    const fetched = (requestId: string, more: Partial<EdgeRequest> = {}) =>
      ask(`/Bundle/${richId}`, { requestId, ...more });

    it('a second time under the same id with the same octets, as one exchange', async () => {
      const requestId = newId();
      const first = await fetched(requestId);
      const second = await fetched(requestId);
      expect(first.did).toMatchObject({ status: 200, changed: { exchange: 1 } });
      expect(second.answer.octets.equals(first.answer.octets)).toBe(true);
      expect(second.did).toMatchObject({ status: 200, changed: {} });
    });

    it('at once under the same id with the same octets, as one exchange', async () => {
      const requestId = newId();
      const path = `/Bundle/${richId}`;
      const answers = await Promise.all(Array.from({ length: 5 }, () => callEdge(lu, pt, { path, requestId })));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    });

    it('without an id, or with one that is no UUID, as an exchange of its own', async () => {
      for (const headers of [{}, { 'x-request-id': 'again' }, { 'x-request-id': '1957031210104' }]) {
        const { did, answer, entries } = await ask(`/Bundle/${richId}`, { headers });
        expect(did).toMatchObject({ status: 200, changed: { exchange: 1 } });
        expect(answer.headers).not.toHaveProperty('x-request-id');
        expect(JSON.stringify(entries)).not.toMatch(/again|1957031210104/);
      }
    });

    it('of another document under the same id as a conflict, with an alarm', async () => {
      const requestId = newId();
      await fetched(requestId);
      const { did } = await ask(`/Bundle/${restrictedId}`, { requestId });
      expect(did).toEqual({
        ...refusedAs(409, 'PSR-4002'),
        logged: ['alarm-message-id-reused refused PSR-4002', 'request-refused refused PSR-4002'],
      });
    });

    it('again with an entry in the log for whoever reads it again', async () => {
      const requestId = newId();
      await fetched(requestId);
      const requester = requesterOf('PT');
      const colleague = { ...requester, professional: { ...requester.professional, hp_identifier: 'PT-HP-000002' } };
      const again = await fetched(requestId, { token: tokenOf(pt, { requester: colleague }) });
      expect(again.did).toMatchObject({ status: 200, changed: {} });
      const actor = lu.node.runtime.exchanges.actorOf({ identity: colleague, purpose: 'TREAT' });
      expect(again.entries).toMatchObject([
        {
          actor,
          outcome: { result: 'success' },
          digests: { documents: [expect.any(String)] },
          peer: { country: 'PT' },
        },
      ]);
    });

    it('again only for whoever may read it', async () => {
      const requestId = newId();
      await fetched(requestId);
      const requester = requesterOf('PT');
      const clerk = { ...requester, professional: { ...requester.professional, hp_professional_role: '4110' } };
      const byClerk = await fetched(requestId, { token: tokenOf(pt, { requester: clerk }) });
      expect(byClerk.did).toEqual(refusedAs(403, 'PSR-2102'));
      const research = await fetched(requestId, { token: tokenOf(pt, { purposeOfUse: 'HRESCH' }) });
      expect(research.did).toEqual(refusedAs(403, 'PSR-2101'));
    });

    it('no more once the patient objects', async () => {
      const requestId = newId();
      await fetched(requestId);
      await objects(rich, true);
      const { did } = await fetched(requestId);
      await objects(rich, false);
      expect(did).toEqual(refusedAs(404, 'PSR-2202'));
      expect((await fetched(requestId)).did).toMatchObject({ status: 200 });
    });
  });
});
