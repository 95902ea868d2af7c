import { createHash, randomBytes } from 'node:crypto';
import { readX509 } from '../certificates/fields/x509-fields.js';
import {
  fromDer,
  generalizedTime,
  integer,
  integerOfOctets,
  objectIdentifier,
  octetString,
  sequence,
  set,
  tagged,
  toDer,
  type Asn1,
} from '../development-ca/der.js';
import { signatureAlgorithm, signDer } from '../development-ca/key-pair.js';
import { signedDataType, timeStampInfoType } from '../time-stamp/signed-data.js';
import type { DevelopmentTsa } from './authority.js';

/** A policy of nobody: the arc of examples (RFC 7299), because tokens of a development authority promise nothing. */
const policy = '1.3.6.1.4.1.32473.1';
const sha256 = (): Asn1 => sequence(objectIdentifier('2.16.840.1.101.3.4.2.1'));

/** What a token states. */
export interface TokenContent {
  /** MessageImprint of the query, DER, as it came. */
  readonly imprint: Buffer;
  /** nonce of the query, the INTEGER as it came. */
  readonly nonce: Buffer | undefined;
  readonly time: Date;
  /** Whether the certificate goes with the token. */
  readonly withCertificate: boolean;
}

/** Writes and signs a token (RFC 3161 section 2.4.2) with `signingCertificateV2` (RFC 5816); gives its DER. */
export function issueToken(tsa: DevelopmentTsa, content: TokenContent): Buffer {
  const info = toDer(
    sequence(
      integer(1),
      objectIdentifier(policy),
      fromDer(content.imprint),
      serialNumber(),
      generalizedTime(content.time),
      // accuracy: one second
      sequence(integer(1)),
      ...(content.nonce === undefined ? [] : [fromDer(content.nonce)]),
    ),
  );
  const attributes = signedAttributes(info, tsa.certificate.der);
  const signer = sequence(
    integer(1),
    issuerAndSerial(tsa.certificate.der),
    sha256(),
    tagged(0, attributes),
    signatureAlgorithm(tsa.key),
    octetString(signDer(toDer(set(...attributes)), tsa.key)),
  );
  const data = sequence(
    integer(3),
    set(sha256()),
    sequence(objectIdentifier(timeStampInfoType), tagged(0, [octetString(info)])),
    ...(content.withCertificate ? [tagged(0, [fromDer(tsa.certificate.der)])] : []),
    set(signer),
  );
  return toDer(sequence(objectIdentifier(signedDataType), tagged(0, [data])));
}

function signedAttributes(info: Buffer, certificate: Buffer): Asn1[] {
  const digest = (octets: Buffer): Asn1 => octetString(createHash('sha256').update(octets).digest());
  // ESSCertIDv2 leaves its default algorithm, SHA-256, out.
  const certificates = sequence(sequence(sequence(digest(certificate))));
  const attributes = [
    attribute('1.2.840.113549.1.9.3', objectIdentifier(timeStampInfoType)),
    attribute('1.2.840.113549.1.9.4', digest(info)),
    attribute('1.2.840.113549.1.9.16.2.47', certificates),
  ];
  // DER orders the members of a SET OF by their octets (ITU-T X.690 section 11.6).
  return attributes.sort((a, b) => Buffer.compare(toDer(a), toDer(b)));
}

function attribute(type: string, value: Asn1): Asn1 {
  return sequence(objectIdentifier(type), set(value));
}

function issuerAndSerial(certificate: Buffer): Asn1 {
  const { issuer, serialNumber: serial } = readX509(certificate);
  return sequence(fromDer(issuer.octets), integerOfOctets(serial));
}

/** 158 random bits, positive. */
function serialNumber(): Asn1 {
  const octets = randomBytes(20);
  octets[0] = (octets[0]! & 0x7f) | 0x40;
  return integerOfOctets(octets);
}
