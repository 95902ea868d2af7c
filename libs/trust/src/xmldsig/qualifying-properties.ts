import { PasserelleError } from '@passerelle/kernel';
import { attribute, child, children, type XmlElement } from '@passerelle/xml';
import { requireForm } from '../seals/refusal.js';
import { xades } from '../xades/profile.js';
import { onlyText, Sequence } from '../xades/sequence.js';
import { signingTimeOf } from '../xades/signing-time-text.js';
import { readDigest, type StatedDigest } from './reference.js';
import type { SignatureParts } from './signature-parts.js';
import { qualifyingNamespaceOf } from './xades-namespaces.js';

/** What a signature says of its signing certificate. */
export interface CertificateStatement {
  /** The digest; or why it does not count, where it is SHA-1: then it binds no certificate. */
  readonly digest: StatedDigest | PasserelleError;
  /** `IssuerSerial` of version 1: the serial number, decimal. Its issuer is text in no one spelling, and not compared. */
  readonly serialNumber: string | undefined;
  /** `IssuerSerialV2`: DER of an IssuerSerial (RFC 5035 section 4), base64. */
  readonly issuerSerial: string | undefined;
}

/** `xades:SignedProperties` and what stands beside it, as far as a verifier reads it. */
export interface Properties {
  /** The element that a digested reference has to lead to; nothing is read of any other. */
  readonly signed: XmlElement;
  readonly signedAt: Date | undefined;
  readonly certificate: CertificateStatement | undefined;
  /** `DataObjectFormat/@ObjectReference` of each that also states a media type. */
  readonly formats: readonly string[];
  /** Tokens of each `SignatureTimeStamp`, with the element that says how to canonicalise. Not signed. */
  readonly timeStamps: readonly TimeStampProperty[];
  /** What keeps the signature from baseline level B, so far as it stands in the properties; empty when nothing does. */
  readonly departures: readonly string[];
}

/** A `SignatureTimeStamp`. */
export interface TimeStampProperty {
  readonly canonicalization: XmlElement | undefined;
  /** DER of the tokens, base64; level T allows exactly one. */
  readonly tokens: readonly string[];
}

/**
 * Reads the properties of a signature, if it has any (ETSI EN 319 132-1 section 4.3.1; threat 10): its own, in one of its
 * own objects, which name it as their target.
 * @returns undefined for a signature without them
 * @throws PasserelleError PSR-3004 when they qualify another signature or are malformed
 */
export function readProperties({ qualifying, id }: SignatureParts): Properties | undefined {
  if (qualifying === undefined) return undefined;
  requireForm(id !== undefined, 'the signature has properties and no Id');
  requireForm(attribute(qualifying, 'Target') === `#${id}`, 'the properties qualify another signature');
  const uri = qualifyingNamespaceOf(qualifying)!;
  const parts = new Sequence(qualifying);
  const signed = parts.next(uri, 'SignedProperties');
  const unsigned = parts.optional(uri, 'UnsignedProperties');
  parts.end();
  const ofSignature = namesakes(child(signed, 'SignedSignatureProperties', uri), uri);
  const ofData = namesakes(child(signed, 'SignedDataObjectProperties', uri), uri);
  const departures = new Departures(uri);
  departures.unlessOne(ofSignature('SigningTime'), 'SigningTime');
  const certificates = [...ofSignature('SigningCertificate'), ...ofSignature('SigningCertificateV2')];
  departures.unlessOne(certificates, 'SigningCertificate');
  requireForm(certificates.length < 2, 'it states two signing certificates');
  for (const name of [
    'SignaturePolicyIdentifier',
    'SignerRole',
    'SignerRoleV2',
    'SignatureProductionPlace',
    'SignatureProductionPlaceV2',
  ])
    departures.when(ofSignature(name).length > 1, `${name} more than once`);
  const [certificate] = certificates;
  departures.when(
    attribute(child(certificate, 'Cert'), 'URI') !== undefined,
    'the signing certificate is named by a URI',
  );
  return {
    signed,
    signedAt: signingTimeOf(onlyTextOf(ofSignature('SigningTime')[0])),
    certificate: certificate && readCertificateStatement(certificate, uri),
    formats: ofData('DataObjectFormat').flatMap((format) => referenceOf(format, uri)),
    timeStamps: readTimeStamps(unsigned, uri),
    departures: departures.list,
  };
}

class Departures {
  readonly list: string[] = [];

  constructor(uri: string) {
    this.when(uri !== xades, 'an older version of XAdES');
  }

  when(departs: boolean, what: string): void {
    if (departs) this.list.push(what);
  }

  unlessOne(found: readonly XmlElement[], name: string): void {
    this.when(found.length !== 1, `not one ${name}`);
  }
}

function namesakes(parent: XmlElement | undefined, uri: string): (local: string) => readonly XmlElement[] {
  return (local) => children(parent, local).filter((each) => each.uri === uri);
}

function onlyTextOf(element: XmlElement | undefined): string {
  return element === undefined ? '' : onlyText(element).trim();
}

/** The first `Cert` is the signing certificate; those after it belong to its chain (section 5.2.2.2). */
function readCertificateStatement(signingCertificate: XmlElement, uri: string): CertificateStatement {
  const certificate = new Sequence(signingCertificate).next(uri, 'Cert');
  const parts = new Sequence(certificate);
  const digest = readCertificateDigest(parts.next(uri, 'CertDigest'), uri);
  const serialNumber = onlyTextOf(child(child(certificate, 'IssuerSerial', uri), 'X509SerialNumber'));
  const issuerSerial = onlyTextOf(child(certificate, 'IssuerSerialV2', uri));
  return { digest, serialNumber: serialNumber || undefined, issuerSerial: issuerSerial || undefined };
}

function readCertificateDigest(certDigest: XmlElement, uri: string): StatedDigest | PasserelleError {
  const parts = new Sequence(certDigest);
  try {
    // XAdES 1.1.1 had a DigestMethod of its own.
    const digest = readDigest(parts, child(certDigest, 'DigestMethod')?.uri ?? uri);
    parts.end();
    return digest;
  } catch (error) {
    if (error instanceof PasserelleError && error.code === 'PSR-3011') return error;
    throw error;
  }
}

function referenceOf(format: XmlElement, uri: string): readonly string[] {
  const reference = attribute(format, 'ObjectReference');
  const mediaType = onlyTextOf(child(format, 'MimeType', uri));
  return reference === undefined || mediaType === '' ? [] : [reference];
}

/** A signature with more time-stamps than that is made to keep a verifier busy. */
const mostTimeStamps = 10;

function readTimeStamps(unsigned: XmlElement | undefined, uri: string): readonly TimeStampProperty[] {
  const stamps = namesakes(child(unsigned, 'UnsignedSignatureProperties', uri), uri)('SignatureTimeStamp');
  requireForm(stamps.length <= mostTimeStamps, 'it has too many time-stamps');
  return stamps.map((stamp) => ({
    canonicalization: child(stamp, 'CanonicalizationMethod'),
    tokens: children(stamp, 'EncapsulatedTimeStamp').map((each) => onlyText(each)),
  }));
}
