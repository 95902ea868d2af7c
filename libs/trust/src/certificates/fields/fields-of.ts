import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import type { Certificate } from '../certificate.js';
import { DerError } from '../der/strict-der.js';
import { readX509, type X509Fields } from './x509-fields.js';

/** Certificates are read once: pins and anchors live as long as the node, and what travels with a signature as long as it. */
const known = new WeakMap<Certificate, Result<X509Fields>>();

/** What the certificate says. @returns PSR-3031 when it does not have the form of RFC 5280 section 4.1 */
export function fieldsOf(certificate: Certificate): Result<X509Fields> {
  let fields = known.get(certificate);
  if (fields === undefined) {
    fields = read(certificate);
    known.set(certificate, fields);
  }
  return fields;
}

function read(certificate: Certificate): Result<X509Fields> {
  try {
    return ok(readX509(certificate.der));
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    const { fingerprint } = certificate;
    return failed(new PasserelleError('PSR-3031', { reason: error.message, fingerprint }, { cause: error }));
  }
}
