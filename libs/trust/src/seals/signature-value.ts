import { constants, verify, type KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '../keys/signature-algorithms.js';

/**
 * Verifies a signature over exactly these octets. RFC 7518 sections 3.3 to 3.5 and RFC 6931 sections 2.3.2, 2.3.6 and
 * 2.3.10 agree on the forms: PS256 has a salt as long as the digest, ES256 is r and s one after the other.
 * @param algorithm - one that `signatureAlgorithmsOf` gives for the key; the seal's word for it is not enough
 */
export function verifiesSignature(
  octets: Uint8Array,
  signature: Uint8Array,
  key: KeyObject,
  algorithm: SignatureAlgorithm,
): boolean {
  switch (algorithm) {
    case 'ES256':
      return verify('sha256', octets, { key, dsaEncoding: 'ieee-p1363' }, signature);
    case 'RS256':
      return verify('sha256', octets, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
    case 'PS256': {
      const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
      return verify('sha256', octets, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature);
    }
  }
}
