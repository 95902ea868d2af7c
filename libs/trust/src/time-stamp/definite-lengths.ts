/** Values inside values that are followed; a token has some ten, and the limit keeps a hostile one off the stack. */
const deepest = 32;
const octetString = 0x04;
const constructed = 0x20;

/**
 * Writes values of BER (ITU-T X.690 section 8.1.3.6) that have no length of their own with one, and octet strings in
 * pieces as one, as DER has it: authorities send both. Every value without such a thing inside comes back octet for
 * octet, so that what was signed as DER is not written anew.
 * @returns undefined when the octets are not exactly one value
 */
export function definiteLengths(octets: Buffer): Buffer | undefined {
  const whole = readValue(octets, 0, deepest);
  return whole?.end === octets.length ? whole.octets : undefined;
}

interface Read {
  readonly tag: number;
  readonly octets: Buffer;
  readonly content: Buffer;
  /** Where the next value begins in what was read. */
  readonly end: number;
  /** Whether `octets` are others than were read. */
  readonly rewritten: boolean;
}

function readValue(source: Buffer, at: number, depth: number): Read | undefined {
  const tag = source[at];
  const first = source[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || depth === 0) return undefined;
  const indefinite = first === 0x80;
  const lengthOctets = first < 0x80 || indefinite ? 0 : first & 0x7f;
  const start = at + 2 + lengthOctets;
  if (lengthOctets > 4 || start > source.length) return undefined;
  const length = lengthOctets === 0 ? first : source.readUIntBE(at + 2, lengthOctets);
  const limit = indefinite ? source.length : start + length;
  if (limit > source.length) return undefined;

  const asItStands = { tag, octets: source.subarray(at, limit), content: source.subarray(start, limit), end: limit };
  if ((tag & constructed) === 0) return indefinite ? undefined : { ...asItStands, rewritten: false };
  const inside = readInside(source, start, limit, indefinite, depth);
  if (inside === undefined) return undefined;
  if (tag === (octetString | constructed)) {
    if (inside.values.some((each) => each.tag !== octetString)) return undefined;
    return written(octetString, Buffer.concat(inside.values.map((each) => each.content)), inside.end);
  }
  if (!indefinite && !inside.values.some((each) => each.rewritten)) return { ...asItStands, rewritten: false };
  return written(tag, Buffer.concat(inside.values.map((each) => each.octets)), inside.end);
}

/** The values up to a known end, or up to the two zero octets that close a value without a length. */
function readInside(source: Buffer, start: number, limit: number, indefinite: boolean, depth: number) {
  const values: Read[] = [];
  let at = start;
  while (at < limit) {
    if (indefinite && source[at] === 0 && source[at + 1] === 0) return { values, end: at + 2 };
    const value = readValue(source, at, depth - 1);
    if (value === undefined || value.end > limit) return undefined;
    values.push(value);
    at = value.end;
  }
  return indefinite ? undefined : { values, end: at };
}

function written(tag: number, content: Buffer, end: number): Read {
  const { length } = content;
  const hex = length.toString(16);
  const long = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const head = length < 0x80 ? Buffer.of(tag, length) : Buffer.concat([Buffer.of(tag, 0x80 | long.length), long]);
  return { tag, content, octets: Buffer.concat([head, content]), end, rewritten: true };
}
