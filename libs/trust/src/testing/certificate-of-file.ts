import type { KeyObject } from 'node:crypto';
import { readCertificate } from '../certificates/certificate.js';
import { readX509 } from '../certificates/fields/x509-fields.js';
import { fromDer } from '../development-ca/der.js';
import type { MadeCertificate } from './certificate-maker.js';

/** A certificate that lies in a file, as the makers of responses and lists take it. @param key - of its subject */
export function certificateOfFile(pem: string, key: KeyObject): MadeCertificate {
  const certificate = readCertificate(pem);
  return { certificate, key, subject: fromDer(readX509(certificate.der).subject.octets) };
}
