import type { SealKey } from '../keys/seal-key.js';
import { signWith, type Unsigned } from '../seals/unsigned.js';

/** Claims of a token or receipt: a JSON object. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * Signs claims as a compact JWS (RFC 7515 section 7.1). The header names the algorithm of the key, the type and the
 * thumbprint of the certificate, and nothing else: no key and no address travels with the signature. The signature
 * comes from the port and not from a library, so that the key may lie in a security module.
 * @param typ - media type without `application/`, such as `passerelle-receipt+jwt` (RFC 8725 section 3.11)
 */
export function signCompact(typ: string, claims: Claims, key: SealKey): Promise<string> {
  return signWith(unsignedCompact(typ, claims, key), key);
}

/** The same before it is signed. */
export function unsignedCompact(
  typ: string,
  claims: Claims,
  key: Pick<SealKey, 'algorithm' | 'certificate'>,
): Unsigned<string> {
  const header = { alg: key.algorithm, typ, 'x5t#S256': key.certificate.thumbprint };
  const signed = `${base64url(header)}.${base64url(claims)}`;
  return {
    octets: Buffer.from(signed, 'ascii'),
    complete: (signature) => `${signed}.${signature.toString('base64url')}`,
  };
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}
