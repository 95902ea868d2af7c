import { element, serialize, type XmlOut } from '@passerelle/xml';
import { exclusiveC14n, sealNamespaces, sha256Uri, signatureMethodOf, signedPropertiesType } from './profile.js';
import type { SignatureAlgorithm } from '../keys/signature-algorithms.js';

/** What a signature over one detached document says. Digests are base64. */
export interface SignatureStatement {
  /** `Signature/@Id`, an NCName; the other Ids are made from it. */
  readonly id: string;
  readonly algorithm: SignatureAlgorithm;
  /** `Reference/@URI` of the document. */
  readonly uri: string;
  readonly mediaType: string;
  readonly contentDigest: string;
  readonly signedAt: Date;
  readonly certificateDigest: string;
}

/**
 * `xades:SignedProperties` (ETSI EN 319 132-1 section 5.2): signing time, certificate digest and the media type of the
 * document. `IssuerSerialV2` is optional and left out: a second way to name the certificate is a second thing to check.
 */
export function signedProperties(statement: SignatureStatement): XmlOut {
  return element(
    'xades:SignedProperties',
    { Id: `${statement.id}-properties` },
    element(
      'xades:SignedSignatureProperties',
      {},
      element('xades:SigningTime', {}, statement.signedAt.toISOString().replace('.000Z', 'Z')),
      element(
        'xades:SigningCertificateV2',
        {},
        element('xades:Cert', {}, element('xades:CertDigest', {}, ...digest(statement.certificateDigest))),
      ),
    ),
    element(
      'xades:SignedDataObjectProperties',
      {},
      element(
        'xades:DataObjectFormat',
        { ObjectReference: `#${statement.id}-content` },
        element('xades:MimeType', {}, statement.mediaType),
      ),
    ),
  );
}

/** `ds:SignedInfo` with its two references: the octets of the document as they are, and the signed properties. */
export function signedInfo(statement: SignatureStatement, propertiesDigest: string): XmlOut {
  const exclusive = { Algorithm: exclusiveC14n };
  return element(
    'ds:SignedInfo',
    {},
    element('ds:CanonicalizationMethod', exclusive),
    element('ds:SignatureMethod', { Algorithm: signatureMethodOf(statement.algorithm) }),
    element('ds:Reference', { Id: `${statement.id}-content`, URI: statement.uri }, ...digest(statement.contentDigest)),
    element(
      'ds:Reference',
      { Type: signedPropertiesType, URI: `#${statement.id}-properties` },
      element('ds:Transforms', {}, element('ds:Transform', exclusive)),
      ...digest(propertiesDigest),
    ),
  );
}

/** The whole `ds:Signature`. @param value - signature value, base64 @param certificate - DER, base64 */
export function signature(
  statement: SignatureStatement,
  info: XmlOut,
  value: string,
  certificate: string,
  properties: XmlOut,
): XmlOut {
  return element(
    'ds:Signature',
    { Id: statement.id },
    info,
    element('ds:SignatureValue', {}, value),
    element('ds:KeyInfo', {}, element('ds:X509Data', {}, element('ds:X509Certificate', {}, certificate))),
    element('ds:Object', {}, element('xades:QualifyingProperties', { Target: `#${statement.id}` }, properties)),
  );
}

/**
 * Octets of a part of the signature. Written on its own, a part declares the namespaces it uses, which is what exclusive
 * canonicalisation makes of it where it stands in the whole signature: so what is digested needs no canonicaliser.
 */
export function octetsOf(part: XmlOut): Buffer {
  return Buffer.from(serialize(part, sealNamespaces), 'utf8');
}

function digest(value: string): XmlOut[] {
  return [element('ds:DigestMethod', { Algorithm: sha256Uri }), element('ds:DigestValue', {}, value)];
}
