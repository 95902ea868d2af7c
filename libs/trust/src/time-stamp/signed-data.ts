import { derMembers, derValues, type DerValue } from '../certificates/der-values.js';
import { definiteLengths } from './definite-lengths.js';
import { tags, typeOf } from './der-tags.js';
import { requireToken } from './refusal.js';

/** OBJECT IDENTIFIERs of CMS (RFC 5652 sections 5.1 and 11) and of RFC 3161 section 2.4.2. */
const signedDataType = '1.2.840.113549.1.7.2';
const timeStampInfoType = '1.2.840.113549.1.9.16.1.4';

/** An algorithm and its parameters as they stand, undefined when there are none. */
export interface AlgorithmIdentifier {
  readonly type: string;
  readonly parameters: DerValue | undefined;
}

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
  /** The signed attributes by type; each has exactly one value, as it stands. */
  readonly attributes: ReadonlyMap<string, DerValue>;
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
  const octets = definiteLengths(Buffer.from(token));
  const [type, wrapped] = (octets && derMembers(octets)) ?? [];
  requireToken(typeOf(type) === signedDataType, 'it is no CMS SignedData');
  const [data] = inside(wrapped, tags.context0);
  const parts = inside(data, tags.sequence);
  const [contentType, content] = inside(parts[2], tags.sequence);
  requireToken(typeOf(contentType) === timeStampInfoType, 'its content is no TSTInfo');
  const [info] = inside(content, tags.context0);
  requireToken(info?.tag === tags.octetString, 'its content is missing');

  const rest = parts.slice(3);
  const certificates = rest[0]?.tag === tags.context0 ? inside(rest.shift(), tags.context0) : [];
  if (rest[0]?.tag === tags.context1) rest.shift();
  const [signer, ...others] = inside(rest[0], tags.set);
  requireToken(rest.length === 1 && signer !== undefined && others.length === 0, 'it has not exactly one signer');
  return {
    content: info.content,
    // Attribute certificates stand there under tags of their own and are not looked at.
    certificates: certificates.filter(({ tag }) => tag === tags.sequence).map((each) => each.octets),
    signer: readSigner(signer),
  };
}

function readSigner(signer: DerValue): SignerInfo {
  const [, identifier, digest, signed, algorithm, signature] = inside(signer, tags.sequence);
  requireToken(identifier !== undefined, 'its signer is not named');
  requireToken(signed?.tag === tags.context0, 'it has no signed attributes');
  requireToken(signature?.tag === tags.octetString, 'it has no signature');
  const [issuer, serial] = identifier.tag === tags.sequence ? inside(identifier, tags.sequence) : [];
  return {
    issuerAndSerial: issuer && serial && { issuer: issuer.octets, serial: serial.octets },
    digestAlgorithm: readAlgorithm(digest),
    attributes: readAttributes(signed),
    signedOctets: Buffer.concat([Buffer.of(tags.set), signed.octets.subarray(1)]),
    signatureAlgorithm: readAlgorithm(algorithm),
    signature: signature.content,
  };
}

/** Attributes by type; RFC 5652 section 11 allows each of those that matter once, with one value. */
function readAttributes(signed: DerValue): ReadonlyMap<string, DerValue> {
  const attributes = new Map<string, DerValue>();
  for (const attribute of inside(signed, tags.context0)) {
    const [name, values] = inside(attribute, tags.sequence);
    const type = typeOf(name);
    const [value, ...others] = inside(values, tags.set);
    const single = type !== undefined && value !== undefined && others.length === 0 && !attributes.has(type);
    requireToken(single, 'a signed attribute is not there exactly once with one value');
    attributes.set(type, value);
  }
  return attributes;
}

/** @throws PasserelleError PSR-3020 when it is not an AlgorithmIdentifier (RFC 5280 section 4.1.1.2) */
export function readAlgorithm(value: DerValue | undefined): AlgorithmIdentifier {
  const [name, parameters] = inside(value, tags.sequence);
  const type = typeOf(name);
  requireToken(type !== undefined, 'an algorithm is not named');
  return { type, parameters: parameters?.tag === tags.null ? undefined : parameters };
}

/**
 * The values inside one of a certain tag.
 * @throws PasserelleError PSR-3020 when it is missing, another, or holds something else
 */
export function inside(value: DerValue | undefined, tag: number): DerValue[] {
  const values = value?.tag === tag ? derValues(value.content) : undefined;
  requireToken(values !== undefined, 'its structure is not that of RFC 3161');
  return [...values];
}
