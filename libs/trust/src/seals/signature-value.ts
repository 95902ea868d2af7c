import { constants, verify, type KeyObject, type VerifyKeyObjectInput } from 'node:crypto';
import type { VerifiableAlgorithm } from '../keys/signature-algorithms.js';

/**
 * Verifies a signature over exactly these octets. RFC 7518 sections 3.3 to 3.5 and RFC 6931 sections 2.3.2, 2.3.6 and
 * 2.3.10 agree on the forms: RSA-PSS has a salt as long as the digest, ECDSA is r and s one after the other.
 * @param algorithm - one that `signatureAlgorithmsOf` or `verifiableAlgorithmsOf` gives for the key; the seal's word for
 * it is not enough
 */
export function verifiesSignature(
  octets: Uint8Array,
  signature: Uint8Array,
  key: KeyObject,
  algorithm: VerifiableAlgorithm,
): boolean {
  return verify(`sha${algorithm.slice(2)}`, octets, parameters(key, algorithm), signature);
}

function parameters(key: KeyObject, algorithm: VerifiableAlgorithm): VerifyKeyObjectInput {
  if (algorithm.startsWith('ES')) return { key, dsaEncoding: 'ieee-p1363' };
  if (algorithm.startsWith('RS')) return { key, padding: constants.RSA_PKCS1_PADDING };
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}
