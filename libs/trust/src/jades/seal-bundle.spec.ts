import { verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson, fixedClock } from '@passerelle/kernel';
import { epoch, identity } from '../testing/identities.js';
import { isJsonObject, type JsonObject } from '../jws/json-object.js';
import { sealBundle } from './seal-bundle.js';

const bundle = {
  resourceType: 'Bundle',
  id: 'left-out',
  meta: { lastUpdated: '2026-11-23T12:00:00Z' },
  type: 'document',
  entry: [
    { resource: { resourceType: 'Patient', id: 'covered', meta: { versionId: '1' }, name: [{ text: 'Zoë 😀' }] } },
  ],
} satisfies JsonObject;
const who = { system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.3.182' };
const clock = fixedClock(new Date(epoch.getTime() + 1_234));

function signatureOf(sealed: JsonObject): JsonObject {
  const signature = sealed['signature'];
  if (!isJsonObject(signature)) throw new Error('not sealed');
  return signature;
}

function partsOf(sealed: JsonObject): { header: JsonObject; encoded: string; payload: string; value: string } {
  const [encoded = '', payload = '', value = ''] = Buffer.from(String(signatureOf(sealed)['data']), 'base64')
    .toString()
    .split('.');
  return { header: JSON.parse(Buffer.from(encoded, 'base64url').toString()) as JsonObject, encoded, payload, value };
}

describe('sealBundle', () => {
  const { key } = identity('LU', 'seal');
  let sealed: JsonObject;
  beforeAll(async () => {
    sealed = await sealBundle(bundle, key, { clock, who });
  });

  it('adds a FHIR Signature and leaves the Bundle it was given alone', () => {
    const { signature, ...rest } = sealed;
    expect(rest).toEqual(bundle);
    expect(bundle).not.toHaveProperty('signature');
    expect(signature).toEqual({
      type: [expect.objectContaining({ system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.5' })],
      when: '2026-11-23T12:00:01.000Z',
      who: { identifier: who },
      targetFormat: 'application/fhir+json;canonicalization=http://hl7.org/fhir/canonicalization/json#document',
      sigFormat: 'application/jose',
      data: expect.any(String),
    });
  });

  it('names the sealer by name where he has no identifier', async () => {
    expect(signatureOf(await sealBundle(bundle, key, { clock, who: { display: 'Agence eSanté' } }))['who']).toEqual({
      display: 'Agence eSanté',
    });
  });

  it('puts into the protected header what JAdES baseline B asks for, and nothing that needs crit', () => {
    expect(partsOf(sealed).header).toEqual({
      alg: 'ES256',
      typ: 'jose',
      cty: 'fhir+json',
      iat: epoch.getTime() / 1000 + 1,
      'x5t#S256': key.certificate.thumbprint,
      x5c: [Buffer.from(key.certificateDer).toString('base64')],
    });
  });

  it('detaches the payload: canonical JSON without id, meta and signature of the Bundle, but with those of its entries', () => {
    const { encoded, payload, value } = partsOf(sealed);
    const covered = canonicalJson({ resourceType: 'Bundle', type: 'document', entry: bundle.entry });
    const signed = Buffer.from(`${encoded}.${Buffer.from(covered).toString('base64url')}`);
    const publicKey = { key: key.certificate.publicKey, dsaEncoding: 'ieee-p1363' as const };
    expect(payload).toBe('');
    expect(verify('sha256', signed, publicKey, Buffer.from(value, 'base64url'))).toBe(true);
  });

  it('refuses to drop the seal of somebody else', async () => {
    await expect(sealBundle(sealed, key, { clock, who })).rejects.toThrow('sealed already');
  });

  it('refuses text that has no UTF-8 form, which no receiver could verify', async () => {
    const broken = { ...bundle, entry: [{ fullUrl: 'half a pair: \ud83d' }] };
    await expect(sealBundle(broken, key, { clock, who })).rejects.toThrow(
      expect.objectContaining({ code: 'PSR-1006' }),
    );
    const harmless = { ...bundle, entry: [{ fullUrl: 'a backslash: \\ud83d' }] };
    await expect(sealBundle(harmless, key, { clock, who })).resolves.toHaveProperty('signature');
  });
});
