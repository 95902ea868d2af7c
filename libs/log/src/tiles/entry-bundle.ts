import { assertEntrySize } from '../entry/encoding.js';

/** Octets of the length in front of every entry of a bundle. */
const lengthSize = 2;

/**
 * An entry bundle of C2SP tlog-tiles: every entry after its length as a big-endian 16-bit number.
 * @param entries - the octets of up to 256 entries, in order
 * @throws PSR-6005 when one is longer than 65 535 octets
 */
export function entryBundle(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      assertEntrySize(entry);
      const length = Buffer.alloc(lengthSize);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}
