import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { readCertificate, type Certificate } from '../certificates/certificate.js';
import {
  bitString,
  boolean,
  fromDer,
  integer,
  integerOfOctets,
  objectIdentifier,
  octetString,
  sequence,
  set,
  tagged,
  time,
  toDer,
  utf8String,
  type Asn1,
} from '../development-ca/der.js';
import { publicKeyInfo, signatureAlgorithm } from '../development-ca/key-pair.js';
import { epoch } from './identities.js';

/*
 * Certificates for specs, good ones by default and wrong in exactly one thing where a spec says so. The development
 * authority cannot make them: it makes good ones only.
 */

/** A certificate with the key of its subject. */
export interface MadeCertificate {
  readonly certificate: Certificate;
  readonly key: KeyObject;
  readonly subject: Asn1;
}

/** What a certificate is to be; all that is not named is as a good authority would have it. */
export interface CertificateOrder {
  /** commonName, or a whole Name. */
  readonly subject?: string | Asn1;
  /** Without one the certificate is signed by its own key. */
  readonly issuer?: MadeCertificate;
  readonly issuerName?: Asn1;
  readonly key?: KeyObject;
  readonly validFrom?: Date;
  readonly validTo?: Date;
  /** Octets of the INTEGER. */
  readonly serialNumber?: Uint8Array;
  /** As encoded: 2 is version 3; undefined leaves the field, and with it the extensions, out. */
  readonly version?: number | 'first';
  /** `authority` with a path length, or a leaf. */
  readonly authority?: boolean | number;
  /** Extensions beside basicConstraints and the key identifiers. */
  readonly extensions?: readonly Asn1[];
  /** In place of basicConstraints as `authority` has it; null leaves it out. */
  readonly basicConstraints?: Asn1 | null;
  /** false leaves it out, octets replace it. */
  readonly subjectKeyIdentifier?: boolean | Uint8Array | Asn1;
  readonly authorityKeyIdentifier?: boolean | Uint8Array | Asn1;
  /** AlgorithmIdentifier inside, and outside where it is to be another one. */
  readonly algorithm?: Asn1;
  readonly outerAlgorithm?: Asn1;
  readonly signWith?: (octets: Buffer, key: KeyObject) => Buffer;
}

/** A P-256 key. */
export function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

/** A Name of one commonName, or of the given attributes from the root down. */
export function nameOf(...attributes: readonly (string | readonly [type: string, value: Asn1])[]): Asn1 {
  return sequence(
    ...attributes.map((attribute) => {
      const [type, value] = typeof attribute === 'string' ? (['2.5.4.3', utf8String(attribute)] as const) : attribute;
      return set(sequence(objectIdentifier(type), value));
    }),
  );
}

/** Extension of RFC 5280 section 4.2. @param value - a value, or the octets of extnValue as they are */
export function extensionOf(type: string, value: Asn1 | Uint8Array, criticality?: 'critical'): Asn1 {
  const octets = value instanceof Uint8Array ? value : toDer(value);
  return sequence(objectIdentifier(type), ...(criticality ? [boolean(true)] : []), octetString(octets));
}

/** keyUsage of the bits by number. */
export function keyUsageOf(...bits: readonly number[]): Asn1 {
  const octet = bits.reduce((sum, bit) => sum | (0x80 >> bit), 0);
  const unused = bits.length === 0 ? 0 : 7 - Math.max(...bits);
  return extensionOf(
    '2.5.29.15',
    bits.length === 0 ? bitString(Buffer.alloc(0)) : bitString(Buffer.of(octet), unused),
    'critical',
  );
}

/** extKeyUsage of the dotted purposes. */
export function extendedKeyUsageOf(purposes: readonly string[], criticality?: 'critical'): Asn1 {
  return extensionOf('2.5.29.37', sequence(...purposes.map(objectIdentifier)), criticality);
}

/** basicConstraints as written. */
export function basicConstraintsOf(
  authority: boolean,
  pathLength?: number,
  criticality: 'critical' | undefined = 'critical',
): Asn1 {
  const content = [...(authority ? [boolean(true)] : []), ...(pathLength === undefined ? [] : [integer(pathLength)])];
  return extensionOf('2.5.29.19', sequence(...content), criticality);
}

/** Bits of keyUsage by number, for {@link keyUsageOf}. */
export const bits = { digitalSignature: 0, nonRepudiation: 1, keyEncipherment: 2, keyCertSign: 5, cRLSign: 6 } as const;

export const day = 24 * 60 * 60 * 1000;

/** Makes and signs a certificate. */
export function make(order: CertificateOrder = {}): MadeCertificate {
  const key = order.key ?? newKey();
  const isAuthority = order.authority !== undefined && order.authority !== false;
  const { subject: wanted = isAuthority ? 'Example authority' : 'Example signer' } = order;
  const subject = typeof wanted === 'string' ? nameOf(wanted) : wanted;
  const signer = order.issuer?.key ?? key;
  const algorithm = order.algorithm ?? signatureAlgorithm(signer);
  const tbs = toDer(
    sequence(
      ...(order.version === 'first' ? [] : [tagged(0, [integer(order.version ?? 2)])]),
      integerOfOctets(order.serialNumber ?? newSerial()),
      algorithm,
      order.issuerName ?? order.issuer?.subject ?? subject,
      sequence(
        time(order.validFrom ?? new Date(epoch.getTime() - day)),
        time(order.validTo ?? new Date(epoch.getTime() + 365 * day)),
      ),
      subject,
      fromDer(publicKeyInfo(key)),
      ...(order.version === 'first' ? [] : [tagged(3, [sequence(...extensionsOf(order, key, signer, isAuthority))])]),
    ),
  );
  const signature = (order.signWith ?? ((octets) => signOctets(octets, signer)))(tbs, signer);
  const der = toDer(sequence(fromDer(tbs), order.outerAlgorithm ?? algorithm, bitString(signature)));
  return { certificate: readCertificate(der), key, subject };
}

function extensionsOf(
  order: CertificateOrder,
  key: KeyObject,
  signer: KeyObject,
  isAuthority: boolean,
): readonly Asn1[] {
  const pathLength = typeof order.authority === 'number' ? order.authority : undefined;
  const constraints =
    order.basicConstraints === undefined ? basicConstraintsOf(isAuthority, pathLength) : order.basicConstraints;
  const usage = isAuthority
    ? keyUsageOf(bits.keyCertSign, bits.cRLSign)
    : keyUsageOf(bits.digitalSignature, bits.nonRepudiation);
  return [
    ...(constraints === null ? [] : [constraints]),
    ...identifier('2.5.29.14', order.subjectKeyIdentifier, (octets) => octetString(octets), keyIdentifier(key)),
    ...identifier(
      '2.5.29.35',
      order.authorityKeyIdentifier,
      (octets) => sequence(tagged(0, octets)),
      keyIdentifier(signer),
    ),
    ...(order.extensions ?? [usage]),
  ];
}

function identifier(
  type: string,
  wanted: boolean | Uint8Array | Asn1 | undefined,
  wrap: (octets: Uint8Array) => Asn1,
  usual: Buffer,
): readonly Asn1[] {
  if (wanted === false) return [];
  if (wanted === undefined || wanted === true) return [extensionOf(type, wrap(usual))];
  return [wanted instanceof Uint8Array ? extensionOf(type, wrap(wanted)) : wanted];
}

/** The key identifier that {@link make} gives to a key. */
export function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha256').update(publicKeyInfo(key)).digest().subarray(0, 20);
}

export function signOctets(octets: Buffer, key: KeyObject): Buffer {
  return sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', octets, { key, dsaEncoding: 'der' });
}

function newSerial(): Buffer {
  const octets = randomBytes(16);
  octets[0] = (octets[0]! & 0x7f) | 0x40;
  return octets;
}
