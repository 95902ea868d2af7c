import type { KeyObject } from 'node:crypto';
import { isRocaKey } from './roca.js';

/** JWS names of the algorithms that others may sign with. Names and not parameters, so that no other pair can be asked for. */
export type VerifiableAlgorithm = `${'ES' | 'RS' | 'PS'}${'256' | '384' | '512'}`;

/** JWS names (RFC 7518 section 3.1) of the algorithms Passerelle signs with: all of those but that of P-521. */
export type SignatureAlgorithm = Exclude<VerifiableAlgorithm, 'ES512'>;

/** Those of them that an RSA key has the choice of. */
export type RsaAlgorithm = Exclude<SignatureAlgorithm, 'ES256' | 'ES384'>;

/** What others sign with is accepted from 2048 bits; what we make needs 3072, to hold past 2030 (SOG-IS). */
export const smallestRsaVerified = 2048;
export const smallestRsaSigned = 3072;

/** RFC 7518 section 3.4 binds each curve to one digest. */
const algorithmOfCurve: Readonly<Record<string, VerifiableAlgorithm>> = {
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
};
const rsaAlgorithms: readonly RsaAlgorithm[] = ['RS256', 'PS256', 'RS384', 'PS384', 'RS512', 'PS512'];

/**
 * The algorithms a key may be used with in our own seals, receipts and tokens: the key decides, never the header of what
 * is to be verified, so that neither `none` nor an HMAC keyed with the public key can be asked for.
 * @param key - public or private key
 * @param smallestRsa - modulus length in bits below which RSA is refused
 * @returns an empty list for a key of another kind, another curve, too short, with a public exponent below 65537, or that
 * can be factored (CVE-2017-15361)
 */
export function signatureAlgorithmsOf(
  key: KeyObject,
  smallestRsa = smallestRsaVerified,
): readonly SignatureAlgorithm[] {
  return verifiableAlgorithmsOf(key, smallestRsa).filter(isSignatureAlgorithm);
}

/** Tells whether Passerelle signs, and has its own seals signed, with an algorithm. */
export function isSignatureAlgorithm(name: unknown): name is SignatureAlgorithm {
  return name === 'ES256' || name === 'ES384' || (rsaAlgorithms as readonly unknown[]).includes(name);
}

/** The algorithms with which a signature of others may be verified with the key, under the same rule. */
export function verifiableAlgorithmsOf(
  key: KeyObject,
  smallestRsa = smallestRsaVerified,
): readonly VerifiableAlgorithm[] {
  const { modulusLength = 0, publicExponent = 0n, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ec') {
    return Object.hasOwn(algorithmOfCurve, namedCurve) ? [algorithmOfCurve[namedCurve]!] : [];
  }
  if (key.asymmetricKeyType !== 'rsa') return [];
  return modulusLength >= smallestRsa && publicExponent >= 65537n && !isRocaKey(key) ? rsaAlgorithms : [];
}

/** The digest of an algorithm, by its name in node:crypto: the last three digits of the JWS name tell it. */
export function digestOfAlgorithm(algorithm: SignatureAlgorithm): 'sha256' | 'sha384' | 'sha512' {
  return `sha${algorithm.slice(2)}` as 'sha256' | 'sha384' | 'sha512';
}
