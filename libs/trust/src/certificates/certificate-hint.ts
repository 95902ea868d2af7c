import { PasserelleError } from '@passerelle/kernel';
import { decodeBase64 } from '../seals/base64.js';
import { readCertificate, type Certificate } from './certificate.js';

/** A certificate in base64 that travels with a signature or an assertion; undefined when it is none. */
export function readHint(base64: string): Certificate | undefined {
  const der = decodeBase64(base64);
  try {
    return der === undefined ? undefined : readCertificate(der);
  } catch (error) {
    if (error instanceof PasserelleError) return undefined;
    throw error;
  }
}
