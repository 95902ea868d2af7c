import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fixedClock, sha256 } from '@passerelle/kernel';
import { readCertificate } from '@passerelle/trust';
import { createDevelopmentCa, newPrivateKey, readDevelopmentCa } from '@passerelle/trust/development-ca';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixture } from '../../support/calls.js';
import { observe, refusal, register } from '../../support/observed.js';
import {
  callEdge,
  claimsOf,
  credentialsOf,
  patientPath,
  signedJwt,
  tlsIdentity,
  tokenOf,
  type EdgeRequest,
  type PeerCredentials,
  type TlsIdentity,
} from '../../support/peer-client.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../../support/two-nodes.js';

const rich = { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' };
const minutes = (count: number): number => Math.floor(Date.now() / 1000) + count * 60;

describe('the edge asks who is there', () => {
  let nodes: TwoNodes;
  let lu: TestNode;
  let pt: PeerCredentials;
  let expired: TlsIdentity;
  let renewed: TlsIdentity;
  let recordId: string;

  beforeAll(async () => {
    nodes = await openTwoNodes({
      // Portugal's file pins more certificates: the one in use, one that is out of date, the next one, and by mistake one for seals.
      prepare(folder) {
        const read = (name: string): string => readFileSync(join(folder, 'certificates', name), 'utf8');
        const authority = readDevelopmentCa(read('ca.key.pem'), read('ca.cert.pem'));
        expired = tlsIdentity(authority, 'PT', new Date('2020-01-01T00:00:00Z'));
        renewed = tlsIdentity(authority, 'PT');
        const file = join(folder, 'pt.yaml');
        // Whoever wrote the file has pinned the certificate of the seals for connections too.
        const seal = readFileSync(join(folder, 'certificates', 'pt', 'seal.cert.pem'), 'utf8');
        const pinned = [expired, renewed, { cert: seal }].map(({ cert }, at) => {
          writeFileSync(join(folder, `further-${at}.pem`), cert);
          return `, ${join(folder, `further-${at}.pem`)}]`.slice(0, -1);
        });
        writeFileSync(file, readFileSync(file, 'utf8').replace(/(tls: \[[^\]]+)\]/, `$1${pinned.join('')}]`));
      },
    });
    ({ lu } = nodes);
    pt = credentialsOf(nodes, 'PT');
    recordId = await register(lu, fixture('national/lu/rich.xml'));
  }, 60_000);
  afterAll(async () => nodes.close());

  const ask = (request: Partial<EdgeRequest> = {}) =>
    observe(lu, () => callEdge(lu, pt, { path: patientPath(rich), ...request }));
  const refusedAs = (status: number, code: string) => refusal(status, code, 'request-refused');

  it('and answers a known peer with a fresh token', async () => {
    const { did } = await ask();
    expect(did).toMatchObject({ status: 200, logged: ['patient-search success'] });
  });

  describe('by the certificate of the connection', () => {
    it('refuses none', async () => {
      expect((await ask({ tls: null })).did).toEqual(refusedAs(401, 'PSR-2001'));
    });

    it('refuses one that is too large to be read, and goes on', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'passerelle-large-'));
      const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
      const large = ['-subj', '/CN=large', '-addext', `nsComment=ASCII:${'x'.repeat(40_000)}`];
      const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
      execFileSync('openssl', ['req', '-x509', ...curve, ...large, '-keyout', key, '-out', cert], { stdio: 'ignore' });
      const tls = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
      rmSync(folder, { recursive: true });
      const { status, code } = (await ask({ tls })).did;
      expect([status >= 400, code]).toEqual([true, 'PSR-2010']);
      expect((await ask()).did.status).toBe(200);
    });

    it('refuses one of another authority that names the peer in every field', async () => {
      const tls = tlsIdentity(createDevelopmentCa(), 'PT');
      const { did, entries } = await ask({ tls });
      expect(did).toEqual(refusedAs(403, 'PSR-2002'));
      // Who came is not known, but what they showed is kept.
      const certificate = readCertificate(tls.cert).fingerprint;
      expect(entries).toMatchObject([{ peer: { country: 'none', certificate } }]);
    });

    it('refuses one of the right authority that is not pinned', async () => {
      const read = (name: string): string => readFileSync(join(nodes.certificates, name), 'utf8');
      const tls = tlsIdentity(readDevelopmentCa(read('ca.key.pem'), read('ca.cert.pem')), 'PT');
      expect((await ask({ tls })).did).toEqual(refusedAs(403, 'PSR-2002'));
    });

    it('refuses its own', async () => {
      expect((await ask({ tls: credentialsOf(nodes, 'LU').tls })).did).toEqual(refusedAs(403, 'PSR-2002'));
    });

    const ofPortugal = (purpose: string): TlsIdentity => {
      const read = (name: string): string =>
        readFileSync(join(nodes.certificates, 'pt', `${purpose}.${name}.pem`), 'utf8');
      return { key: read('key'), cert: read('cert') };
    };

    it('refuses one pinned for tokens of the peer, which is none of its connections', async () => {
      expect((await ask({ tls: ofPortugal('token') })).did).toEqual(refusedAs(403, 'PSR-2002'));
    });

    it('refuses one for seals even where it is pinned for connections', async () => {
      expect((await ask({ tls: ofPortugal('seal') })).did).toEqual(refusedAs(403, 'PSR-2024'));
    });

    it('refuses one that is pinned and out of date', async () => {
      expect((await ask({ tls: expired })).did).toEqual(refusedAs(403, 'PSR-2003'));
    });

    it('takes a second one that is pinned for the peer, when the token is bound to it', async () => {
      const tlsCertificate = readCertificate(renewed.cert).fingerprint;
      const { did } = await ask({ tls: renewed, token: tokenOf(pt, { tlsCertificate }) });
      expect(did).toMatchObject({ status: 200 });
    });

    it('tells a stranger nothing, not even its capabilities', async () => {
      expect((await ask({ tls: null, path: '/metadata', token: null })).did).toEqual(refusedAs(401, 'PSR-2001'));
      expect((await ask({ path: '/metadata', token: null })).did).toMatchObject({ status: 200, logged: [] });
    });

    it('refuses a stranger before the body is read', async () => {
      const body = fixture('refused/billion-laughs.xml');
      expect((await ask({ tls: null, path: '', method: 'POST', body })).did).toEqual(refusedAs(401, 'PSR-2001'));
    });
  });

  describe('by the requester token', () => {
    const spoiled = (change: (claims: Record<string, unknown>) => object, header = {}): string =>
      signedJwt(change(claimsOf(pt)), pt.token, header);

    const cases: [string, number, string, () => string | null][] = [
      ['none', 401, 'PSR-2004', () => null],
      ['an empty one', 401, 'PSR-2004', () => ''],
      ['garbage', 401, 'PSR-2005', () => 'garbage'],
      ['three parts of garbage', 401, 'PSR-2005', () => 'a.b.c'],
      ['one of ten kilobytes', 401, 'PSR-2005', () => 'a'.repeat(10_000)],
      [
        'one that expired two minutes ago',
        401,
        'PSR-2006',
        () => spoiled((claims) => ({ ...claims, iat: minutes(-6), nbf: minutes(-6), exp: minutes(-2) })),
      ],
      [
        'one of yesterday, as its issuer made it',
        401,
        'PSR-2006',
        () => tokenOf(pt, {}, fixedClock(new Date(Date.now() - 86_400_000))),
      ],
      ['one of tomorrow', 401, 'PSR-2006', () => tokenOf(pt, {}, fixedClock(new Date(Date.now() + 86_400_000)))],
      ['one that lives six minutes', 401, 'PSR-2006', () => spoiled((claims) => ({ ...claims, exp: minutes(6) }))],
      [
        'one that lives a second more than five minutes',
        401,
        'PSR-2006',
        () => spoiled((claims) => ({ ...claims, exp: Number(claims['iat']) + 301 })),
      ],
      ['one without expiry', 401, 'PSR-2006', () => spoiled(({ exp: _, ...claims }) => claims)],
      ['one without date of issue', 401, 'PSR-2006', () => spoiled(({ iat: _, ...claims }) => claims)],
      [
        'one that is dated in words',
        401,
        'PSR-2006',
        () => spoiled((claims) => ({ ...claims, exp: String(claims['exp']) })),
      ],
      ['one addressed to Portugal itself', 401, 'PSR-2005', () => spoiled((claims) => ({ ...claims, aud: 'PT' }))],
      ['one addressed to many', 401, 'PSR-2005', () => spoiled((claims) => ({ ...claims, aud: ['LU', 'PT'] }))],
      ['one issued by another country', 401, 'PSR-2005', () => spoiled((claims) => ({ ...claims, iss: 'LU' }))],
      ['one signed by the key of the seal', 401, 'PSR-2005', () => signedJwt(claimsOf(pt), pt.seal)],
      [
        'one signed by the key of the seal that names the key of tokens',
        401,
        'PSR-2005',
        () => signedJwt(claimsOf(pt), pt.seal, { 'x5t#S256': pt.token.certificate.thumbprint }),
      ],
      [
        'one signed by the node that is asked',
        401,
        'PSR-2005',
        () => signedJwt(claimsOf(pt), credentialsOf(nodes, 'LU').token),
      ],
      [
        'one with algorithm none',
        401,
        'PSR-2005',
        () =>
          `${spoiled((claims) => claims, { alg: 'none' })
            .split('.')
            .slice(0, 2)
            .join('.')}.`,
      ],
      ['one with algorithm none and a signature', 401, 'PSR-2005', () => spoiled((claims) => claims, { alg: 'none' })],
      ['one that asks for HMAC', 401, 'PSR-2005', () => spoiled((claims) => claims, { alg: 'HS256' })],
      [
        'one that brings its own key',
        401,
        'PSR-2005',
        () =>
          signedJwt(claimsOf(pt), pt.seal, {
            jwk: newPrivateKey('ec-p256').export({ format: 'jwk' }),
            'x5t#S256': pt.token.certificate.thumbprint,
          }),
      ],
      ['one of another type', 401, 'PSR-2005', () => spoiled((claims) => claims, { typ: 'passerelle-receipt+jwt' })],
      ['one with a critical extension', 401, 'PSR-2005', () => spoiled((claims) => claims, { crit: ['exp'] })],
      ['one with a changed claim', 401, 'PSR-2005', () => tampered(tokenOf(pt))],
      ['one bound to another certificate', 401, 'PSR-2005', () => tokenOf(pt, { tlsCertificate: sha256('another') })],
      [
        'one bound to the next certificate of the same peer',
        401,
        'PSR-2005',
        () => tokenOf(pt, { tlsCertificate: readCertificate(renewed.cert).fingerprint }),
      ],
      ['one that is not bound', 401, 'PSR-2005', () => spoiled(({ cnf: _, ...claims }) => claims)],
      ['one without id', 401, 'PSR-2005', () => spoiled(({ jti: _, ...claims }) => claims)],
      [
        'one whose tables name two providers',
        401,
        'PSR-2005',
        () =>
          spoiled((claims) => ({
            ...claims,
            provider: { ...(claims['provider'] as object), healthcare_provider_identifier: 'another' },
          })),
      ],
      ['one without purpose', 403, 'PSR-2007', () => spoiled(({ purpose_of_use: _, ...claims }) => claims)],
    ];

    it.each(cases)('refuses %s', async (_, status, code, token) => {
      expect((await ask({ token: token() })).did).toEqual(refusedAs(status, code));
    });

    it('threat 38: refuses one that was used, also on another path', async () => {
      const token = tokenOf(pt);
      expect((await ask({ token })).did).toMatchObject({ status: 200 });
      expect((await ask({ token })).did).toEqual(refusedAs(401, 'PSR-2008'));
      expect((await ask({ token, path: `/Bundle/${recordId}` })).did).toEqual(refusedAs(401, 'PSR-2008'));
    });

    it('takes one of ten that come at once with the same token', async () => {
      const token = tokenOf(pt);
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => callEdge(lu, pt, { path: patientPath(rich), token })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 401)]);
    });

    it('takes the token from the header alone', async () => {
      const path = `${patientPath(rich)}&access_token=${tokenOf(pt)}`;
      expect((await ask({ path, token: null })).did).toEqual(refusedAs(401, 'PSR-2004'));
    });
  });
});

/** The token with its purpose changed and its signature as it was. */
function tampered(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const claims = Buffer.from(payload, 'base64url').toString('utf8').replace('TREAT', 'ETREAT');
  return [header, Buffer.from(claims, 'utf8').toString('base64url'), signature].join('.');
}
