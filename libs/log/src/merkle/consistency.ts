import { PasserelleError } from '@passerelle/kernel';
import { hashSize, nodeHash } from './hashing.js';
import { subtreeHashes, type NodeStore } from './node-store.js';
import { isCount, splitPoint, type EntryRange } from './subtrees.js';

/** A tree head: how many entries, and the root over them (32 octets). */
export interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
}

/**
 * Consistency proof between two sizes of one tree, RFC 6962 section 2.1.2. Empty when the sizes are equal.
 * @throws PSR-6003 when there is no such proof: from the empty tree, or from a larger to a smaller one
 */
export async function consistencyProof(store: NodeStore, oldSize: number, newSize: number): Promise<Buffer[]> {
  if (!isCount(oldSize) || !isCount(newSize) || oldSize < 1 || oldSize > newSize) {
    throw new PasserelleError('PSR-6003', { index: oldSize, size: newSize });
  }
  const ranges: EntryRange[] = [];
  let start = 0;
  let end = newSize;
  while (end !== oldSize) {
    const middle = start + splitPoint(end - start);
    if (oldSize <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // When the old tree is itself a subtree of the new one, the verifier knows its root already and it is left out.
  if (start > 0) ranges.push({ start, end });
  return subtreeHashes(store, ranges.reverse());
}

/**
 * Verifies a consistency proof by RFC 9162 section 2.1.4.2: the older tree is a prefix of the newer one.
 *
 * Strict as the reference implementation of transparency-dev: nothing is ever consistent with the empty tree by proof,
 * because such a proof would prove nothing; a caller who starts from an empty log has to say so itself.
 * @throws PSR-6001 when the proof does not show it
 */
export function verifyConsistency(older: TreeHead, newer: TreeHead, proof: readonly Buffer[]): void {
  const refused = (reason: string): PasserelleError =>
    new PasserelleError('PSR-6001', { reason, oldSize: older.size, newSize: newer.size });

  if (!isCount(older.size) || !isCount(newer.size)) throw refused('a size is not a whole number');
  if (newer.size < older.size) throw refused(`the log shrank from ${older.size} to ${newer.size} entries`);
  if (older.size === 0) throw refused('consistency with the empty tree proves nothing');
  if (older.size === newer.size) {
    if (proof.length > 0) throw refused('a proof between equal sizes must be empty');
    if (!older.root.equals(newer.root)) throw refused('two roots exist for one size');
    return;
  }
  if ([older.root, newer.root, ...proof].some((hash) => hash.length !== hashSize)) {
    throw refused('a hash is not 32 octets');
  }
  const climbed = climb(older, newer, proof);
  if (!climbed) throw refused('the consistency proof has the wrong length');
  if (!climbed.older.equals(older.root)) throw refused('the consistency proof does not lead to the older root');
  if (!climbed.newer.equals(newer.root)) throw refused('the consistency proof does not lead to the newer root');
}

/** Recomputes both roots from the proof in one climb; undefined when the proof is too long or too short. */
function climb(
  older: TreeHead,
  newer: TreeHead,
  proof: readonly Buffer[],
): { older: Buffer; newer: Buffer } | undefined {
  let node = older.size - 1;
  let last = newer.size - 1;
  // Skip the levels at which the older tree ends with a complete subtree: the climb starts at that subtree.
  for (; node % 2 === 1; node = (node - 1) / 2) last = Math.floor(last / 2);
  // A size that is a power of two leaves the node 0 here: the start is then the older root itself, not a proof hash.
  const path = node === 0 ? [older.root, ...proof] : proof;
  const [first, ...rest] = path;
  if (!first) return undefined;
  let olderHash = first;
  let newerHash = first;
  for (const sibling of rest) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      olderHash = nodeHash(sibling, olderHash);
      newerHash = nodeHash(sibling, newerHash);
      for (; node % 2 === 0 && node !== 0; node /= 2) last = Math.floor(last / 2);
    } else {
      newerHash = nodeHash(newerHash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? { older: olderHash, newer: newerHash } : undefined;
}
