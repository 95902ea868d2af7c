import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { signatureAlgorithmsOf, smallestRsaSigned } from './signature-algorithms.js';

const rsa = (modulusLength: number, publicExponent = 0x10001) =>
  generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey;

describe('signatureAlgorithmsOf', () => {
  it('lets the kind of key decide', () => {
    expect(signatureAlgorithmsOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)).toEqual(['ES256']);
    expect(signatureAlgorithmsOf(rsa(2048))).toEqual(['RS256', 'PS256']);
  });

  it('allows no algorithm for keys that are weak or of another kind', () => {
    expect(signatureAlgorithmsOf(rsa(1024))).toEqual([]);
    expect(signatureAlgorithmsOf(rsa(2048), smallestRsaSigned)).toEqual([]);
    expect(signatureAlgorithmsOf(rsa(2048, 3))).toEqual([]);
    expect(signatureAlgorithmsOf(generateKeyPairSync('ec', { namedCurve: 'P-521' }).publicKey)).toEqual([]);
    expect(signatureAlgorithmsOf(generateKeyPairSync('ed25519').publicKey)).toEqual([]);
  });
});
