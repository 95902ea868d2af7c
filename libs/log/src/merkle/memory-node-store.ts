import { PasserelleError } from '@passerelle/kernel';
import { CompactRange } from './compact-range.js';
import type { NodeStore } from './node-store.js';
import type { NodeCoordinate } from './subtrees.js';

/** Nodes of a tree held in memory: for an offline check of a small log, and for tests. */
export class MemoryNodeStore implements NodeStore {
  private readonly nodes = new Map<string, Buffer>();

  /** The store of the tree over the given leaf hashes. */
  static of(leafHashes: Iterable<Buffer>): MemoryNodeStore {
    const store = new MemoryNodeStore();
    const range = CompactRange.empty();
    for (const hash of leafHashes) {
      store.put({ level: 0, index: range.size, hash });
      range.append(hash, (node) => store.put(node));
    }
    return store;
  }

  /** Stores the hash of one complete subtree, or of a leaf at level 0. */
  put({ level, index, hash }: NodeCoordinate & { readonly hash: Buffer }): void {
    this.nodes.set(`${level}/${index}`, hash);
  }

  read(wanted: readonly NodeCoordinate[]): readonly Buffer[] {
    return wanted.map(({ level, index }) => {
      const hash = this.nodes.get(`${level}/${index}`);
      if (!hash) throw new PasserelleError('PSR-6001', { reason: 'a node of the tree is not stored', level, index });
      return hash;
    });
  }
}
