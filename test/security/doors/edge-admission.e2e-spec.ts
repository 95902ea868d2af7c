import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDevelopmentCa } from '@passerelle/trust/development-ca';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixture, logEntries } from '../../support/calls.js';
import { codeOf, register } from '../../support/observed.js';
import {
  callEdge,
  credentialsOf,
  patientPath,
  tlsIdentity,
  type PeerCredentials,
  type TlsIdentity,
} from '../../support/peer-client.js';
import type { RawAnswer } from '../../support/raw-request.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../../support/two-nodes.js';

const rich = { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' };

describe('threat 29: the edge admits as many requests as their sender may send', () => {
  let nodes: TwoNodes;
  let lu: TestNode;
  let pt: PeerCredentials;
  let fr: TlsIdentity;
  let recordId: string;

  beforeAll(async () => {
    nodes = await openTwoNodes({
      // France is a second peer of Luxembourg, by a file of its own.
      prepare(folder) {
        fr = tlsIdentity(createDevelopmentCa(), 'FR');
        writeFileSync(join(folder, 'fr.pem'), fr.cert);
        cpSync(join(folder, 'pt.yaml'), join(folder, 'fr.yaml'));
        const text = readFileSync(join(folder, 'fr.yaml'), 'utf8');
        writeFileSync(
          join(folder, 'fr.yaml'),
          text.replace(/^country: PT/m, 'country: FR').replace(/tls: \[[^\]]+\]/, `tls: [${join(folder, 'fr.pem')}]`),
        );
        peers = [join(folder, 'pt.yaml'), join(folder, 'fr.yaml')];
      },
      overlayOf: (country) =>
        country === 'pt'
          ? {}
          : {
              peers,
              limits: {
                rates: {
                  peer: { perSecond: 0.01, burst: 1_000, concurrent: 1_000 },
                  peers: { PT: { burst: 20, concurrent: 4 } },
                  stranger: { perSecond: 0.01, burst: 5 },
                },
              },
            },
    });
    ({ lu } = nodes);
    pt = credentialsOf(nodes, 'PT');
    recordId = await register(lu, fixture('national/lu/rich.xml'));
  }, 60_000);
  let peers: string[] = [];
  afterAll(async () => nodes.close());

  const inShort = (answer: RawAnswer): string => [answer.status, codeOf(answer)].filter(Boolean).join(' ');
  const metadata = (tls: TlsIdentity | null): Promise<RawAnswer> =>
    callEdge(lu, pt, { path: '/metadata', token: null, tls });
  const tally = (answers: readonly RawAnswer[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const each of answers.map(inShort)) counts[each] = (counts[each] ?? 0) + 1;
    return counts;
  };

  it('at once', async () => {
    const path = `/Bundle/${recordId}`;
    const answers = await Promise.all(Array.from({ length: 12 }, () => callEdge(lu, pt, { path })));
    const counts = tally(answers);
    expect(Object.keys(counts).sort()).toEqual(['200', '429 PSR-2021']);
    expect(counts['200']).toBeGreaterThanOrEqual(4);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers['retry-after']).toBe('1');
    expect(refused?.json).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'throttled' }] });
  });

  it('in its time, before its token is looked at, while another peer is answered', async () => {
    const before = (await logEntries(lu)).length;
    const own: RawAnswer[] = [];
    const others: RawAnswer[] = [];
    for (let at = 0; at < 25; at++) {
      own.push(await callEdge(lu, pt, { path: patientPath(rich), token: 'garbage' }));
      others.push(await metadata(fr));
    }
    const counts = tally(own);
    expect(counts['401 PSR-2005']).toBeGreaterThan(0);
    expect(counts['429 PSR-2020']).toBeGreaterThan(4);
    expect((counts['401 PSR-2005'] ?? 0) + (counts['429 PSR-2020'] ?? 0)).toBe(25);
    expect(Number(own.at(-1)?.headers['retry-after'])).toBeGreaterThan(50);
    expect(tally(others)).toEqual({ 200: 25 });
    // One entry for what was refused in this minute, by whichever limit it was.
    const throttled = (await logEntries(lu)).slice(before).filter((entry) => /PSR-202[01]/.test(JSON.stringify(entry)));
    expect(throttled.length).toBeLessThanOrEqual(1);
    const metrics = await lu.node.runtime.metrics.text();
    const counted = /passerelle_throttled_total\{sender="PT",code="PSR-2020"\} (\d+)/.exec(metrics)?.[1];
    expect(Number(counted)).toBe(counts['429 PSR-2020']);
  });

  it('before its body is read', async () => {
    const body = function* (): Generator<Uint8Array> {
      for (let at = 0; at < 10; at++) yield Buffer.alloc(100_000, 'x');
    };
    const answer = await callEdge(lu, pt, { path: '', method: 'POST', body: body() });
    expect(inShort(answer)).toBe('429 PSR-2020');
  });

  it('of an address whose sender is no peer, and peers of that address are answered', async () => {
    const before = (await logEntries(lu)).length;
    const stranger = tlsIdentity(createDevelopmentCa(), 'PT');
    const answers: RawAnswer[] = [];
    for (let at = 0; at < 12; at++) answers.push(await metadata(at % 2 === 0 ? null : stranger));
    expect(tally(answers)).toEqual({ '401 PSR-2001': 3, '403 PSR-2002': 2, '429 PSR-2020': 7 });
    expect((await metadata(fr)).status).toBe(200);
    const entries = (await logEntries(lu)).slice(before);
    expect(entries.map(({ event, outcome }) => [event, (outcome as { code: string }).code].join(' '))).toEqual([
      ...[
        'request-refused PSR-2001',
        'request-refused PSR-2002',
        'request-refused PSR-2001',
        'request-refused PSR-2002',
      ],
      ...['request-refused PSR-2001', 'request-refused PSR-2020'],
    ]);
  });
});
