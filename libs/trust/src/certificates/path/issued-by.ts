import type { Certificate } from '../certificate.js';
import { fieldsOf } from '../fields/fields-of.js';
import { signatureFault } from './signature-algorithm.js';

/**
 * Whether an authority has issued a certificate: the names join (RFC 5280 section 6.1.3 (a) (4)) and its key verifies the
 * signature. It does not say that the authority may issue it, nor that either is valid: a pin has decided about that.
 * @returns false also for a certificate that cannot be read
 */
export function isIssuedBy(certificate: Certificate, authority: Certificate): boolean {
  const subject = fieldsOf(certificate);
  const issuer = fieldsOf(authority);
  if (!subject.ok || !issuer.ok || subject.value.issuer.key !== issuer.value.subject.key) return false;
  return signatureFault(subject.value, authority.publicKey) === undefined;
}
