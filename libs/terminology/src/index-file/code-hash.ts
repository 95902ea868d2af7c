/**
 * Hash of a code within its system, 32 bits: FNV-1a over the UTF-16 units of the code, begun with the system, then
 * mixed so that the low bits, which choose the slot, depend on all of them. Readers and the writer must agree on it:
 * it is part of the format.
 */
export function hashCode(system: number, code: string): number {
  let hash = (0x811c9dc5 ^ system) >>> 0;
  hash = Math.imul(hash, 0x01000193);
  for (let at = 0; at < code.length; at++) hash = Math.imul(hash ^ code.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Number of slots for so many concepts: a power of two, at most half full, so that a probe always finds an end. */
export function slotCount(concepts: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, concepts) * 2));
}
