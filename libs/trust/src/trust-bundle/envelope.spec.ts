import { describe, expect, it } from '@jest/globals';
import { signCompact } from '../jws/sign-compact.js';
import type { SealKey } from '../keys/seal-key.js';
import { epoch, identity } from '../testing/identities.js';
import { openTrustBundle, sealTrustBundle, trustBundleContentType } from './envelope.js';
import { spokenFingerprint } from './spoken-fingerprint.js';

const issuer = identity('EU', 'seal').key;
const rsa = identity('EU', 'seal', 'rsa-3072', 'PS256').key;
const stranger = identity('EU', 'seal').key;
const payload = Buffer.from('{"peers":[]}');
const anchors = [issuer.certificate, rsa.certificate];
const open = (jws: string, now = epoch) => openTrustBundle(Buffer.from(jws), { anchors, now });
const code = (jws: string, now = epoch): string => {
  const opened = open(jws, now);
  return opened.ok ? 'accepted' : opened.error.code;
};
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A bundle whose header the test decides, signed by the issuer's key unless told. */
async function forged(change: Readonly<Record<string, unknown>>, key: SealKey = issuer): Promise<string> {
  const { certificate, certificateDer } = issuer;
  const header = {
    ...{ alg: 'ES256', typ: 'jose', cty: trustBundleContentType, iat: epoch.getTime() / 1000 },
    ...{ 'x5t#S256': certificate.thumbprint, x5c: [Buffer.from(certificateDer).toString('base64')] },
    ...change,
  };
  const signed = `${part(header)}.${payload.toString('base64url')}`;
  return `${signed}.${(await Promise.resolve(key.sign(Buffer.from(signed)))).toString('base64url')}`;
}

describe('openTrustBundle', () => {
  it.each([
    ['ECDSA', issuer],
    ['RSA-PSS', rsa],
  ])('gives exactly the octets that were signed with %s', async (_, key) => {
    const opened = open(await sealTrustBundle(payload, key, epoch));
    expect(opened).toMatchObject({ ok: true, value: { payload, anchor: key.certificate, signedAt: epoch } });
  });

  it('takes the line end that editors leave, and the form that the test forges from', async () => {
    expect(code(`${await sealTrustBundle(payload, issuer, epoch)}\n`)).toBe('accepted');
    expect(code(await forged({}))).toBe('accepted');
  });

  it('threat 17: does not trust the certificate that the header brings', async () => {
    expect(code(await sealTrustBundle(payload, stranger, epoch))).toBe('PSR-3052');
    const own = { x5c: [Buffer.from(stranger.certificateDer).toString('base64')] };
    expect(code(await forged({ ...own, 'x5t#S256': stranger.certificate.thumbprint }, stranger))).toBe('PSR-3052');
    // A header that names the anchor over a signature of somebody else.
    expect(code(await forged({}, stranger))).toBe('PSR-3051');
    expect(code(await forged({ ...own, 'x5t#S256': issuer.certificate.thumbprint }, stranger))).toBe('PSR-3050');
    const jwk = stranger.certificate.publicKey.export({ format: 'jwk' });
    expect(code(await forged({ jwk, jku: 'https://127.0.0.1:9/', x5u: 'https://127.0.0.1:9/' }, stranger))).toBe(
      'PSR-3051',
    );
  });

  it('tells the fingerprint of an unknown signer in groups that can be read out', async () => {
    const opened = open(await sealTrustBundle(payload, stranger, epoch));
    const spoken = spokenFingerprint(stranger.certificate.fingerprint);
    expect(spoken).toMatch(/^(?:[0-9A-F]{4} ){15}[0-9A-F]{4}$/);
    expect(!opened.ok && opened.error.message).toContain(spoken);
  });

  it.each([
    [
      'a payload of another signature',
      (jws: string) => jws.replace(/\.[^.]+\./, `.${part({ peers: [1] })}.`),
      'PSR-3051',
    ],
    [
      'a signature of zeros',
      (jws: string) => jws.replace(/[^.]+$/, Buffer.alloc(64).toString('base64url')),
      'PSR-3051',
    ],
    ['no signature', (jws: string) => jws.replace(/[^.]+$/, ''), 'PSR-3050'],
    ['no payload', (jws: string) => jws.replace(/\.[^.]+\./, '..'), 'PSR-3050'],
    ['four parts', (jws: string) => `${jws}.AAAA`, 'PSR-3050'],
    ['white space inside', (jws: string) => jws.replace('.', '. '), 'PSR-3050'],
    ['two line ends', (jws: string) => `${jws}\n\n`, 'PSR-3050'],
    ['JSON in place of a JWS', () => '{"peers":[]}', 'PSR-3050'],
    ['nothing', () => '', 'PSR-3050'],
  ])('refuses %s', async (_, alter, expected) => {
    expect(code(alter(await sealTrustBundle(payload, issuer, epoch)))).toBe(expected);
  });

  it.each([
    ['alg none', { alg: 'none' }],
    ['an HMAC', { alg: 'HS256' }],
    ['an algorithm of other keys', { alg: 'RS256' }],
    ['another content', { cty: 'fhir+json' }],
    ['no content type', { cty: undefined }],
    ['an extension that is critical', { crit: ['b64'], b64: false }],
    ['no signing time', { iat: undefined }],
    ['a detached payload', { sigD: {} }],
  ])('refuses a header with %s', async (_, change) => {
    expect(code(await forged(change))).toBe('PSR-3050');
  });

  it('refuses a token or receipt that the same key signed', async () => {
    expect(code(await Promise.resolve(signCompact('passerelle-receipt+jwt', { peers: [] }, issuer)))).toBe('PSR-3050');
  });

  it('refuses a signature of the future, and an anchor that is or was out of date', async () => {
    const year = 366 * 24 * 3600_000;
    const after = new Date(epoch.getTime() + year);
    expect(code(await sealTrustBundle(payload, issuer, new Date(epoch.getTime() + 61_000)))).toBe('PSR-3054');
    expect(code(await sealTrustBundle(payload, issuer, epoch), after)).toBe('PSR-3067');
    expect(code(await sealTrustBundle(payload, issuer, new Date(epoch.getTime() - 3600_000)))).toBe('PSR-3067');
  });

  it('refuses octets without end before it looks at them', async () => {
    expect(code('A'.repeat(4_000_001))).toBe('PSR-3050');
  });
});
