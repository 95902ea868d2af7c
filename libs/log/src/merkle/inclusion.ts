import { PasserelleError } from '@passerelle/kernel';
import { hashSize, nodeHash } from './hashing.js';
import { subtreeHashes, type NodeStore } from './node-store.js';
import { isCount, splitPoint, type EntryRange } from './subtrees.js';

/** The claim that an inclusion proof supports. */
export interface InclusionClaim {
  /** Zero-based index of the entry. */
  readonly index: number;
  /** Number of entries of the tree. */
  readonly size: number;
  /** Leaf hash of the entry, 32 octets. */
  readonly leaf: Buffer;
  /** Root of the tree, 32 octets. */
  readonly root: Buffer;
}

/**
 * Audit path of an entry, RFC 6962 section 2.1.1: hashes from the leaf's sibling upwards.
 * @throws PSR-6003 when the tree of that size has no such index
 */
export async function inclusionProof(store: NodeStore, index: number, size: number): Promise<Buffer[]> {
  if (!isCount(index) || !isCount(size) || index >= size) throw new PasserelleError('PSR-6003', { index, size });
  const siblings: EntryRange[] = [];
  for (let start = 0, end = size; end - start > 1;) {
    const middle = start + splitPoint(end - start);
    if (index < middle) {
      siblings.push({ start: middle, end });
      end = middle;
    } else {
      siblings.push({ start, end: middle });
      start = middle;
    }
  }
  return subtreeHashes(store, siblings.reverse());
}

/**
 * Verifies an inclusion proof by RFC 9162 section 2.1.3.2, which names every place where a proof that is too long, too
 * short or for another index must fail.
 * @param proof - hashes from the leaf's sibling upwards
 * @throws PSR-6001 when the proof does not lead from the leaf to the root
 */
export function verifyInclusion({ index, size, leaf, root }: InclusionClaim, proof: readonly Buffer[]): void {
  if (!isCount(index) || !isCount(size) || index >= size) throw refused('the index lies outside the tree', index, size);
  if ([leaf, root, ...proof].some((hash) => hash.length !== hashSize))
    throw refused('a hash is not 32 octets', index, size);
  let hash = leaf;
  let node = index;
  let last = size - 1;
  for (const sibling of proof) {
    if (last === 0) throw refused('the inclusion proof is too long', index, size);
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      // A last node without right sibling rises unchanged until it is a right child; no proof hash stands for that.
      for (; node % 2 === 0 && node !== 0; node /= 2) last = Math.floor(last / 2);
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  if (last !== 0) throw refused('the inclusion proof is too short', index, size);
  if (!hash.equals(root)) throw refused('the inclusion proof does not lead to the root', index, size);
}

function refused(reason: string, index: number, size: number): PasserelleError {
  return new PasserelleError('PSR-6001', { reason, index, size });
}
