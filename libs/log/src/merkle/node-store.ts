import { PasserelleError } from '@passerelle/kernel';
import { joinSubtrees } from './compact-range.js';
import { hashSize } from './hashing.js';
import { completeSubtrees, type EntryRange, type NodeCoordinate } from './subtrees.js';

/**
 * Port to the stored hashes of the tree. A proof asks once, for all nodes it needs: some 2 * log2(size) of them, so a
 * database answers it with one query. Adapters: the log tables of PostgreSQL, tiles (`tileNodeStore`), memory.
 */
export interface NodeStore {
  /**
   * Gives the hashes of complete subtrees, in the order asked. Level 0 is the leaf hashes.
   * @throws PSR-6001 when a node that was asked for is not stored
   */
  read(wanted: readonly NodeCoordinate[]): Promise<readonly Buffer[]> | readonly Buffer[];
}

/**
 * Hashes of several subtrees of the tree, read in one go.
 * @param ranges - ranges that occur in RFC 6962's recursion
 * @throws PSR-6001 when the store answers too few hashes or ones of another length
 */
export async function subtreeHashes(store: NodeStore, ranges: readonly EntryRange[]): Promise<Buffer[]> {
  const parts = ranges.map(completeSubtrees);
  const wanted = parts.flat();
  const hashes = wanted.length === 0 ? [] : await store.read(wanted);
  if (hashes.length !== wanted.length || hashes.some((hash) => hash.length !== hashSize)) {
    throw new PasserelleError('PSR-6001', { reason: 'stored hashes of the tree are missing' });
  }
  let from = 0;
  return parts.map(({ length }) => joinSubtrees(hashes.slice(from, (from += length))));
}

/** Root of the first `size` entries, computed from the stored nodes: what the store says, not what a row claims. */
export async function storedRoot(store: NodeStore, size: number): Promise<Buffer> {
  const [root] = await subtreeHashes(store, [{ start: 0, end: size }]);
  return root!;
}
