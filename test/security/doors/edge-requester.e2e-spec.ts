import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@passerelle/kernel';
import { annexFields } from '@passerelle/trust';
import { fixture, requesterOf } from '../../support/calls.js';
import { observe, refusal, register } from '../../support/observed.js';
import {
  callEdge,
  claimsOf,
  credentialsOf,
  patientPath,
  signedJwt,
  tokenOf,
  type EdgeRequest,
  type PeerCredentials,
} from '../../support/peer-client.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../../support/two-nodes.js';

const rich = { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' };

describe('the edge asks on whose behalf', () => {
  let nodes: TwoNodes;
  let lu: TestNode;
  let pt: PeerCredentials;
  let recordId: string;

  beforeAll(async () => {
    nodes = await openTwoNodes();
    ({ lu } = nodes);
    pt = credentialsOf(nodes, 'PT');
    recordId = await register(lu, fixture('national/lu/rich.xml'));
  }, 60_000);
  afterAll(async () => nodes.close());

  const ask = (request: Partial<EdgeRequest> = {}) =>
    observe(lu, () => callEdge(lu, pt, { path: patientPath(rich), ...request }));
  const refusedAs = (status: number, code: string) => refusal(status, code, 'request-refused');

  describe('by the annex of Regulation (EU) 2026/2099, before any record is read', () => {
    const fields = Object.entries(annexFields).flatMap(([table, names]) => names.map((name) => [table, name] as const));

    it('has eleven fields', () => {
      expect(fields).toHaveLength(11);
    });

    it.each(fields)('refuses a token whose %s lacks %s', async (table, name) => {
      for (const value of [undefined, '', ' ', null, 7, 'a\nb', 'a'.repeat(1_001)]) {
        const claims = claimsOf(pt);
        const token = signedJwt({ ...claims, [table]: { ...(claims[table] as object), [name]: value } }, pt.token);
        const { did, answer } = await ask({ token });
        expect(did).toEqual(refusedAs(403, 'PSR-2007'));
        expect(answer.text).toContain(`${table}.${name}`);
      }
    });

    it.each(['professional', 'provider'])('refuses a token without the table %s', async (table) => {
      const { [table]: _, ...claims } = claimsOf(pt);
      expect((await ask({ token: signedJwt(claims, pt.token) })).did).toEqual(refusedAs(403, 'PSR-2007'));
    });

    it('reads no record for it', async () => {
      const { ['provider']: _, ...claims } = claimsOf(pt);
      const read = await recordsRead(() => ask({ path: `/Bundle/${recordId}`, token: signedJwt(claims, pt.token) }));
      expect(read).toBe(0);
      expect(await recordsRead(() => ask({ path: `/Bundle/${recordId}`, requestId: newId() }))).toBeGreaterThan(0);
    });
  });

  describe('by what the requester may do', () => {
    const withRole = (role: string) => {
      const requester = requesterOf('PT');
      return { ...requester, professional: { ...requester.professional, hp_professional_role: role } };
    };
    const paths = (): [string, string][] => [
      ['patient search', patientPath(rich)],
      [
        'document search',
        `/DocumentReference?patient.identifier=${encodeURIComponent(`${rich.system}|${rich.value}`)}`,
      ],
      ['retrieval', `/Bundle/${recordId}`],
    ];

    it('refuses a purpose that is not treatment', async () => {
      for (const [, path] of paths()) {
        const token = tokenOf(pt, { purposeOfUse: 'ETREAT' });
        expect((await ask({ path, token })).did).toEqual(refusedAs(403, 'PSR-2101'));
      }
    });

    it('refuses a role that may not read summaries', async () => {
      for (const [, path] of paths()) {
        for (const role of ['5223', '22', 'x2211']) {
          const token = tokenOf(pt, { requester: withRole(role) });
          expect((await ask({ path, token })).did).toEqual(refusedAs(403, 'PSR-2102'));
        }
      }
    });

    it('refuses them in the same words for somebody who is not known', async () => {
      const token = () => tokenOf(pt, { requester: withRole('5223') });
      const known = await callEdge(lu, pt, { path: patientPath(rich), token: token() });
      const unknown = await callEdge(lu, pt, {
        path: patientPath({ ...rich, value: '1893120105732' }),
        token: token(),
      });
      expect(unknown.text).toBe(known.text);
    });

    it('refuses an identifier that the log could not hold, and takes one that it can', async () => {
      const withProvider = (identifier: string) => {
        const { professional, provider } = requesterOf('PT');
        const same = { healthcare_provider_identifier: identifier };
        return { professional: { ...professional, ...same }, provider: { ...provider, ...same } };
      };
      for (const identifier of ['a'.repeat(257), 'a\ud800']) {
        const token = signedJwt({ ...claimsOf(pt), ...withProvider(identifier) }, pt.token);
        expect((await ask({ token })).did).toEqual(refusedAs(403, 'PSR-2007'));
      }
      const longest = 'é'.repeat(256);
      const { did, entries } = await ask({ token: tokenOf(pt, { requester: withProvider(longest) }) });
      expect(did).toMatchObject({ status: 200 });
      expect(entries).toMatchObject([{ actor: { organisation: longest } }]);
    });
  });

  /** How often the table of national records was asked while some work was done. */
  async function recordsRead(work: () => Promise<unknown>): Promise<number> {
    const { database } = lu.node.runtime;
    const original = database.query.bind(database);
    let read = 0;
    const spied = Object.assign(database, {
      query: (sql: string, parameters?: readonly unknown[]) => {
        if (sql.includes('FROM national_record WHERE')) read++;
        return original(sql, parameters);
      },
    });
    try {
      await work();
    } finally {
      Object.assign(spied, { query: original });
    }
    return read;
  }
});
