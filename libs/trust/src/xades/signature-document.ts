import { element, serialize, type XmlOut } from '@passerelle/xml';
import { digestOfAlgorithm, type SignatureAlgorithm } from '../keys/signature-algorithms.js';
import { digestMethodOf, exclusiveC14n, sealNamespaces, signatureMethodOf, signedPropertiesType } from './profile.js';

/** What a signature says of one object that it covers. */
export interface ObjectStatement {
  /** `Reference/@Id`, which `DataObjectFormat` speaks of. */
  readonly id: string;
  /** `Reference/@URI`. */
  readonly uri: string;
  readonly type?: string;
  /** The `ds:Transform` elements; none for octets as they are. */
  readonly transforms?: readonly XmlOut[];
  /** base64 */
  readonly digest: string;
  readonly mediaType: string;
}

/** What the signed properties of a XAdES signature say. */
export interface PropertiesStatement {
  readonly signedAt: Date;
  /** Digest of the signing certificate, base64. */
  readonly certificateDigest: string;
}

/** What a signature says. All digests are by the digest of the algorithm. */
export interface SignatureStatement {
  /** `Signature/@Id`, an NCName; the other Ids are made from it. */
  readonly id: string;
  readonly algorithm: SignatureAlgorithm;
  readonly objects: readonly ObjectStatement[];
  /** Left out in a plain XML signature, as SAML has it. */
  readonly properties?: PropertiesStatement;
}

/**
 * `xades:SignedProperties` (ETSI EN 319 132-1 section 5.2): signing time, certificate digest and the media type of each
 * object. `IssuerSerialV2` is optional and left out: a second way to name the certificate is a second thing to check.
 */
export function signedProperties(statement: SignatureStatement, properties: PropertiesStatement): XmlOut {
  const { algorithm, id, objects } = statement;
  return element(
    'xades:SignedProperties',
    { Id: `${id}-properties` },
    element(
      'xades:SignedSignatureProperties',
      {},
      element('xades:SigningTime', {}, properties.signedAt.toISOString().replace('.000Z', 'Z')),
      element(
        'xades:SigningCertificateV2',
        {},
        element('xades:Cert', {}, element('xades:CertDigest', {}, ...digest(algorithm, properties.certificateDigest))),
      ),
    ),
    element(
      'xades:SignedDataObjectProperties',
      {},
      ...objects.map((each) =>
        element(
          'xades:DataObjectFormat',
          { ObjectReference: `#${each.id}` },
          element('xades:MimeType', {}, each.mediaType),
        ),
      ),
    ),
  );
}

/** `ds:SignedInfo`: a reference to each object and, in XAdES, one to the signed properties. */
export function signedInfo(statement: SignatureStatement, propertiesDigest: string | undefined): XmlOut {
  const { algorithm, id, objects } = statement;
  return element(
    'ds:SignedInfo',
    {},
    element('ds:CanonicalizationMethod', { Algorithm: exclusiveC14n }),
    element('ds:SignatureMethod', { Algorithm: signatureMethodOf(algorithm) }),
    ...objects.map(({ id: Id, type: Type, uri: URI, transforms = [], digest: value }) =>
      element('ds:Reference', { Id, Type, URI }, transformList(transforms), ...digest(algorithm, value)),
    ),
    propertiesDigest === undefined
      ? undefined
      : element(
          'ds:Reference',
          { Type: signedPropertiesType, URI: `#${id}-properties` },
          transformList([transform(exclusiveC14n)]),
          ...digest(algorithm, propertiesDigest),
        ),
  );
}

/** What a signature consists of besides its statement. */
export interface SignatureParts {
  readonly info: XmlOut;
  readonly value: Uint8Array;
  /** The signing certificate, DER. */
  readonly certificate: Uint8Array;
  /** `ds:Object` elements with what is signed inside the signature. @default none */
  readonly contents?: readonly XmlOut[];
  readonly properties?: XmlOut;
  /** Tokens of RFC 3161 over {@link signatureValue}. */
  readonly timeStamps?: readonly Uint8Array[];
}

/** The whole `ds:Signature`. */
export function signature(id: string, parts: SignatureParts): XmlOut {
  const { contents = [], properties, timeStamps = [] } = parts;
  const certificate = element('ds:X509Certificate', {}, base64(parts.certificate));
  return element(
    'ds:Signature',
    { Id: id },
    parts.info,
    signatureValue(parts.value),
    element('ds:KeyInfo', {}, element('ds:X509Data', {}, certificate)),
    ...contents,
    properties &&
      element(
        'ds:Object',
        {},
        element('xades:QualifyingProperties', { Target: `#${id}` }, properties, unsignedProperties(timeStamps)),
      ),
  );
}

/** `ds:SignatureValue`, whose canonical octets a time-stamp is over. */
export function signatureValue(value: Uint8Array): XmlOut {
  return element('ds:SignatureValue', {}, base64(value));
}

/** `SignatureTimeStamp` (ETSI EN 319 132-1 section 5.3), each with one token, as baseline level T wants it. */
function unsignedProperties(timeStamps: readonly Uint8Array[]): XmlOut | undefined {
  if (timeStamps.length === 0) return undefined;
  const stamps = timeStamps.map((token) =>
    element(
      'xades:SignatureTimeStamp',
      {},
      element('ds:CanonicalizationMethod', { Algorithm: exclusiveC14n }),
      element('xades:EncapsulatedTimeStamp', {}, base64(token)),
    ),
  );
  return element('xades:UnsignedProperties', {}, element('xades:UnsignedSignatureProperties', {}, ...stamps));
}

/**
 * Octets of a part of the signature. Written on its own, a part declares the namespaces it uses, which is what exclusive
 * canonicalisation makes of it where it stands in the whole signature: so what is digested needs no canonicaliser.
 */
export function octetsOf(part: XmlOut): Buffer {
  return Buffer.from(serialize(part, sealNamespaces), 'utf8');
}

/** A `ds:Transform`. @param inclusivePrefixes - `InclusiveNamespaces/@PrefixList` of exclusive canonicalisation */
export function transform(algorithm: string, inclusivePrefixes: readonly string[] = []): XmlOut {
  const parameters =
    inclusivePrefixes.length === 0
      ? undefined
      : element('ec:InclusiveNamespaces', { PrefixList: inclusivePrefixes.join(' ') });
  return element('ds:Transform', { Algorithm: algorithm }, parameters);
}

function transformList(transforms: readonly XmlOut[]): XmlOut | undefined {
  return transforms.length === 0 ? undefined : element('ds:Transforms', {}, ...transforms);
}

function digest(algorithm: SignatureAlgorithm, value: string): XmlOut[] {
  const method = digestMethodOf(digestOfAlgorithm(algorithm));
  return [element('ds:DigestMethod', { Algorithm: method }), element('ds:DigestValue', {}, value)];
}

function base64(octets: Uint8Array): string {
  return Buffer.from(octets).toString('base64');
}
