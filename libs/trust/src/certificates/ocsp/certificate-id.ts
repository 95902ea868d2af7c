import { createHash } from 'node:crypto';
import { integerOctets, oidOf } from '../der/der-primitives.js';
import { type DerWalk, tags } from '../der/strict-der.js';
import type { X509Fields } from '../fields/x509-fields.js';

/** CertID of RFC 6960 section 4.1.1: a certificate by digests of its issuer's name and key, and its serial number. */
export interface CertificateId {
  /** Name of the digest for node:crypto; undefined for one that is not known here. */
  readonly digest: string | undefined;
  readonly issuerNameHash: Buffer;
  readonly issuerKeyHash: Buffer;
  readonly serialNumber: Buffer;
}

/** SHA-1 is allowed here: it finds the issuer and proves nothing, the signature of the response does. */
const digests: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Reads a CertID. @throws DerError */
export function readCertificateId(walk: DerWalk): CertificateId {
  const algorithm = walk.into();
  const id = oidOf(algorithm.next());
  algorithm.optional(tags.null);
  algorithm.end();
  const issuerNameHash = walk.next(tags.octetString).content;
  const issuerKeyHash = walk.next(tags.octetString).content;
  const serialNumber = integerOctets(walk.next(tags.integer));
  walk.end();
  return { digest: Object.hasOwn(digests, id) ? digests[id] : undefined, issuerNameHash, issuerKeyHash, serialNumber };
}

/** Whether the identifier is that of the certificate, issued by the issuer. */
export function identifies(id: CertificateId, subject: X509Fields, issuer: X509Fields): boolean {
  const { digest } = id;
  if (digest === undefined || !id.serialNumber.equals(subject.serialNumber)) return false;
  const hash = (octets: Buffer): Buffer => createHash(digest).update(octets).digest();
  return hash(subject.issuer.octets).equals(id.issuerNameHash) && hash(issuer.key.bits).equals(id.issuerKeyHash);
}
