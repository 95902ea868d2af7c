import { constants, createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { rsaPkcs1OverDigest, rsaPssOverDigest } from './rsa-digest.js';

const octets = Buffer.from('exactly these octets');
// The last one has a modulus whose length is no multiple of eight bits, where the padding is an octet shorter.
const keys = [2048, 3072, 2049].map((modulusLength) => generateKeyPairSync('rsa', { modulusLength }));
const names = ['sha256', 'sha384', 'sha512'] as const;
const cases = keys.flatMap((pair) =>
  names.map((name) => ({ pair, name, bits: pair.privateKey.asymmetricKeyDetails?.modulusLength })),
);

describe.each(cases)('RSA of $bits bits over a $name digest', ({ pair: { privateKey, publicKey }, name }) => {
  const digest = createHash(name).update(octets).digest();

  it('makes by PKCS#1 v1.5 the very octets of node:crypto', () => {
    expect(rsaPkcs1OverDigest(privateKey, name, digest).equals(sign(name, octets, privateKey))).toBe(true);
  });

  it('makes by PSS what node:crypto verifies with a salt as long as the digest, and nothing else', () => {
    const pss = (saltLength: number) => ({ key: publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
    for (let each = 0; each < 5; each++) {
      const signature = rsaPssOverDigest(privateKey, name, digest);
      expect(verify(name, octets, pss(digest.length), signature)).toBe(true);
      expect(verify(name, octets, pss(digest.length - 1), signature)).toBe(false);
      expect(verify(name, Buffer.from('other'), pss(digest.length), signature)).toBe(false);
    }
  });
});
