import type { KeyObject } from 'node:crypto';

/** JWS names (RFC 7518 section 3.1) of the algorithms Passerelle signs and verifies with; all digest with SHA-256. */
export type SignatureAlgorithm = 'ES256' | 'RS256' | 'PS256';

/** What others sign with is accepted from 2048 bits; what we make needs 3072, to hold past 2030 (SOG-IS). */
export const smallestRsaVerified = 2048;
export const smallestRsaSigned = 3072;

/**
 * The algorithms a key may be used with: the key decides, never the header of what is to be verified, so that neither
 * `none` nor an HMAC keyed with the public key can be asked for.
 * @param key - public or private key
 * @param smallestRsa - modulus length in bits below which RSA is refused
 * @returns an empty list for a key of another kind, another curve, too short, or with a public exponent below 65537
 */
export function signatureAlgorithmsOf(
  key: KeyObject,
  smallestRsa = smallestRsaVerified,
): readonly SignatureAlgorithm[] {
  const { modulusLength = 0, publicExponent = 0n, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'ec') return namedCurve === 'prime256v1' ? ['ES256'] : [];
  if (key.asymmetricKeyType !== 'rsa') return [];
  return modulusLength >= smallestRsa && publicExponent >= 65537n ? ['RS256', 'PS256'] : [];
}

/** The digest of an algorithm, by its name in node:crypto: the last three digits of the JWS name tell it. */
export function digestOfAlgorithm(algorithm: SignatureAlgorithm): 'sha256' | 'sha384' | 'sha512' {
  return `sha${algorithm.slice(2)}` as 'sha256' | 'sha384' | 'sha512';
}
