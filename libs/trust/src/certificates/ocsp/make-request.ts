import { createHash } from 'node:crypto';
import { contextTag, tags } from '../der/strict-der.js';
import { derOid, derSequence, derValue } from '../der/write-der.js';
import { extensionIds } from '../fields/object-identifiers.js';
import type { Link } from '../path/path.js';

/**
 * An OCSP request about one certificate (RFC 6960 section 4.1), unsigned. The certificate is named by SHA-1 digests, as RFC
 * 5019 has it and every responder understands: they find a certificate and prove nothing.
 * @param nonce - 1 to 32 octets to be found in the response again (RFC 9654)
 * @returns DER
 */
export function makeOcspRequest(subject: Link, issuer: Link, nonce?: Uint8Array): Buffer {
  const hash = (octets: Buffer): Buffer => derValue(tags.octetString, createHash('sha1').update(octets).digest());
  const id = derSequence(
    derSequence(derOid('1.3.14.3.2.26'), derValue(tags.null)),
    hash(subject.fields.issuer.octets),
    hash(issuer.fields.key.bits),
    derValue(tags.integer, subject.fields.serialNumber),
  );
  const extension =
    nonce && derSequence(derOid(extensionIds.ocspNonce), derValue(tags.octetString, derValue(tags.octetString, nonce)));
  const extensions = extension ? [derValue(contextTag(2), derSequence(extension))] : [];
  return derSequence(derSequence(derSequence(derSequence(id)), ...extensions));
}
