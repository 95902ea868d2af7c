import { failed, ok, PasserelleError, type ErrorCode, type Result } from '@passerelle/kernel';
import type { Certificate } from '../certificate.js';
import { fieldsOf } from '../fields/fields-of.js';
import type { X509Fields } from '../fields/x509-fields.js';
import { authorityRoleFault, profileFault } from './certificate-profile.js';
import { weaknessOf } from './key-strength.js';
import { issuingFault, purposeFault, type CertificatePurpose } from './purpose.js';

/** A refusal with a reason and the certificate it is about. */
export function refusal(code: ErrorCode, certificate: Certificate, reason: string): PasserelleError {
  return new PasserelleError(code, { reason, fingerprint: certificate.fingerprint });
}

/**
 * Judges a leaf by itself: form, key, purpose, validity.
 * @param isPin - the leaf is an anchor. Then somebody has compared it, and only its key, purpose and validity count: who
 * issued it under what version, and whether it may be an authority too, does not.
 */
export function judgeLeaf(
  certificate: Certificate,
  purpose: CertificatePurpose,
  at: Date,
  isPin: boolean,
): Result<X509Fields> {
  const read = fieldsOf(certificate);
  if (!read.ok) return read;
  const fields = read.value;
  const refuse = (code: ErrorCode, reason: string): Result<X509Fields> => failed(refusal(code, certificate, reason));
  const weakness = weaknessOf(certificate.publicKey, fields.key);
  if (weakness !== undefined) return refuse('PSR-3035', weakness);
  if (!isPin) {
    const fault = profileFault(fields, purpose);
    if (fault !== undefined) return refuse('PSR-3031', fault);
    if (fields.basicConstraints?.authority) return refuse('PSR-3032', `it is an authority and not for ${purpose}`);
  }
  const misuse = purposeFault(fields, purpose);
  if (misuse !== undefined) return refuse('PSR-3032', `${misuse} (${purpose})`);
  return isValidAt(fields, at) ? ok(fields) : refuse('PSR-3033', periodOf(fields));
}

/** Judges an issuer by itself: form, key, role, validity. */
export function judgeIssuer(
  certificate: Certificate,
  purpose: CertificatePurpose,
  at: Date,
  isAnchor: boolean,
): Result<X509Fields> {
  const read = fieldsOf(certificate);
  if (!read.ok) return read;
  const fields = read.value;
  const refuse = (code: ErrorCode, reason: string): Result<X509Fields> => failed(refusal(code, certificate, reason));
  const role = authorityRoleFault(fields, purpose);
  if (role !== undefined) return refuse('PSR-3034', role);
  const fault = profileFault(fields, purpose);
  if (fault !== undefined) return refuse('PSR-3031', fault);
  const weakness = weaknessOf(certificate.publicKey, fields.key);
  if (weakness !== undefined) return refuse('PSR-3035', weakness);
  const misuse = isAnchor ? undefined : issuingFault(fields, purpose);
  if (misuse !== undefined) return refuse('PSR-3032', `${misuse} (${purpose})`);
  return isValidAt(fields, at) ? ok(fields) : refuse('PSR-3033', periodOf(fields));
}

/** Both ends included, by whole seconds: the period has no fractions (RFC 5280 section 4.1.2.5). */
export function isValidAt({ notBefore, notAfter }: X509Fields, at: Date): boolean {
  const second = Math.floor(at.getTime() / 1000) * 1000;
  return second >= notBefore.getTime() && second <= notAfter.getTime();
}

function periodOf({ notBefore, notAfter }: X509Fields): string {
  return `it is valid from ${notBefore.toISOString()} to ${notAfter.toISOString()}`;
}
