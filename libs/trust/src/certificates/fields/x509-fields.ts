import { integerOctets, octetsOfBitString, oidOf, smallNumber, timeOf } from '../der/der-primitives.js';
import { contextTag, DerError, derOf, DerWalk, tags, type DerNode } from '../der/strict-der.js';
import { readName, type DistinguishedName } from './distinguished-name.js';
import {
  readAuthorityKeyIdentifier,
  readBasicConstraints,
  readCertificatePolicies,
  readExtendedKeyUsage,
  readInhibitAnyPolicy,
  readKeyUsage,
  readPolicyConstraints,
  readPolicyMappings,
  type BasicConstraints,
  type KeyUsageBit,
  type PolicyConstraints,
} from './extension-values.js';
import { readExtensions, type Extension, type Extensions } from './extensions.js';
import { readGeneralNames, type GeneralName } from './general-name.js';
import { readNameConstraints, type NameConstraints } from './name-constraints-value.js';
import { extensionIds } from './object-identifiers.js';

/** AlgorithmIdentifier of RFC 5280 section 4.1.1.2. */
export interface AlgorithmIdentifier {
  /** Dotted object identifier. */
  readonly id: string;
  /** The parameters as they stood, undefined when there are none. */
  readonly parameters?: DerNode;
  /** The whole of it. */
  readonly octets: Buffer;
}

/** A signed structure: `tbs`, algorithm and signature, the form of certificates, lists and basic OCSP responses. */
export interface SignedStructure {
  /** The octets that are signed. */
  readonly signed: Buffer;
  readonly algorithm: AlgorithmIdentifier;
  readonly signature: Buffer;
}

/** What a certificate says, read strictly from its DER; node:crypto shows only some of it, and reads leniently. */
export interface X509Fields extends SignedStructure {
  /** 1, 2 or 3. */
  readonly version: number;
  /** Shortest two's complement, as it stood. */
  readonly serialNumber: Buffer;
  readonly issuer: DistinguishedName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly subject: DistinguishedName;
  /** SubjectPublicKeyInfo: algorithm, the octets of the key, and the whole. */
  readonly key: { readonly algorithm: AlgorithmIdentifier; readonly bits: Buffer; readonly octets: Buffer };
  readonly extensions: Extensions;
  readonly basicConstraints?: BasicConstraints;
  readonly keyUsage?: ReadonlySet<KeyUsageBit>;
  readonly extendedKeyUsage?: ReadonlySet<string>;
  readonly subjectAltName?: readonly GeneralName[];
  readonly nameConstraints?: NameConstraints;
  readonly policies?: ReadonlySet<string>;
  readonly policyMappings?: readonly (readonly [issuer: string, subject: string])[];
  readonly policyConstraints?: PolicyConstraints;
  readonly inhibitAnyPolicy?: number;
  readonly subjectKeyIdentifier?: Buffer;
  /** keyIdentifier of authorityKeyIdentifier. */
  readonly authorityKeyIdentifier?: Buffer;
}

/** Reads an AlgorithmIdentifier. @throws DerError */
export function readAlgorithm(node: DerNode): AlgorithmIdentifier {
  const walk = new DerWalk(derOf(node.octets, tags.sequence).content);
  const id = oidOf(walk.next());
  const parameters = walk.done ? undefined : walk.next();
  walk.end();
  return { id, ...(parameters && { parameters }), octets: node.octets };
}

/** A signed structure, with its body and what stands behind its signature still to be read. */
export interface OpenedStructure extends SignedStructure {
  readonly body: DerWalk;
  readonly rest: DerWalk;
}

/** Splits a signed structure. @throws DerError */
export function openSigned(octets: Buffer): OpenedStructure {
  const rest = new DerWalk(derOf(octets, tags.sequence).content);
  const body = rest.next(tags.sequence);
  const algorithm = readAlgorithm(rest.next());
  const signature = octetsOfBitString(rest.next(tags.bitString));
  return { signed: body.octets, algorithm, signature, body: new DerWalk(body.content), rest };
}

/**
 * Reads a certificate of RFC 5280 section 4.1.
 * @param der - the octets of the certificate
 * @throws DerError when it has another form, is no DER, or has an extension that cannot be read
 */
export function readX509(der: Buffer): X509Fields {
  const { body, rest, ...signed } = openSigned(der);
  rest.end();
  const version = versionOf(body);
  const serialNumber = integerOctets(body.next(tags.integer));
  // Section 4.1.2.3: inside and outside must be the same, or only the outside could be exchanged.
  if (!body.next().octets.equals(signed.algorithm.octets)) throw new DerError('two different signature algorithms');
  const issuer = readName(body.next());
  const validity = body.into();
  const [notBefore, notAfter] = [timeOf(validity.next()), timeOf(validity.next())];
  validity.end();
  const subject = readName(body.next());
  const key = readPublicKey(body.next());
  // Unique identifiers are of version 2 and used by nobody; RFC 5280 asks to read over them.
  if (version > 1) for (const number of [1, 2]) body.optional(contextTag(number, 'primitive'));
  const wrapped = version === 3 ? body.optional(contextTag(3)) : undefined;
  body.end();
  const extensions: Extensions =
    wrapped === undefined ? new Map<string, Extension>() : readExtensions(derOf(wrapped.content, tags.sequence));
  const frame = { ...signed, version, serialNumber, issuer, notBefore, notAfter, subject, key, extensions };
  return { ...frame, ...readKnownExtensions(extensions) };
}

function versionOf(body: DerWalk): number {
  const wrapped = body.optional(contextTag(0));
  if (wrapped === undefined) return 1;
  const version = smallNumber(derOf(wrapped.content, tags.integer)) + 1;
  if (version !== 2 && version !== 3) throw new DerError('an unknown version');
  return version;
}

function readPublicKey(node: DerNode): X509Fields['key'] {
  const walk = new DerWalk(derOf(node.octets, tags.sequence).content);
  const algorithm = readAlgorithm(walk.next());
  const bits = octetsOfBitString(walk.next(tags.bitString));
  walk.end();
  return { algorithm, bits, octets: node.octets };
}

function readKnownExtensions(extensions: Extensions): Partial<X509Fields> {
  const known = <Value>(id: string, read: (value: Buffer) => Value): Value | undefined => {
    const extension = extensions.get(id);
    return extension && read(extension.value);
  };
  const found = {
    basicConstraints: known(extensionIds.basicConstraints, readBasicConstraints),
    keyUsage: known(extensionIds.keyUsage, readKeyUsage),
    extendedKeyUsage: known(extensionIds.extendedKeyUsage, readExtendedKeyUsage),
    subjectAltName: known(extensionIds.subjectAltName, (value) => readGeneralNames(derOf(value, tags.sequence))),
    nameConstraints: known(extensionIds.nameConstraints, readNameConstraints),
    policies: known(extensionIds.certificatePolicies, readCertificatePolicies),
    policyMappings: known(extensionIds.policyMappings, readPolicyMappings),
    policyConstraints: known(extensionIds.policyConstraints, readPolicyConstraints),
    inhibitAnyPolicy: known(extensionIds.inhibitAnyPolicy, readInhibitAnyPolicy),
    subjectKeyIdentifier: known(extensionIds.subjectKeyIdentifier, (value) => derOf(value, tags.octetString).content),
    authorityKeyIdentifier: known(extensionIds.authorityKeyIdentifier, readAuthorityKeyIdentifier),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Partial<X509Fields>;
}
