import { CompactSign } from 'jose';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson, fixedClock, sha256, type Json } from '@passerelle/kernel';
import { createPrivateKey, createHmac } from 'node:crypto';
import type { SealExpectation } from '../seals/evidence.js';
import { epoch, identity, type TestIdentity } from '../testing/identities.js';
import type { JsonObject } from '../jws/json-object.js';
import { sealBundle } from './seal-bundle.js';
import { verifyBundleSeal } from './verify-bundle-seal.js';

const signer = identity('PT', 'seal');
const stranger = identity('XX', 'seal');
const rsa = identity('FR', 'seal', 'rsa-3072');
const pss = identity('FR', 'seal', 'rsa-3072', 'PS256');
const clock = fixedClock(epoch);
const who = { display: 'PT contact point' };
const pinned = [stranger, signer, rsa, pss].slice(1).map((each) => each.key.certificate);
const expected: SealExpectation = { pinned, clock };

const bundle: JsonObject = {
  resourceType: 'Bundle',
  id: 'a',
  meta: { versionId: '1' },
  type: 'document',
  entry: [{ resource: { resourceType: 'Patient', name: [{ family: 'Doe', given: ['Jane', 'Zoë'] }] } }, { value: 1.5 }],
};
const payload = canonicalJson({ resourceType: 'Bundle', type: 'document', entry: bundle['entry'] });

const octets = (value: Json): Buffer => Buffer.from(JSON.stringify(value));
const base64url = (text: string | Buffer): string => Buffer.from(text as string).toString('base64url');

interface Forgery {
  /** Changes to the header of a good seal; undefined removes. */
  readonly header?: Record<string, unknown>;
  readonly rawHeader?: string;
  readonly payload?: string;
  readonly element?: Record<string, Json | undefined>;
  readonly by?: TestIdentity;
  readonly middle?: string;
}

/** A Bundle with a seal that the test decides, validly signed over whatever its header says. */
function forged({
  header,
  rawHeader,
  payload: over = payload,
  element,
  by = signer,
  middle = '',
}: Forgery = {}): Buffer {
  const good = {
    alg: by.key.algorithm,
    typ: 'jose',
    iat: epoch.getTime() / 1000,
    'x5t#S256': by.key.certificate.thumbprint,
    x5c: [by.key.certificate.der.toString('base64')],
  };
  const encoded = base64url(rawHeader ?? JSON.stringify({ ...good, ...header }));
  const value = by.key.sign(Buffer.from(`${encoded}.${base64url(over)}`)).toString('base64url');
  const data = Buffer.from(`${encoded}.${middle}.${value}`).toString('base64');
  return octets({
    ...bundle,
    signature: { when: epoch.toISOString(), sigFormat: 'application/jose', data, ...element },
  });
}

function answer(source: Uint8Array, against = expected): string {
  const result = verifyBundleSeal(source, against);
  return result.ok ? 'verified' : result.error.code;
}

describe('verifyBundleSeal: what verifies', () => {
  it.each([
    ['ES256', signer],
    ['RS256', rsa],
    ['PS256', pss],
  ])('accepts a seal of ours with %s and says who signed what and when', async (_algorithm, { key }) => {
    const result = verifyBundleSeal(octets(await sealBundle(bundle, key, { clock, who })), expected);
    expect(result).toEqual({
      ok: true,
      value: {
        format: 'JAdES-B-B',
        scope: 'full',
        signer: key.certificate.subject,
        fingerprint: key.certificate.fingerprint,
        signedAt: epoch,
        payloadDigest: sha256(payload),
        content: Buffer.from(payload),
      },
    });
  });

  it('accepts it however the JSON is spelled, and under another id and meta', async () => {
    const sealed = await sealBundle(bundle, signer.key, { clock, who });
    const { id: _id, meta: _meta, signature, ...rest } = sealed;
    const stored = { signature, meta: { source: 'server' }, ...rest, id: 'b' };
    expect(answer(Buffer.from(JSON.stringify(stored, null, 2)))).toBe('verified');
    expect(answer(Buffer.from(JSON.stringify(sealed).replace('Jane', '\\u004aane')))).toBe('verified');
  });

  it('hands on only what was digested: no id, meta or signature of the Bundle', () => {
    const result = verifyBundleSeal(forged(), expected);
    expect(result.ok && JSON.parse(Buffer.from(result.value.content).toString('utf8'))).toEqual({
      resourceType: 'Bundle',
      type: 'document',
      entry: bundle['entry'],
    });
  });

  it('accepts what another library signs in this form (jose)', async () => {
    const jws = await new CompactSign(Buffer.from(payload))
      .setProtectedHeader({
        alg: 'ES256',
        iat: epoch.getTime() / 1000,
        'x5t#S256': signer.key.certificate.thumbprint,
        x5c: [signer.key.certificate.der.toString('base64')],
        kid: 'any',
      })
      .sign(createPrivateKey(signer.keyPem));
    const [header, , value] = jws.split('.');
    const data = Buffer.from(`${header}..${value}`).toString('base64').replace(/.{76}/g, '$&\n');
    expect(answer(octets({ ...bundle, signature: { when: epoch.toISOString(), data } }))).toBe('verified');
  });

  it('never fetches: headers that name or bring a key are ignored', () => {
    const header = { jku: 'http://127.0.0.1:9/', x5u: 'http://127.0.0.1:9/', jwk: { kty: 'EC' } };
    expect(answer(forged({ header }))).toBe('verified');
  });

  it('accepts the seal of a certificate that has expired since', () => {
    const later = fixedClock(signer.key.certificate.validTo);
    later.advance(86_400_000);
    expect(answer(forged(), { pinned, clock: later })).toBe('verified');
  });
});

describe('verifyBundleSeal: what is refused', () => {
  it.each<[string, string, Buffer]>([
    ['a Bundle without signature', 'PSR-3001', octets(bundle)],
    ['a resource that is no Bundle', 'PSR-3001', octets({ ...bundle, resourceType: 'Parameters', signature: {} })],
    ['JSON that is no object', 'PSR-3001', octets([bundle])],
    ['octets that are not JSON', 'PSR-1006', Buffer.from('{')],
    ['a key given twice', 'PSR-1008', Buffer.from(forged().toString().replace('"type"', '"type":"x","type"'))],
    ['a certificate that is not pinned', 'PSR-3003', forged({ by: stranger })],
    ['a payload other than signed', 'PSR-3002', forged({ payload: payload.replace('Jane', 'Joan') })],
    ['an added entry', 'PSR-3002', octets({ ...(JSON.parse(forged().toString()) as JsonObject), total: 1 })],
    ['a signature that is text', 'PSR-3004', octets({ ...bundle, signature: 'x' })],
    ['a signature without data', 'PSR-3004', forged({ element: { data: undefined } })],
    ['data that is not base64', 'PSR-3004', forged({ element: { data: 'a?b' } })],
    ['data that is no JWS', 'PSR-3004', forged({ element: { data: 'YWJj' } })],
    ['an attached payload', 'PSR-3004', forged({ middle: base64url(payload) })],
    ['another sigFormat', 'PSR-3004', forged({ element: { sigFormat: 'application/signature+xml' } })],
    [
      'another canonicalization',
      'PSR-3004',
      forged({
        element: {
          targetFormat: 'application/fhir+json;canonicalization=http://hl7.org/fhir/canonicalization/json#data',
        },
      }),
    ],
    ['no when', 'PSR-3004', forged({ element: { when: undefined } })],
    ['a when that is not the time signed', 'PSR-3004', forged({ element: { when: '2020-01-01T00:00:00Z' } })],
    ['a header that is not JSON', 'PSR-3004', forged({ rawHeader: 'header' })],
    ['a header that is a list', 'PSR-3004', forged({ rawHeader: '[]' })],
    ['a header with a key twice', 'PSR-3004', forged({ rawHeader: '{"alg":"ES256","alg":"none"}' })],
    ['alg none', 'PSR-3005', forged({ header: { alg: 'none' } })],
    ['alg HS256', 'PSR-3005', forged({ header: { alg: 'HS256' } })],
    ['an algorithm of another kind of key', 'PSR-3005', forged({ header: { alg: 'RS256' } })],
    ['no alg', 'PSR-3005', forged({ header: { alg: undefined } })],
    ['an empty crit', 'PSR-3004', forged({ header: { crit: [] } })],
    ['crit', 'PSR-3004', forged({ header: { crit: ['b64'], b64: false } })],
    ['b64 without crit', 'PSR-3004', forged({ header: { b64: true } })],
    ['sigD, which would name another payload', 'PSR-3004', forged({ header: { sigD: { mId: 'x' } } })],
    ['no iat', 'PSR-3004', forged({ header: { iat: undefined } })],
    ['iat as text', 'PSR-3004', forged({ header: { iat: '1795435200' } })],
    ['iat and sigT', 'PSR-3004', forged({ header: { sigT: '2026-11-23T12:00:00Z' } })],
    ['sigT alone', 'PSR-3004', forged({ header: { iat: undefined, sigT: '2026-11-23T12:00:00Z' } })],
    ['another typ', 'PSR-3004', forged({ header: { typ: 'JWT' } })],
    ['no x5c', 'PSR-3004', forged({ header: { x5c: undefined } })],
    ['an empty x5c', 'PSR-3004', forged({ header: { x5c: [] } })],
    ['x5c that is not base64', 'PSR-3004', forged({ header: { x5c: ['?'] } })],
    ['no x5t#S256', 'PSR-3004', forged({ header: { 'x5t#S256': undefined } })],
    [
      'x5t#S256 of another certificate',
      'PSR-3004',
      forged({ header: { 'x5t#S256': stranger.key.certificate.thumbprint } }),
    ],
    ['a second certificate digest', 'PSR-3004', forged({ header: { 'x5t#o': {} } })],
    [
      'a certificate in x5c that did not sign',
      'PSR-3004',
      forged({ header: { x5c: [rsa.key.certificate.der.toString('base64')] } }),
    ],
    [
      'a signing time before the certificate',
      'PSR-3006',
      forged({ header: { iat: 1_500_000_000 }, element: { when: '2017-07-14T02:40:00Z' } }),
    ],
  ])('refuses %s', (_what, code, source) => {
    expect(answer(source)).toBe(code);
  });

  it('refuses a signing time ahead of our clock by more than the skew', () => {
    const at = (seconds: number) => ({ pinned, clock: fixedClock(new Date(epoch.getTime() - seconds * 1000)) });
    expect(answer(forged(), at(60))).toBe('verified');
    expect(answer(forged(), at(61))).toBe('PSR-3004');
  });

  it('refuses an HMAC keyed with the public key', () => {
    const header = base64url(JSON.stringify({ alg: 'HS256', 'x5t#S256': signer.key.certificate.thumbprint }));
    const publicPem = signer.key.certificate.publicKey.export({ type: 'spki', format: 'pem' });
    const mac = createHmac('sha256', publicPem)
      .update(`${header}.${base64url(payload)}`)
      .digest('base64url');
    const data = Buffer.from(`${header}..${mac}`).toString('base64');
    expect(answer(octets({ ...bundle, signature: { when: epoch.toISOString(), data } }))).toBe('PSR-3005');
  });

  it('refuses the seal of one Bundle on another', () => {
    const seal = (JSON.parse(forged().toString()) as { signature: Json }).signature;
    expect(answer(octets({ ...bundle, entry: [], signature: seal }))).toBe('PSR-3002');
  });

  it('pins exactly: the same key in another certificate is not the pinned one', () => {
    expect(answer(forged(), { pinned: [], clock })).toBe('PSR-3003');
  });

  it('refuses each of 200 flipped octets of the content and of the JWS', async () => {
    const sealed = await sealBundle({ ...bundle, id: undefined, meta: undefined }, signer.key, { clock, who });
    const good = octets(sealed);
    expect(answer(good)).toBe('verified');
    const { data } = sealed['signature'] as { data: string };
    const dataStart = good.indexOf(data);
    // The seal has its name and place: only the octets outside `type`, `when`, `who` and the formats are covered.
    const covered = [
      [0, good.indexOf('"signature"') - 1],
      [dataStart, dataStart + data.length],
    ] as const;
    const places = covered.reduce((sum, [start, end]) => sum + end - start, 0);
    for (let count = 0; count < 200; count++) {
      let place = Math.floor((count * places) / 200);
      if (place >= covered[0][1]) place = place - covered[0][1] + covered[1][0];
      const altered = Buffer.from(good);
      altered[place] = altered[place]! ^ (1 << (count % 7));
      expect([place, answer(altered)]).toEqual([place, expect.stringMatching(/^PSR-(?:10|30)/)]);
    }
  });
});
