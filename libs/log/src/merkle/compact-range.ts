import { PasserelleError } from '@passerelle/kernel';
import { emptyRoot, hashSize, nodeHash } from './hashing.js';
import { completeSubtrees, isCount, type NodeCoordinate } from './subtrees.js';

/** Told of every complete subtree of two or more entries, at the moment the appended leaf completes it. */
export type NodeSink = (node: NodeCoordinate & { readonly hash: Buffer }) => void;

/**
 * The frontier of a growing tree: the roots of the complete subtrees its entries fall into, one for every binary
 * digit 1 of the size. It is all that is needed to append and to know the root, at most 53 hashes for any log, so a
 * database row can carry the state of the whole tree.
 */
export class CompactRange {
  /** Roots of the complete subtrees, from left (largest) to right. */
  private readonly roots: Buffer[];
  private entries: number;

  private constructor(entries: number, roots: Buffer[]) {
    this.entries = entries;
    this.roots = roots;
  }

  /** The frontier of the tree without entries. */
  static empty(): CompactRange {
    return new CompactRange(0, []);
  }

  /**
   * Reads what `encode` wrote.
   * @param size - number of entries of the tree
   * @param octets - the hashes, 32 octets each, left to right
   * @throws PSR-6001 when the octets cannot be the frontier of a tree of that size
   */
  static decode(size: number, octets: Uint8Array): CompactRange {
    const expected = isCount(size) ? completeSubtrees({ start: 0, end: size }).length * hashSize : -1;
    if (octets.length !== expected) {
      throw new PasserelleError('PSR-6001', { reason: 'the stored frontier does not belong to its size', size });
    }
    const roots: Buffer[] = [];
    for (let at = 0; at < octets.length; at += hashSize) roots.push(Buffer.from(octets.subarray(at, at + hashSize)));
    return new CompactRange(size, roots);
  }

  /** Number of entries appended so far. */
  get size(): number {
    return this.entries;
  }

  /**
   * Appends one leaf.
   * @param leaf - its hash, 32 octets
   * @param sink - told of the complete subtrees that arise, from level 1 upwards; the leaf itself is not repeated
   */
  append(leaf: Buffer, sink?: NodeSink): void {
    let hash = leaf;
    let level = 0;
    // Like the carries of a binary counter: every trailing 1 of the size is a subtree that now gets its right half.
    for (let index = this.entries; index % 2 === 1;) {
      hash = nodeHash(this.roots.pop()!, hash);
      level += 1;
      index = (index - 1) / 2;
      sink?.({ level, index, hash });
    }
    this.roots.push(hash);
    this.entries += 1;
  }

  /** Root hash of the tree at its present size, RFC 6962 section 2.1. */
  root(): Buffer {
    return joinSubtrees(this.roots);
  }

  /** The hashes of the frontier in one run of octets, for a database column; `decode` reads it with the size. */
  encode(): Buffer {
    return Buffer.concat(this.roots);
  }
}

/** Hash over neighbouring complete subtrees, given left to right, largest first: RFC 6962 joins them from the right. */
export function joinSubtrees(hashes: readonly Buffer[]): Buffer {
  return hashes.length === 0 ? emptyRoot : hashes.reduceRight((right, left) => nodeHash(left, right));
}

/** Root of the tree over the given leaf hashes, in order. */
export function rootOf(leafHashes: Iterable<Buffer>): Buffer {
  const range = CompactRange.empty();
  for (const leaf of leafHashes) range.append(leaf);
  return range.root();
}
