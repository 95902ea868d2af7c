import forge from 'node-forge';

/*
 * The few DER types (ITU-T X.690) that certificates, requests and PKCS#12 are made of, over forge's ASN.1 encoder. Forge's
 * own certificate functions are not used: they hold RSA public keys only, and the leaf keys here are on P-256.
 */

const { asn1 } = forge;
const { Class, Type } = asn1;

/** An ASN.1 value that can be put into another one. */
export type Asn1 = forge.asn1.Asn1;

export function sequence(...parts: readonly Asn1[]): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, [...parts]);
}

export function set(...parts: readonly Asn1[]): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.SET, true, [...parts]);
}

/** A context tag `[number]`: explicit around other values, or implicit over octets. */
export function tagged(number: number, content: readonly Asn1[] | Uint8Array): Asn1 {
  const implicit = content instanceof Uint8Array;
  return asn1.create(Class.CONTEXT_SPECIFIC, number, !implicit, implicit ? binary(content) : [...content]);
}

/** @param dotted - object identifier, such as `2.5.29.15` */
export function objectIdentifier(dotted: string): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(dotted).getBytes());
}

export function integer(value: number): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.INTEGER, false, asn1.integerToDer(value).getBytes());
}

/** @param octets - big-endian two's complement, already minimal */
export function integerOfOctets(octets: Uint8Array): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.INTEGER, false, binary(octets));
}

export function boolean(value: boolean): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.BOOLEAN, false, value ? '\u00ff' : '\u0000');
}

export function nothing(): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.NULL, false, '');
}

export function octetString(octets: Uint8Array): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, binary(octets));
}

/** @param unusedBits - bits of the last octet that carry nothing */
export function bitString(octets: Uint8Array, unusedBits = 0): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.BITSTRING, false, String.fromCharCode(unusedBits) + binary(octets));
}

export function printableString(text: string): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.PRINTABLESTRING, false, text);
}

export function utf8String(text: string): Asn1 {
  return asn1.create(Class.UNIVERSAL, Type.UTF8, false, binary(Buffer.from(text, 'utf8')));
}

/** Time as RFC 5280 section 4.1.2.5 wants it: UTCTime through 2049, GeneralizedTime from 2050, whole seconds, UTC. */
export function time(instant: Date): Asn1 {
  return instant.getUTCFullYear() < 2050
    ? asn1.create(Class.UNIVERSAL, Type.UTCTIME, false, asn1.dateToUtcTime(instant))
    : asn1.create(Class.UNIVERSAL, Type.GENERALIZEDTIME, false, asn1.dateToGeneralizedTime(instant));
}

/** GeneralizedTime as RFC 3161 section 2.4.2 wants it: UTC, milliseconds only where there are some, no trailing zeros. */
export function generalizedTime(instant: Date): Asn1 {
  const [, digits = '', fraction = ''] = /^(.{14})(\d{3})Z$/.exec(instant.toISOString().replace(/[-T:.]/g, '')) ?? [];
  const decimals = fraction.replace(/0+$/, '');
  return asn1.create(Class.UNIVERSAL, Type.GENERALIZEDTIME, false, `${digits}${decimals && `.${decimals}`}Z`);
}

export function toDer(value: Asn1): Buffer {
  return Buffer.from(asn1.toDer(value).getBytes(), 'latin1');
}

/** Reads DER made elsewhere, such as a SubjectPublicKeyInfo of node:crypto, so that it can be put into a larger value. */
export function fromDer(der: Uint8Array): Asn1 {
  return asn1.fromDer(binary(der));
}

/** Tells whether the octets are one complete DER value: a file cut off half-way is not. */
export function isWholeDer(octets: Uint8Array): boolean {
  try {
    fromDer(octets);
    return true;
  } catch {
    // Forge throws for whatever is too short, too long or malformed; either way the file is to be made again.
    return false;
  }
}

/** PEM text of RFC 7468. */
export function toPem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** Forge keeps octets in strings, one character each. */
function binary(octets: Uint8Array): string {
  return Buffer.from(octets).toString('latin1');
}
