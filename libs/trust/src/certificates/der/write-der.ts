import { tags } from './strict-der.js';

/** One DER value: a tag, its length in the shortest form, and the parts one after the other. */
export function derValue(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  if (content.length < 0x80) return Buffer.concat([Buffer.of(tag, content.length), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const shortest = length.subarray(length.findIndex((octet) => octet !== 0));
  return Buffer.concat([Buffer.of(tag, 0x80 | shortest.length), shortest, content]);
}

/** SEQUENCE of encoded values. */
export function derSequence(...parts: readonly Uint8Array[]): Buffer {
  return derValue(tags.sequence, ...parts);
}

/** OBJECT IDENTIFIER, from its dotted form. */
export function derOid(dotted: string): Buffer {
  const [root = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  return derValue(tags.objectIdentifier, ...[root * 40n + second, ...rest].map(arcOctets));
}

/** An arc in base 128, the highest bit set on all octets but the last. */
function arcOctets(arc: bigint): Buffer {
  const octets = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) octets.unshift(Number(rest & 0x7fn) | 0x80);
  return Buffer.from(octets);
}
