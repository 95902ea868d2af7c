/**
 * Where the hashes of the tree are. Level 0 holds the leaf hashes; the node (level, index) is the root of the complete
 * subtree over the entries index * 2^level up to, not including, (index + 1) * 2^level. Only complete subtrees have
 * coordinates: they never change again once they exist.
 */
export interface NodeCoordinate {
  readonly level: number;
  readonly index: number;
}

/** A run of entries, `start` included, `end` not. */
export interface EntryRange {
  readonly start: number;
  readonly end: number;
}

/** The largest power of two that is below n, for n of at least 2: where RFC 6962 splits a tree of n entries. */
export function splitPoint(n: number): number {
  return 2 ** (bitLength(n - 1) - 1);
}

/**
 * The complete subtrees that a range consists of, from left to right, largest first.
 * @param range - a range that occurs as a subtree in RFC 6962's recursion, so that its start is aligned to its size
 */
export function completeSubtrees({ start, end }: EntryRange): NodeCoordinate[] {
  const subtrees: NodeCoordinate[] = [];
  for (let from = start; from < end;) {
    const level = bitLength(end - from) - 1;
    const width = 2 ** level;
    subtrees.push({ level, index: from / width });
    from += width;
  }
  return subtrees;
}

/** Whether a number is a size or an index a tree may have: whole, not negative, and exact in a double. */
export function isCount(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

/** Number of binary digits of n. Math.log2 is not used: it rounds up just below large powers of two. */
function bitLength(n: number): number {
  const high = Math.floor(n / 2 ** 32);
  return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(n);
}
