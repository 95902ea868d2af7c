import { createPublicKey, type KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { hex, judgeWycheproof, type WycheproofGroup } from '../../../../test/support/wycheproof.js';
import { signatureFault } from '../certificates/path/signature-algorithm.js';
import { signatureAlgorithmsOf, type SignatureAlgorithm } from '../keys/signature-algorithms.js';
import { verifiesSignature } from './signature-value.js';

const keys = new Map<WycheproofGroup, KeyObject>();

function keyOf(group: WycheproofGroup): KeyObject {
  const key = keys.get(group) ?? createPublicKey(group['publicKeyPem'] as string);
  keys.set(group, key);
  return key;
}

function isWeak(key: KeyObject): boolean {
  return (key.asymmetricKeyDetails?.publicExponent ?? 65537n) < 65537n;
}

/** As seals, receipts and tokens are verified: the algorithm must be one that the key is allowed. */
function judgeValues(name: string, algorithm: SignatureAlgorithm): number {
  return judgeWycheproof(name, ({ msg, sig }, group) => {
    const key = keyOf(group);
    // Some valid vectors have the public exponent 3, whose keys are refused whatever they sign.
    if (isWeak(key)) {
      expect(signatureAlgorithmsOf(key)).toEqual([]);
      return undefined;
    }
    return signatureAlgorithmsOf(key).includes(algorithm) && verifiesSignature(hex(msg), hex(sig), key, algorithm);
  });
}

/** Object identifiers of the signature algorithms, with the parameters a certificate states. */
const noOctets = Buffer.alloc(0);
const rsaParameters = { tag: 0x05, content: noOctets, octets: Buffer.of(5, 0) };
const identifiers = {
  RS256: { id: '1.2.840.113549.1.1.11', octets: noOctets, parameters: rsaParameters },
  ES256: { id: '1.2.840.10045.4.3.2', octets: noOctets },
  Ed25519: { id: '1.3.101.112', octets: noOctets },
};

/** As certificates, revocation lists and time-stamps are verified: values in DER. */
function judgeCertificates(name: string, algorithm: keyof typeof identifiers): number {
  return judgeWycheproof(name, ({ msg, sig }, group) => {
    const structure = { signed: hex(msg), signature: hex(sig), algorithm: identifiers[algorithm] };
    return signatureFault(structure, keyOf(group)) === undefined;
  });
}

describe('threat 15: Wycheproof, RSA and ECDSA as seals, receipts and tokens are verified', () => {
  it.each([
    ['rsa_signature_2048_sha256', 'RS256', 257],
    ['rsa_signature_3072_sha256', 'RS256', 258],
    ['rsa_signature_4096_sha256', 'RS256', 258],
    ['rsa_pss_2048_sha256_mgf1_32', 'PS256', 108],
    ['rsa_pss_3072_sha256_mgf1_32', 'PS256', 108],
    ['ecdsa_secp256r1_sha256_p1363', 'ES256', 262],
  ] as const)('%s: none wrong', (name, algorithm, count) => {
    expect([0, count]).toContain(judgeValues(name, algorithm));
  });
});

describe('threat 15: Wycheproof, as certificates, revocation lists and time-stamps are verified', () => {
  it.each([
    ['rsa_signature_2048_sha256', 'RS256', 259],
    ['rsa_signature_3072_sha256', 'RS256', 259],
    ['ecdsa_secp256r1_sha256', 'ES256', 484],
  ] as const)('%s: none wrong', (name, algorithm, count) => {
    expect([0, count]).toContain(judgeCertificates(name, algorithm));
  });

  it('threat 16: ed25519: none wrong', () => {
    expect([0, 151]).toContain(judgeCertificates('ed25519', 'Ed25519'));
  });
});
