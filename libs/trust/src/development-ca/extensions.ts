import { createHash, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import {
  bitString,
  boolean,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  tagged,
  toDer,
  type Asn1,
} from './der.js';
import { publicKeyInfo } from './key-pair.js';

/** Bits of keyUsage (RFC 5280 section 4.2.1.3) that are used here, by their number. */
const keyUsageBits = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyEncipherment: 2,
  keyCertSign: 5,
  cRLSign: 6,
} as const;
export type KeyUsage = keyof typeof keyUsageBits;

const purposes = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const;
export type ExtendedKeyUsage = keyof typeof purposes;

/** basicConstraints, section 4.2.1.9. An authority here signs leaves only, hence path length 0. */
export function basicConstraints(authority: boolean): Asn1 {
  // DER leaves a default value out, so a leaf has the empty sequence and not `cA FALSE`.
  return extension('2.5.29.19', sequence(...(authority ? [boolean(true), integer(0)] : [])), 'critical');
}

/** keyUsage, section 4.2.1.3: a named-bit list, whose trailing zero bits DER cuts off. */
export function keyUsage(usages: readonly KeyUsage[]): Asn1 {
  const numbers = usages.map((usage): number => keyUsageBits[usage]);
  const bits = numbers.reduce((octet, number) => octet | (0x80 >> number), 0);
  return extension('2.5.29.15', bitString(Buffer.of(bits), 7 - Math.max(...numbers)), 'critical');
}

/** extKeyUsage, section 4.2.1.12. */
export function extendedKeyUsage(usages: readonly ExtendedKeyUsage[], criticality?: 'critical'): Asn1 {
  const value = sequence(...usages.map((usage) => objectIdentifier(purposes[usage])));
  return extension('2.5.29.37', value, criticality);
}

/** subjectAltName, section 4.2.1.6: what looks like an address becomes an iPAddress, everything else a dNSName. */
export function subjectAlternativeName(names: readonly string[]): Asn1 {
  const general = names.map((name) => {
    const address = bytesFromIP(name);
    return address === null ? tagged(2, Buffer.from(name, 'ascii')) : tagged(7, Buffer.from(address, 'latin1'));
  });
  return extension('2.5.29.17', sequence(...general));
}

/** Forge has this function, its type declarations do not: the octets of an IPv4 or IPv6 address, null for anything else. */
const { bytesFromIP } = forge.util as unknown as { bytesFromIP(text: string): string | null };

/** subjectKeyIdentifier, section 4.2.1.2. */
export function subjectKeyIdentifier(key: KeyObject): Asn1 {
  return extension('2.5.29.14', octetString(keyIdentifier(key)));
}

/** authorityKeyIdentifier, section 4.2.1.1, of the key that signs. */
export function authorityKeyIdentifier(issuerKey: KeyObject): Asn1 {
  return extension('2.5.29.35', sequence(tagged(0, keyIdentifier(issuerKey))));
}

/** RFC 7093 section 2 method 1: 160 bits of SHA-256 over the public key. It need only be the same in issuer and leaf. */
function keyIdentifier(key: KeyObject): Buffer {
  return createHash('sha256').update(publicKeyInfo(key)).digest().subarray(0, 20);
}

/** Extension, section 4.1: `critical` is a default FALSE and so written only when true. */
function extension(type: string, value: Asn1, criticality?: 'critical'): Asn1 {
  return sequence(objectIdentifier(type), ...(criticality ? [boolean(true)] : []), octetString(toDer(value)));
}
