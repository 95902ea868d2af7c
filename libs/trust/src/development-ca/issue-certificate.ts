import { randomBytes, type KeyObject } from 'node:crypto';
import { bitString, fromDer, integer, integerOfOctets, sequence, tagged, time, toDer, type Asn1 } from './der.js';
import { authorityKeyIdentifier, subjectKeyIdentifier } from './extensions.js';
import { publicKeyInfo, signatureAlgorithm, signDer } from './key-pair.js';

/** The parts of a certificate that is to be signed. */
export interface CertificateContent {
  readonly subject: Asn1;
  /** The subject's key, public or private. */
  readonly subjectKey: KeyObject;
  readonly issuer: Asn1;
  readonly issuerKey: KeyObject;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** Extensions besides the two key identifiers. */
  readonly extensions: readonly Asn1[];
}

/** Builds and signs an X.509 v3 certificate (RFC 5280 section 4.1); gives its DER. */
export function issueCertificate(content: CertificateContent): Buffer {
  const algorithm = signatureAlgorithm(content.issuerKey);
  const toBeSigned = sequence(
    tagged(0, [integer(2)]),
    integerOfOctets(newSerialNumber()),
    algorithm,
    content.issuer,
    sequence(time(content.validFrom), time(content.validTo)),
    content.subject,
    fromDer(publicKeyInfo(content.subjectKey)),
    tagged(3, [
      sequence(
        ...content.extensions,
        subjectKeyIdentifier(content.subjectKey),
        authorityKeyIdentifier(content.issuerKey),
      ),
    ]),
  );
  return toDer(sequence(toBeSigned, algorithm, bitString(signDer(toDer(toBeSigned), content.issuerKey))));
}

/**
 * A serial number of 20 octets, the most section 4.1.2.2 allows. The first bit is cleared to keep it positive and the
 * second set to keep its length; 158 random bits remain.
 */
function newSerialNumber(): Buffer {
  const octets = randomBytes(20);
  octets[0] = (octets[0]! & 0x7f) | 0x40;
  return octets;
}
