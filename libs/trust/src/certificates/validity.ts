import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import type { Certificate } from './certificate.js';

/** Which door speaks: a TLS connection (PSR-2003) or a seal (PSR-3006). */
export type ValidityError = 'PSR-2003' | 'PSR-3006';

/**
 * Tells whether the certificate is valid at an instant, both ends included (RFC 5280 section 4.1.2.5).
 * @param at - the present for a connection; the signing time for a seal or a receipt, which outlive their certificate
 * @returns the certificate, or the given error with the dates of the certificate as facts
 */
export function checkValidity(
  certificate: Certificate,
  at: Date,
  code: ValidityError = 'PSR-2003',
): Result<Certificate> {
  if (at >= certificate.validFrom && at <= certificate.validTo) return ok(certificate);
  return failed(
    new PasserelleError(code, {
      validFrom: certificate.validFrom.toISOString(),
      validTo: certificate.validTo.toISOString(),
      fingerprint: certificate.fingerprint,
    }),
  );
}
