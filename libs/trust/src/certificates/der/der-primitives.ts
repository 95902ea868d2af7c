import { DerError, tags, type DerNode } from './strict-der.js';

/** BOOLEAN: DER knows 00 and FF only. @throws DerError */
export function booleanOf(node: DerNode): boolean {
  const [octet] = node.content;
  if (node.content.length !== 1 || (octet !== 0x00 && octet !== 0xff)) throw new DerError('a malformed BOOLEAN');
  return octet === 0xff;
}

/** INTEGER as the octets of its shortest two's complement. @throws DerError */
export function integerOctets(node: DerNode): Buffer {
  const { content } = node;
  const [first, second] = content;
  if (first === undefined) throw new DerError('an empty INTEGER');
  if (second !== undefined && ((first === 0x00 && second < 0x80) || (first === 0xff && second >= 0x80)))
    throw new DerError('an INTEGER is not in its shortest form');
  return content;
}

/** INTEGER (or ENUMERATED) that is not negative and below 2^31. @throws DerError */
export function smallNumber(node: DerNode): number {
  const octets = integerOctets(node);
  if (octets.length > 4 || octets.readIntBE(0, octets.length) < 0) throw new DerError('a number out of its range');
  return octets.readIntBE(0, octets.length);
}

/** OBJECT IDENTIFIER in dotted form. @throws DerError */
export function oidOf(node: DerNode): string {
  if (node.tag !== tags.objectIdentifier) throw new DerError('no OBJECT IDENTIFIER where one is expected');
  const { content } = node;
  if (content.length === 0 || content.length > 64) throw new DerError('an OBJECT IDENTIFIER of no or too many octets');
  const arcs: bigint[] = [];
  let arc = 0n;
  let begins = true;
  for (const octet of content) {
    if (begins && octet === 0x80) throw new DerError('an OBJECT IDENTIFIER is not in its shortest form');
    arc = (arc << 7n) | BigInt(octet & 0x7f);
    begins = octet < 0x80;
    if (begins) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  if (!begins) throw new DerError('an OBJECT IDENTIFIER is cut off');
  const [head = 0n, ...rest] = arcs;
  const root = head < 40n ? 0n : head < 80n ? 1n : 2n;
  return [root, head - root * 40n, ...rest].join('.');
}

/** BIT STRING: its octets and how many bits of the last one carry nothing; those must be zero. @throws DerError */
export function bitStringOf(node: DerNode): { readonly octets: Buffer; readonly unusedBits: number } {
  const [unusedBits] = node.content;
  const octets = node.content.subarray(1);
  const last = octets.at(-1);
  if (unusedBits === undefined || unusedBits > 7 || (last === undefined && unusedBits > 0))
    throw new DerError('a malformed BIT STRING');
  if (last !== undefined && (last & ((1 << unusedBits) - 1)) !== 0)
    throw new DerError('unused bits of a BIT STRING are set');
  return { octets, unusedBits };
}

/** BIT STRING of whole octets: a key or a signature. @throws DerError */
export function octetsOfBitString(node: DerNode): Buffer {
  const { octets, unusedBits } = bitStringOf(node);
  if (unusedBits !== 0) throw new DerError('a BIT STRING that is not whole octets');
  return octets;
}

/** Numbers of the bits set in a named-bit list, counted from the left. @throws DerError */
export function namedBits(node: DerNode): ReadonlySet<number> {
  const { octets } = bitStringOf(node);
  const bits = new Set<number>();
  octets.forEach((octet, index) => {
    for (let bit = 0; bit < 8; bit++) if ((octet & (0x80 >> bit)) !== 0) bits.add(index * 8 + bit);
  });
  return bits;
}

const utcTime = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/;
const generalizedTime = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/;

/**
 * Time of RFC 5280 section 4.1.2.5: whole seconds, in UTC; UTCTime for the years up to 2049 and GeneralizedTime from 2050.
 * @throws DerError
 */
export function timeOf(node: DerNode): Date {
  const instant = node.tag === tags.utcTime ? utcTimeOf(node) : generalizedTimeOf(node);
  if (node.tag === tags.generalizedTime && instant.getUTCFullYear() < 2050)
    throw new DerError('GeneralizedTime for a year before 2050');
  return instant;
}

/** GeneralizedTime of any year, whole seconds, in UTC (RFC 6960 section 4.2.2.1). @throws DerError */
export function generalizedTimeOf(node: DerNode): Date {
  const parts = node.tag === tags.generalizedTime ? generalizedTime.exec(node.content.toString('latin1')) : null;
  if (!parts) throw new DerError('a malformed time');
  return instantOf(Number(parts[1]), parts);
}

function utcTimeOf(node: DerNode): Date {
  const parts = utcTime.exec(node.content.toString('latin1'));
  if (!parts) throw new DerError('a malformed time');
  const year = Number(parts[1]);
  return instantOf(year < 50 ? 2000 + year : 1900 + year, parts);
}

/** Builds the instant and refuses what the calendar does not know: Date would turn 31 February into March. */
function instantOf(year: number, parts: RegExpExecArray): Date {
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(2, 7).map(Number);
  const instant = new Date(0);
  instant.setUTCFullYear(year, month - 1, day);
  instant.setUTCHours(hour, minute, second);
  const same =
    instant.getUTCFullYear() === year &&
    instant.getUTCMonth() === month - 1 &&
    instant.getUTCDate() === day &&
    instant.getUTCHours() === hour &&
    instant.getUTCMinutes() === minute &&
    instant.getUTCSeconds() === second;
  if (!same) throw new DerError('a time that no calendar knows');
  return instant;
}
