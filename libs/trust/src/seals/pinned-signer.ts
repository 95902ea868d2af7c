import { PasserelleError } from '@passerelle/kernel';
import type { Certificate } from '../certificates/certificate.js';
import { pinOf } from '../certificates/pin.js';
import { signatureAlgorithmsOf, type SignatureAlgorithm } from '../keys/signature-algorithms.js';

/**
 * The pinned certificate that a seal names by carrying it. The octets in the seal are a hint: key, dates and subject
 * come from what was pinned.
 * @throws PasserelleError PSR-3003 when it is not pinned, PSR-3005 when its key may not be used with the algorithm
 */
export function pinnedSigner(
  der: Uint8Array,
  algorithm: SignatureAlgorithm,
  pinned: readonly Certificate[],
): Certificate {
  const fingerprint = pinOf(der);
  const certificate = pinned.find((each) => each.fingerprint === fingerprint);
  if (certificate === undefined) throw new PasserelleError('PSR-3003', { fingerprint });
  if (!signatureAlgorithmsOf(certificate.publicKey).includes(algorithm)) throw new PasserelleError('PSR-3005');
  return certificate;
}
