import type { Certificate } from './certificate.js';
import type { Pin } from './pin.js';

/** Tells whether the certificate, octet for octet, is one of the pinned. */
export function isPinned(certificate: Pick<Certificate, 'fingerprint'>, pins: readonly Pin[]): boolean {
  return pins.includes(certificate.fingerprint);
}

/**
 * Finds among the pinned certificates the one a signature names by its `x5t#S256`. The header is only a hint that
 * chooses between keys already trusted; nothing it carries is ever trusted itself.
 */
export function pinnedByThumbprint(thumbprint: unknown, pinned: readonly Certificate[]): Certificate | undefined {
  return pinned.find((certificate) => certificate.thumbprint === thumbprint);
}
