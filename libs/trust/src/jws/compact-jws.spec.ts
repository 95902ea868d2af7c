import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compactVerify } from 'jose';
import { createDevelopmentCa, issueLeaf } from '../development-ca/index.js';
import { readCertificate } from '../certificates/certificate.js';
import { epoch, identity } from '../testing/identities.js';
import { signCompact } from './sign-compact.js';
import { verifyCompact } from './verify-compact.js';

const typ = 'example+jwt';
const ec = identity('PT', 'token');
const rs = identity('PT', 'token', 'rsa-3072');
const ps = identity('PT', 'token', 'rsa-3072', 'PS256');
const claims = { text: 'Ä' };
const pinned = [ec.key.certificate, rs.key.certificate, ps.key.certificate];
const expected = { typ, pinned, largest: 8192 };

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const pin = { 'x5t#S256': ec.key.certificate.thumbprint };
/** A JWS whose every part the test decides, properly signed with the pinned key. */
const forge = (header: unknown, payload: string) => {
  const signed = `${part(header)}.${payload}`;
  return `${signed}.${ec.key.sign(Buffer.from(signed)).toString('base64url')}`;
};

describe('signCompact', () => {
  it.each([
    ['ES256', ec],
    ['RS256', rs],
    ['PS256', ps],
  ])('makes a %s signature that the jose library verifies', async (algorithm, { key }) => {
    const verified = await compactVerify(await signCompact(typ, claims, key), key.certificate.publicKey);
    expect(verified.protectedHeader).toEqual({ alg: algorithm, typ, 'x5t#S256': key.certificate.thumbprint });
    expect(JSON.parse(new TextDecoder().decode(verified.payload))).toEqual(claims);
  });
});

describe('verifyCompact', () => {
  it.each([
    ['ES256', ec],
    ['RS256', rs],
    ['PS256', ps],
  ])('accepts %s by a pinned certificate', async (_algorithm, { key }) => {
    expect(await verifyCompact(await signCompact(typ, claims, key), expected)).toEqual({
      claims,
      certificate: key.certificate,
    });
  });

  it('refuses alg none, with and without a signature', async () => {
    const unsigned = `${part({ alg: 'none', typ, ...pin })}.${part(claims)}.`;
    expect(await verifyCompact(unsigned, expected)).toEqual({ refused: 'not a compact JWS' });
    expect(await verifyCompact(forge({ alg: 'none', typ, ...pin }, part(claims)), expected)).toHaveProperty('refused');
  });

  it.each(['spki-der', 'spki-pem', 'certificate-pem'])(
    'refuses HS256 keyed with the public key as %s',
    async (form) => {
      const { certificate } = ec.key;
      const secret =
        form === 'certificate-pem'
          ? ec.certificatePem
          : form === 'spki-pem'
            ? certificate.publicKey.export({ type: 'spki', format: 'pem' })
            : certificate.spki;
      const signed = `${part({ alg: 'HS256', typ, ...pin })}.${part(claims)}`;
      const jws = `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
      expect(await verifyCompact(jws, expected)).toEqual({ refused: 'its algorithm is not allowed for the key' });
    },
  );

  it.each(['RS256', 'PS256', 'ES384', 'EdDSA', 'es256', undefined])('refuses alg %s for a P-256 key', async (alg) => {
    expect(await verifyCompact(forge({ alg, typ, ...pin }, part(claims)), expected)).toHaveProperty('refused');
  });

  it('refuses a pinned certificate whose key is too weak', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const subject = { country: 'PT', organization: 'o', commonName: 'weak' };
    const ca = createDevelopmentCa(epoch);
    const weak = readCertificate(issueLeaf(ca, { purpose: 'token', subject, key: privateKey }, epoch));
    const signed = `${part({ alg: 'RS256', typ, 'x5t#S256': weak.thumbprint })}.${part(claims)}`;
    const jws = `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
    expect(await verifyCompact(jws, { ...expected, pinned: [weak] })).toHaveProperty('refused');
  });

  it('refuses a key that is not pinned, named by its own or by a pinned thumbprint', async () => {
    const stranger = identity('PT', 'token').key;
    const own = await signCompact(typ, claims, stranger);
    const signed = `${part({ alg: 'ES256', typ, ...pin })}.${part(claims)}`;
    const borrowed = `${signed}.${stranger.sign(Buffer.from(signed)).toString('base64url')}`;
    expect(await verifyCompact(own, expected)).toEqual({ refused: 'its certificate is not pinned for the sender' });
    expect(await verifyCompact(borrowed, expected)).toEqual({ refused: 'its signature does not verify' });
    expect(await verifyCompact(own, { ...expected, pinned: [] })).toHaveProperty('refused');
  });

  it.each([
    ['a changed payload', (jws: string) => jws.replace(/\.[^.]+\./, `.${part({ text: 'B' })}.`)],
    ['a changed header', (jws: string) => jws.replace(/^[^.]+/, part({ alg: 'ES256', typ, ...pin, kid: 'x' }))],
    ['a signature of zeros', (jws: string) => jws.replace(/[^.]+$/, Buffer.alloc(64).toString('base64url'))],
    ['a signature cut off', (jws: string) => jws.slice(0, -10)],
    ['two parts', (jws: string) => jws.slice(0, jws.lastIndexOf('.'))],
    ['four parts', (jws: string) => `${jws}.AAAA`],
    ['white space', (jws: string) => ` ${jws}`],
    ['a header that is no JSON', (jws: string) => jws.replace(/^[^.]+/, 'AAAA')],
    ['nothing at all', () => ''],
  ])('refuses %s', async (_name, alter) => {
    expect(await verifyCompact(alter(await signCompact(typ, claims, ec.key)), expected)).toHaveProperty('refused');
  });

  it('refuses another type, none, and any extension that is critical', async () => {
    const headers = [
      { alg: 'ES256', typ: 'JWT', ...pin },
      { alg: 'ES256', ...pin },
      { alg: 'ES256', typ, ...pin, crit: ['exp'], exp: 1 },
      { alg: 'ES256', typ, ...pin, crit: ['b64'], b64: true },
      { alg: 'ES256', typ, ...pin, crit: [] },
    ];
    for (const header of headers) {
      expect(await verifyCompact(forge(header, part(claims)), expected)).toHaveProperty('refused');
    }
  });

  it('refuses a signed payload that is no JSON object in UTF-8', async () => {
    const header = { alg: 'ES256', typ, ...pin };
    const latin1 = Buffer.from('{"text":"Ä"}', 'latin1').toString('base64url');
    for (const payload of [part([]), part('text'), part(null), Buffer.from('{').toString('base64url'), latin1]) {
      expect(await verifyCompact(forge(header, payload), expected)).toEqual({
        refused: 'its payload is not a JSON object',
      });
    }
  });

  it('refuses an oversized text before it decodes anything', async () => {
    const jws = await signCompact(typ, { filler: 'x'.repeat(9000) }, ec.key);
    expect(await verifyCompact(jws, expected)).toEqual({ refused: 'longer than 8192 characters' });
  });

  describe('with addresses and keys in the header', () => {
    let server: Server;
    let visits = 0;
    beforeAll(async () => {
      server = createServer((_request, response) => {
        visits += 1;
        response.end('{}');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));

    it('neither fetches them nor trusts them', async () => {
      const stranger = identity('PT', 'token').key;
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
      const jwk = stranger.certificate.publicKey.export({ format: 'jwk' });
      const x5c = [stranger.certificate.der.toString('base64')];
      const signed = `${part({ alg: 'ES256', typ, ...pin, jku: url, x5u: url, jwk, x5c })}.${part(claims)}`;
      const jws = `${signed}.${stranger.sign(Buffer.from(signed)).toString('base64url')}`;
      expect(await verifyCompact(jws, expected)).toEqual({ refused: 'its signature does not verify' });
      expect(visits).toBe(0);
    });
  });
});
