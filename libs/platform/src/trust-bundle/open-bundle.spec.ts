import { describe, expect, it } from '@jest/globals';
import { canonicalJson, type Json } from '@passerelle/kernel';
import { completeDraft } from '@passerelle/peers/trust-bundle';
import { sealTrustBundle } from '@passerelle/trust/trust-bundle';
import { openBundle } from './open-bundle.js';
import { day, identity, listedPeer, noon } from './testing/bundles.js';

const issuer = identity('EU');
const [lu, pt] = [identity('LU', 'tls'), identity('PT', 'tls')];
const peers = [listedPeer('LU', [lu]), listedPeer('PT', [pt])];
const signing = { sequence: 1, issued: noon, expires: new Date(noon.getTime() + day) };
const completed = completeDraft({ issuer: { name: 'Example' }, peers }, signing, (entry) => entry);
if ('problems' in completed) throw new Error(completed.problems.join('; '));
const { octets } = completed;
type Changed = Record<string, Json> & { peers: (Record<string, Json> & { certificates: Record<string, Json> })[] };

/** What is answered to octets that the issuer itself has signed. */
async function answer(payload: Uint8Array | string, signedAt = noon): Promise<string> {
  const jws = await sealTrustBundle(Buffer.from(payload as string), issuer.key, signedAt);
  const opened = openBundle(Buffer.from(jws), { anchors: [issuer.key.certificate], now: noon });
  return opened.ok ? 'accepted' : `${opened.error.code} ${opened.error.message}`;
}

/** The list with a change, in canonical form again. */
function changed(change: (list: Changed) => void): string {
  const list = JSON.parse(octets.toString('utf8')) as Changed;
  change(list);
  return canonicalJson(list);
}

describe('openBundle', () => {
  it('gives list, statement and certificates of what was signed', async () => {
    const jws = await sealTrustBundle(octets, issuer.key, noon);
    const opened = openBundle(Buffer.from(jws), { anchors: [issuer.key.certificate], now: noon });
    if (!opened.ok) throw opened.error;
    expect(opened.value.contents.peers.map(({ country }) => country)).toEqual(['LU', 'PT']);
    expect(opened.value.statement).toMatchObject({ sequence: 1, issued: noon, expires: signing.expires });
    expect(opened.value.certificates.get('PT')?.tls.map(({ fingerprint }) => fingerprint)).toEqual([pt.fingerprint]);
    expect(await answer(changed(() => undefined))).toBe('accepted');
  });

  const text = octets.toString('utf8');
  it.each<[string, string | Uint8Array]>([
    ['white space', ` ${text}`],
    [
      'members in another order',
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse())),
    ],
    ['a member twice', text.replace('"sequence":1', '"sequence":1,"sequence":1')],
    ['__proto__', text.replace('"version":1', '"version":1,"__proto__":{}')],
    ['a number in another spelling', text.replace('"sequence":1,', '"sequence":1.0,')],
    ['Latin-1', Buffer.from(text.replace('Example LU', 'Exämple LU'), 'latin1')],
    ['a byte order mark', `\ufeff${text}`],
    ['no JSON', 'list'],
    ['nesting', '['.repeat(100_000)],
    ['a list', '[]'],
  ])('threat 31: refuses signed octets with %s', async (_, payload) => {
    expect(await answer(payload)).toMatch(/^PSR-3050 /);
  });

  it.each<[string, (list: Changed) => void, string]>([
    ['an unknown key', (list) => (list['more'] = 1), 'Unrecognized key'],
    ['an unknown key of a peer', (list) => (list.peers[0]!['more'] = 1), 'peers.0'],
    ['another version', (list) => (list['version'] = 2), 'version'],
    ['the number zero', (list) => (list['sequence'] = 0), 'sequence'],
    ['a number as text', (list) => (list['sequence'] = '1'), 'sequence'],
    ['a number past what is exact', (list) => (list['sequence'] = 2 ** 53), 'sequence'],
    ['an instant that is none', (list) => (list['expires'] = '2026-02-30T12:00:00Z'), 'expires'],
    ['local time', (list) => (list['expires'] = '2026-12-01T12:00:00+01:00'), 'expires'],
    ['an end before its beginning', (list) => (list['expires'] = '2026-11-28T11:00:00Z'), 'expires'],
    ['another time than its signature', (list) => (list['issued'] = '2026-11-28T11:59:59Z'), 'time of its signature'],
    ['a country twice', (list) => list.peers.push(list.peers[0]!), 'a country is named twice'],
    ['101 countries', (list) => (list.peers = Array.from({ length: 101 }, () => list.peers[0]!)), 'peers'],
    ['one TLS certificate for two', (list) => (list.peers[0]!.certificates = list.peers[1]!.certificates), 'one TLS'],
    ['no TLS certificate', (list) => (list.peers[0]!.certificates = {}), 'certificates.tls'],
    [
      '17 certificates of a purpose',
      (list) => (list.peers[0]!.certificates['seal'] = Array<string>(17).fill(lu.der)),
      'seal',
    ],
    [
      'octets that are no certificate',
      (list) => (list.peers[0]!.certificates['seal'] = ['MIIB']),
      'certificate cannot be read',
    ],
    ['its own anchor', (list) => (list.peers[0]!.certificates['audit'] = [issuer.der]), 'its own anchor'],
    ['another purpose', (list) => (list.peers[0]!.certificates['vpn'] = [lu.der]), 'certificates'],
    [
      'http',
      (list) => (list.peers[0]!['services'] = [{ service: 'fhir', endpoint: 'http://lu.example/' }]),
      'endpoint',
    ],
    [
      'a user',
      (list) => (list.peers[0]!['services'] = [{ service: 'fhir', endpoint: 'https://a@lu.example/' }]),
      'endpoint',
    ],
    [
      'a path that climbs',
      (list) => (list.peers[0]!['services'] = [{ service: 'fhir', endpoint: 'https://lu.example/a/../b' }]),
      'endpoint',
    ],
    [
      'a host the parser rewrites',
      (list) => (list.peers[0]!['services'] = [{ service: 'fhir', endpoint: 'https://0x7f000001/' }]),
      'endpoint',
    ],
    [
      'an unknown service',
      (list) => (list.peers[0]!['services'] = [{ service: 'vpn', endpoint: 'https://lu.example/' }]),
      'services',
    ],
    ['no service', (list) => (list.peers[0]!['services'] = []), 'services'],
    ['a control character', (list) => (list.peers[0]!['name'] = 'a\u0007b'), 'name'],
    [
      'a pattern without a bound',
      (list) => (list.peers[0]!['patientIdentifiers'] = [{ system: 'x', label: 'x', pattern: '(a+)+' }]),
      'pattern',
    ],
  ])('refuses a signed list with %s', async (_, change, words) => {
    const told = await answer(changed(change));
    expect(told).toMatch(/^PSR-3050 /);
    expect(told).toContain(words);
  });
});
