import { PasserelleError } from '@passerelle/kernel';
import { decodeBase64 } from '../seals/base64.js';
import { readCertificate, type Certificate } from './certificate.js';

/** A certificate in base64 that travels with a signature or an assertion; undefined when it is none. */
export function readHint(base64: string): Certificate | undefined {
  const der = decodeBase64(base64);
  try {
    // Octets that are PEM text again are no certificate in base64, although some writers put them there.
    return der?.[0] !== 0x30 ? undefined : readCertificate(der);
  } catch (error) {
    if (error instanceof PasserelleError) return undefined;
    throw error;
  }
}
