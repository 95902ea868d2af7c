import { oidOf } from '../certificates/der/der-primitives.js';
import { contextTag, derOf, DerWalk, membersOf, tags, type DerNode } from '../certificates/der/strict-der.js';
import { readAlgorithm, type AlgorithmIdentifier } from '../certificates/fields/x509-fields.js';
import { definiteLengths } from './definite-lengths.js';
import { readingToken, requireToken } from './reading.js';

/** OBJECT IDENTIFIERs of CMS (RFC 5652 section 5.1) and of RFC 3161 section 2.4.2. */
export const signedDataType = '1.2.840.113549.1.7.2';
export const timeStampInfoType = '1.2.840.113549.1.9.16.1.4';

/** What a time-stamp token consists of: CMS SignedData with one signer. */
export interface SignedData {
  /** TSTInfo, DER: the octets that `messageDigest` is over. */
  readonly content: Buffer;
  /** Certificates that travel with the token, DER: hints. */
  readonly certificates: readonly Buffer[];
  readonly signer: SignerInfo;
}

/** SignerInfo (RFC 5652 section 5.3), as far as a time-stamp needs it. */
export interface SignerInfo {
  /** Both as they stand; undefined when the signer is named by its key identifier. */
  readonly issuerAndSerial: { readonly issuer: Buffer; readonly serial: Buffer } | undefined;
  readonly digestAlgorithm: AlgorithmIdentifier;
  /** The signed attributes by type; each has exactly one value. */
  readonly attributes: ReadonlyMap<string, DerNode>;
  /** The octets the signature is over: the attributes as they stand, under the tag of a SET (section 5.4). */
  readonly signedOctets: Buffer;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Buffer;
}

/**
 * Takes a time-stamp token apart. It must hold one SignerInfo, because RFC 3161 section 2.4.2 allows only the signature
 * of the authority.
 * @throws PasserelleError PSR-3020 when it is not such a token
 */
export function readSignedData(token: Uint8Array): SignedData {
  const octets = definiteLengths(Buffer.from(token.buffer, token.byteOffset, token.length));
  requireToken(octets !== undefined, 'it is not one value of BER');
  return readingToken(() => {
    const outer = new DerWalk(derOf(octets, tags.sequence).content);
    requireToken(oidOf(outer.next()) === signedDataType, 'it is no CMS SignedData');
    const data = outer.into(contextTag(0)).into();
    data.next(tags.integer);
    data.next(tags.set);
    const content = readContent(data.into());
    const certificates = data.optional(contextTag(0));
    data.optional(contextTag(1));
    const [signer, ...others] = membersOf(data.next(tags.set));
    data.end();
    requireToken(signer !== undefined && others.length === 0, 'it has not exactly one signer');
    return { content, certificates: certificatesIn(certificates), signer: readSigner(new DerWalk(signer.content)) };
  });
}

function readContent(info: DerWalk): Buffer {
  requireToken(oidOf(info.next()) === timeStampInfoType, 'its content is no TSTInfo');
  return info.into(contextTag(0)).next(tags.octetString).content;
}

/** Attribute certificates stand there under tags of their own and are not looked at. */
function certificatesIn(set: DerNode | undefined): readonly Buffer[] {
  if (set === undefined) return [];
  return membersOf(set).flatMap(({ tag, octets }) => (tag === tags.sequence ? [octets] : []));
}

function readSigner(signer: DerWalk): SignerInfo {
  signer.next(tags.integer);
  const named = signer.optional(tags.sequence);
  if (named === undefined) signer.next(contextTag(0, 'primitive'));
  const digestAlgorithm = readAlgorithm(signer.next());
  const signed = signer.next(contextTag(0));
  const signatureAlgorithm = readAlgorithm(signer.next());
  const signature = signer.next(tags.octetString).content;
  signer.optional(contextTag(1));
  signer.end();
  const [issuer, serial] = named === undefined ? [] : membersOf(named);
  return {
    issuerAndSerial: issuer && serial && { issuer: issuer.octets, serial: serial.octets },
    digestAlgorithm,
    attributes: readAttributes(signed),
    signedOctets: Buffer.concat([Buffer.of(tags.set), signed.octets.subarray(1)]),
    signatureAlgorithm,
    signature,
  };
}

/** RFC 5652 section 11 allows each of the attributes that matter once, with one value; so has every other. */
function readAttributes(signed: DerNode): ReadonlyMap<string, DerNode> {
  const attributes = new Map<string, DerNode>();
  for (const attribute of membersOf(signed)) {
    const walk = new DerWalk(derOf(attribute.octets, tags.sequence).content);
    const type = oidOf(walk.next());
    const [value, ...others] = membersOf(walk.next(tags.set));
    walk.end();
    const single = value !== undefined && others.length === 0 && !attributes.has(type);
    requireToken(single, 'a signed attribute is not there exactly once with one value');
    attributes.set(type, value);
  }
  return attributes;
}
