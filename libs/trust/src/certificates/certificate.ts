import { X509Certificate, type KeyObject } from 'node:crypto';
// X509Certificate.toLegacyObject loads a part of node:tls; in Node 20, if that happens before node:tls itself is loaded,
// node:tls stays without createSecureContext for the rest of the process. Loading it here keeps the order right.
import 'node:tls';
import { PasserelleError, type CountryCode } from '@passerelle/kernel';
import { pinOf, thumbprintOf, type Pin } from './pin.js';

/** What the subject of a certificate says, as far as a node reads it. An attribute that occurs more than once is left out. */
export interface CertificateSubject {
  /** `countryName`, only when it has the ISO 3166-1 alpha-2 form. */
  readonly country?: CountryCode;
  readonly organization?: string;
  /** OID 2.5.4.97, in the form of ETSI EN 319 412-1 section 5.1.4, such as `NTRLU-B123456`. */
  readonly organizationIdentifier?: string;
  readonly commonName?: string;
}

/** A certificate that was read once: what pinning, validity and signature verification need of it. */
export interface Certificate {
  /** The octets of the certificate, DER. */
  readonly der: Buffer;
  /** SHA-256 of the DER: the form in which a certificate is pinned. */
  readonly fingerprint: Pin;
  /** The same digest in base64url: `x5t#S256` of RFC 7515 section 4.1.8 and RFC 8705 section 3.1. */
  readonly thumbprint: string;
  readonly subject: CertificateSubject;
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly publicKey: KeyObject;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Buffer;
}

/** A certificate of some kilobytes is usual; the cap keeps a hostile one from reaching the parser. */
const largestCertificate = 32 * 1024;
const pemBlock = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/**
 * Reads one certificate, PEM text or DER octets.
 * @throws PSR-2010 when it is not exactly one X.509 certificate: text with a second one is refused, because the second
 * would silently not be pinned.
 */
export function readCertificate(source: string | Uint8Array): Certificate {
  if (typeof source !== 'string' && source[0] === 0x30) return parse(source);
  const all = readCertificates(source);
  const [first] = all;
  if (all.length !== 1 || !first) throw malformed(`${all.length} certificates where one is expected`);
  return first;
}

/**
 * Reads every certificate of a PEM text, in their order: a peer that renews has the old and the new one pinned.
 * @throws PSR-2010 when there is none or one of them is malformed
 */
export function readCertificates(pem: string | Uint8Array): readonly Certificate[] {
  const text = typeof pem === 'string' ? pem : Buffer.from(pem).toString('latin1');
  const blocks = text.match(pemBlock) ?? [];
  if (blocks.length === 0) throw malformed('no PEM certificate found');
  if (blocks.length !== text.split('-----BEGIN CERTIFICATE-----').length - 1) throw malformed('a PEM block is damaged');
  return blocks.map(parse);
}

function parse(source: string | Uint8Array): Certificate {
  if (source.length > largestCertificate) throw malformed(`larger than ${largestCertificate} bytes`);
  try {
    const x509 = new X509Certificate(source);
    const publicKey = x509.publicKey;
    return {
      der: x509.raw,
      fingerprint: pinOf(x509.raw),
      thumbprint: thumbprintOf(pinOf(x509.raw)),
      subject: readSubject(x509),
      validFrom: new Date(x509.validFrom),
      validTo: new Date(x509.validTo),
      publicKey,
      spki: publicKey.export({ type: 'spki', format: 'der' }),
    };
  } catch (cause) {
    throw malformed('not an X.509 certificate', cause);
  }
}

/**
 * The subject attribute by attribute, as OpenSSL split it. The printed form of a name is never searched: an organisation
 * called `x, C=LU` would then pass for a certificate of Luxembourg.
 */
function readSubject(x509: X509Certificate): CertificateSubject {
  const attributes = new Map<string, unknown>(Object.entries(x509.toLegacyObject().subject));
  const single = (name: string): string | undefined => {
    const value = attributes.get(name);
    return typeof value === 'string' ? value : undefined;
  };
  const country = single('C');
  const organization = single('O');
  const organizationIdentifier = single('organizationIdentifier');
  const commonName = single('CN');
  return {
    ...(country !== undefined && /^[A-Z]{2}$/.test(country) && { country }),
    ...(organization !== undefined && { organization }),
    ...(organizationIdentifier !== undefined && { organizationIdentifier }),
    ...(commonName !== undefined && { commonName }),
  };
}

function malformed(reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-2010', { reason }, { cause });
}
