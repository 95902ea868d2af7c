import type { X509Certificate } from 'node:crypto';

/** Days a certificate must still be valid to be kept. */
const renewalDays = 30;

/** Tells whether a certificate is valid now and for more than 30 days to come. */
export function remainsValid(certificate: X509Certificate, now: Date): boolean {
  const renewal = now.getTime() + renewalDays * 24 * 60 * 60 * 1000;
  return new Date(certificate.validFrom) <= now && new Date(certificate.validTo).getTime() > renewal;
}
