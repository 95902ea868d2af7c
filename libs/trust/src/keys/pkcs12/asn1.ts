import { PasserelleError } from '@passerelle/kernel';
import forge from 'node-forge';

/** An ASN.1 value as forge reads it. */
export type Asn1 = forge.asn1.Asn1;

const { asn1 } = forge;

/** PSR-3071 with its reason; the text of the cause is kept apart, as it may quote what was read. */
export function unreadable(reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-3071', { reason }, { cause });
}

/** Reads one value; BER is allowed, as some systems write stores with it. @throws PasserelleError PSR-3071 */
export function asn1Of(octets: Uint8Array): Asn1 {
  try {
    return asn1.fromDer(binary(octets), { strict: false, parseAllBytes: true } as never);
  } catch (cause) {
    throw unreadable('it is not whole', cause);
  }
}

/** The values inside a SEQUENCE, SET or explicit tag; none where there is nothing inside. */
export function childrenOf(value: Asn1 | undefined): readonly Asn1[] {
  return Array.isArray(value?.value) ? value.value : [];
}

/** @throws PasserelleError PSR-3071 */
export function oidOf(value: Asn1 | undefined): string {
  if (value?.type !== asn1.Type.OID || typeof value.value !== 'string') throw unreadable('it is not whole');
  return asn1.derToOid(forge.util.createBuffer(value.value));
}

/** A count. @throws PasserelleError PSR-3071 */
export function integerOf(value: Asn1 | undefined): number {
  if (value?.type !== asn1.Type.INTEGER || typeof value.value !== 'string' || value.value.length > 4) {
    throw unreadable('a number in it is not one');
  }
  return asn1.derToInteger(forge.util.createBuffer(value.value));
}

/** An OCTET STRING, also one that BER has written in pieces or under an implicit tag. @throws PasserelleError PSR-3071 */
export function octetsOf(value: Asn1 | undefined): Buffer {
  if (value === undefined) throw unreadable('it is not whole');
  if (typeof value.value === 'string') return Buffer.from(value.value, 'latin1');
  return Buffer.concat(value.value.map(octetsOf));
}

/** The value as octets. */
export function derOf(value: Asn1): Buffer {
  return Buffer.from(asn1.toDer(value).getBytes(), 'latin1');
}

/** Forge keeps octets in strings, one character each. */
export function binary(octets: Uint8Array): string {
  return Buffer.from(octets).toString('latin1');
}
