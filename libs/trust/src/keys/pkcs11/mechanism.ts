import type { Mechanism } from 'pkcs11js';
import { digestInfo } from '../custody/rsa-digest.js';
import { digestOfAlgorithm, type SignatureAlgorithm } from '../signature-algorithms.js';
import type { Binding } from './library.js';

/** CKM_EDDSA of PKCS#11 3.0, for which pkcs11js has no name. */
export const eddsaMechanism: Mechanism = { mechanism: 0x1057 };

/** Longest signature: RSA of 16384 bits. */
export const longestSignature = 2048;

/**
 * How a security module is asked for a signature over a digest. All of them take the digest, none the octets: there is
 * no ECDSA mechanism with a digest inside in many modules, and documents are not to travel to them.
 */
export function digestMechanism(
  binding: Binding,
  algorithm: SignatureAlgorithm,
  digest: Uint8Array,
): { readonly mechanism: Mechanism; readonly input: Buffer } {
  const name = digestOfAlgorithm(algorithm);
  const size = name.slice(3) as '256' | '384' | '512';
  switch (algorithm.slice(0, 2)) {
    case 'ES':
      // The answer is r and s one after the other, as we want it.
      return { mechanism: { mechanism: binding.CKM_ECDSA }, input: Buffer.from(digest) };
    case 'PS': {
      const parameter = {
        type: binding.CK_PARAMS_RSA_PSS,
        hashAlg: binding[`CKM_SHA${size}`],
        mgf: binding[`CKG_MGF1_SHA${size}`],
        saltLen: digest.length,
      };
      return { mechanism: { mechanism: binding.CKM_RSA_PKCS_PSS, parameter }, input: Buffer.from(digest) };
    }
    default:
      // The module pads, but the DigestInfo is ours to write.
      return { mechanism: { mechanism: binding.CKM_RSA_PKCS }, input: digestInfo(name, digest) };
  }
}
