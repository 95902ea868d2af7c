import { createECDH, createHash, createPrivateKey, generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ecdsaDigestSigner, type NonceSource } from './ecdsa-digest.js';

/** Private key of a published example. */
function keyOf(curve: 'P-256' | 'P-384', openssl: string, d: string): KeyObject {
  const pair = createECDH(openssl);
  pair.setPrivateKey(d, 'hex');
  const point = pair.getPublicKey();
  const half = (point.length - 1) / 2;
  const part = (from: number) => point.subarray(1 + from * half, 1 + (from + 1) * half).toString('base64url');
  const jwk = { kty: 'EC', crv: curve, d: Buffer.from(d, 'hex').toString('base64url'), x: part(0), y: part(1) };
  return createPrivateKey({ format: 'jwk', key: jwk });
}

const given =
  (k: string): NonceSource =>
  (curve) => {
    const pair = createECDH(curve);
    pair.setPrivateKey(k.toLowerCase(), 'hex');
    return { secret: pair.getPrivateKey(), point: pair.getPublicKey() };
  };

describe('ecdsaDigestSigner', () => {
  // RFC 6979 appendices A.2.5 and A.2.6, messages "sample" and "test", with the k that is printed there.
  it.each([
    {
      curve: 'P-256' as const,
      openssl: 'prime256v1',
      hash: 'sha256',
      message: 'sample',
      d: 'C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721',
      k: 'A6E3C57DD01ABE90086538398355DD4C3B17AA873382B0F24D6129493D8AAD60',
      r: 'EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716',
      s: 'F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8',
    },
    {
      curve: 'P-384' as const,
      openssl: 'secp384r1',
      hash: 'sha384',
      message: 'sample',
      d: '6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5',
      k: '94ED910D1A099DAD3254E9242AE85ABDE4BA15168EAF0CA87A555FD56D10FBCA2907E3E83BA95368623B8C4686915CF9',
      r: '94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46',
      s: '99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8',
    },
  ])('gives the signature of RFC 6979 on $curve', ({ curve, openssl, hash, message, d, k, r, s }) => {
    const key = keyOf(curve, openssl, d);
    const signature = ecdsaDigestSigner(key, given(k))(createHash(hash).update(message).digest());
    expect(signature.toString('hex').toUpperCase()).toBe(r + s);
    expect(verify(hash, Buffer.from(message), { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
  });

  it.each([
    ['P-256', 'sha256'],
    ['P-384', 'sha384'],
  ])('makes signatures that node:crypto verifies, never twice the same: %s', (namedCurve, hash) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
    const sign = ecdsaDigestSigner(privateKey);
    const seen = new Set<string>();
    for (let each = 0; each < 200; each++) {
      const octets = Buffer.from(`message ${each % 100}`);
      const signature = sign(createHash(hash).update(octets).digest());
      expect(verify(hash, octets, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
      expect(verify(hash, Buffer.from('other'), { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(false);
      seen.add(signature.subarray(0, signature.length / 2).toString('hex'));
    }
    expect(seen.size).toBe(200);
  });

  it('keeps leading zeros of r and s', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const sign = ecdsaDigestSigner(privateKey);
    const starts = new Set<number>();
    for (let each = 0; each < 2000 && !starts.has(0); each++) {
      const signature = sign(createHash('sha256').update(String(each)).digest());
      expect(signature).toHaveLength(64);
      starts.add(signature[0]!);
    }
    expect(starts.has(0)).toBe(true);
  });

  it('refuses a digest of another length', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(() => ecdsaDigestSigner(privateKey)(Buffer.alloc(20))).toThrow('32 octets');
  });

  it('refuses other curves', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    expect(() => ecdsaDigestSigner(privateKey)).toThrow('secp256k1');
  });
});
