import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { signatureAlgorithmsOf, smallestRsaSigned, verifiableAlgorithmsOf } from './signature-algorithms.js';

const rsa = (modulusLength: number, publicExponent = 0x10001) =>
  generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey;

describe('signatureAlgorithmsOf', () => {
  it('lets the kind of key decide', () => {
    expect(signatureAlgorithmsOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)).toEqual(['ES256']);
    expect(signatureAlgorithmsOf(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey)).toEqual(['ES384']);
    expect(signatureAlgorithmsOf(rsa(2048))).toEqual(['RS256', 'PS256', 'RS384', 'PS384', 'RS512', 'PS512']);
  });

  it('allows no algorithm for keys that are weak or of another kind', () => {
    expect(signatureAlgorithmsOf(rsa(1024))).toEqual([]);
    expect(signatureAlgorithmsOf(rsa(2048), smallestRsaSigned)).toEqual([]);
    expect(signatureAlgorithmsOf(rsa(2048, 3))).toEqual([]);
    expect(signatureAlgorithmsOf(generateKeyPairSync('ec', { namedCurve: 'P-521' }).publicKey)).toEqual([]);
    expect(signatureAlgorithmsOf(generateKeyPairSync('ed25519').publicKey)).toEqual([]);
  });
});

describe('verifiableAlgorithmsOf', () => {
  const curve = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).publicKey;

  it('binds each curve to its digest and leaves RSA the choice of a sound one', () => {
    expect(verifiableAlgorithmsOf(curve('P-256'))).toEqual(['ES256']);
    expect(verifiableAlgorithmsOf(curve('P-384'))).toEqual(['ES384']);
    expect(verifiableAlgorithmsOf(curve('P-521'))).toEqual(['ES512']);
    expect([...verifiableAlgorithmsOf(rsa(2048))].sort()).toEqual([
      'PS256',
      'PS384',
      'PS512',
      'RS256',
      'RS384',
      'RS512',
    ]);
  });

  it('threat 14: allows none for weak keys, other curves and other kinds', () => {
    const weak = [rsa(1024), rsa(2048, 3), curve('secp256k1'), generateKeyPairSync('ed25519').publicKey];
    expect(weak.map((key) => verifiableAlgorithmsOf(key))).toEqual([[], [], [], []]);
  });
});
