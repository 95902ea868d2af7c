import { failed, ok, PasserelleError, type Clock, type Result } from '@passerelle/kernel';
import type { Certificate } from '../certificates/certificate.js';
import { checkValidity } from '../certificates/validity.js';

/** Seconds that the clocks of two nodes may differ. */
export const clockSkew = 60;

/**
 * Judges the signing time of a seal that has verified: it must not lie ahead of our clock, and the certificate must have
 * been valid then. Whether the certificate is valid now does not matter: a seal outlives it.
 * @returns the time, PSR-3004 for a time in the future, or PSR-3006
 */
export function checkSigningTime(signedAt: Date, certificate: Certificate, clock: Clock): Result<Date> {
  if (signedAt.getTime() > clock.now().getTime() + clockSkew * 1000) {
    return failed(new PasserelleError('PSR-3004', { reason: 'its signing time lies in the future' }));
  }
  const validity = checkValidity(certificate, signedAt, 'PSR-3006');
  return validity.ok ? ok(signedAt) : validity;
}
