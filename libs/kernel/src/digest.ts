import { hash } from 'node:crypto';

/** A SHA-256 digest as 64 lower-case hexadecimal characters. */
export type Sha256 = string;

/**
 * SHA-256 of exactly the octets given; text is taken as UTF-8. This is the name under which documents are stored,
 * quoted in receipts and written to the log.
 */
export function sha256(octets: Uint8Array | string): Sha256 {
  // In one call: an object for each digest would take twice the time of the digest of a short text.
  return hash('sha256', octets, 'hex');
}
