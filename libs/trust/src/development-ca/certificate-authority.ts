import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { fromDer, toPem, type Asn1 } from './der.js';
import { encodeName, type DistinguishedName } from './distinguished-name.js';
import { basicConstraints, keyUsage } from './extensions.js';
import { issueCertificate } from './issue-certificate.js';
import { newPrivateKey, privateKeyPem } from './key-pair.js';
import { purposeExtensions, type LeafPurpose } from './purposes.js';

/** An authority for development: it vouches for nobody outside the machine it was made on. */
export interface DevelopmentCa {
  readonly privateKey: KeyObject;
  readonly keyPem: string;
  readonly certificatePem: string;
  readonly certificate: X509Certificate;
}

/** What a leaf certificate is made out to. */
export interface LeafRequest {
  readonly purpose: LeafPurpose;
  readonly subject: DistinguishedName;
  /** The key of the leaf, private or public. */
  readonly key: KeyObject;
  /** DNS names or addresses beside localhost, 127.0.0.1 and ::1; only for `tls`. */
  readonly names?: readonly string[];
}

/** Years a certificate of the authority and a leaf are valid. */
const authorityYears = 5;
const leafYears = 1;
/** Certificates begin a little in the past, so that a clock some minutes behind does not refuse a fresh one. */
const backdating = 5 * 60 * 1000;

/** Makes an authority with a fresh RSA-3072 key and a self-signed certificate of five years. */
export function createDevelopmentCa(now: Date = new Date(), commonName = 'Passerelle development CA'): DevelopmentCa {
  const privateKey = newPrivateKey('rsa-3072');
  const name = encodeName({ country: 'EU', organization: 'Passerelle development', commonName });
  const der = issueCertificate({
    subject: name,
    subjectKey: privateKey,
    issuer: name,
    issuerKey: privateKey,
    validFrom: new Date(now.getTime() - backdating),
    validTo: yearsAfter(now, authorityYears),
    extensions: [basicConstraints(true), keyUsage(['keyCertSign', 'cRLSign'])],
  });
  return authority(privateKey, toPem('CERTIFICATE', der));
}

/**
 * Takes up an authority made earlier.
 * @throws Error of node:crypto when one of the texts is malformed, or when the two do not belong together
 */
export function readDevelopmentCa(keyPem: string, certificatePem: string): DevelopmentCa {
  const read = authority(createPrivateKey(keyPem), certificatePem);
  if (!read.certificate.checkPrivateKey(read.privateKey)) throw new Error('The key is not the key of the certificate.');
  return read;
}

/** Issues a leaf certificate of one year, or until the authority itself expires; gives PEM. */
export function issueLeaf(ca: DevelopmentCa, leaf: LeafRequest, now: Date = new Date()): string {
  const validTo = Math.min(yearsAfter(now, leafYears).getTime(), new Date(ca.certificate.validTo).getTime());
  const der = issueCertificate({
    subject: encodeName(leaf.subject),
    subjectKey: leaf.key,
    issuer: subjectOf(ca.certificate),
    issuerKey: ca.privateKey,
    validFrom: new Date(now.getTime() - backdating),
    validTo: new Date(validTo),
    extensions: purposeExtensions(leaf.purpose, leaf.names ?? []),
  });
  return toPem('CERTIFICATE', der);
}

function authority(privateKey: KeyObject, certificatePem: string): DevelopmentCa {
  return {
    privateKey,
    keyPem: privateKeyPem(privateKey),
    certificatePem,
    certificate: new X509Certificate(certificatePem),
  };
}

/** The subject octet for octet as it stands in the certificate: the issuer of a leaf must be the same, not merely equal. */
function subjectOf(certificate: X509Certificate): Asn1 {
  const [toBeSigned] = fromDer(certificate.raw).value as Asn1[];
  // [0] version, serialNumber, signature, issuer, validity, subject: RFC 5280 section 4.1.
  const subject = (toBeSigned?.value as Asn1[])[5];
  if (!subject) throw new Error('The certificate has no subject.');
  return subject;
}

function yearsAfter(instant: Date, years: number): Date {
  const later = new Date(instant);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
}
