import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { consistencyProof, verifyConsistency } from './consistency.js';
import { rootOf } from './compact-range.js';
import { leafHash } from './hashing.js';
import { inclusionProof, verifyInclusion } from './inclusion.js';
import { MemoryNodeStore } from './memory-node-store.js';
import { storedRoot, type NodeStore } from './node-store.js';
import type { NodeCoordinate } from './subtrees.js';

const maximum = 300;
const leaves = Array.from({ length: maximum }, (_, index) => leafHash(Buffer.from(`entry ${index}`)));
const store = MemoryNodeStore.of(leaves);
const roots = leaves.map((_, at) => rootOf(leaves.slice(0, at + 1)));
const rootAt = (size: number): Buffer => roots[size - 1]!;

/** A size of a tree and a smaller number: an index in it, or an older size. */
const sizeAndBelow = fc
  .integer({ min: 1, max: maximum })
  .chain((size) => fc.tuple(fc.constant(size), fc.nat({ max: size - 1 })));

/** The same hashes with one bit of one of them turned. */
function flipped(hashes: readonly Buffer[], seed: number): Buffer[] {
  const copies = hashes.map((hash) => Buffer.from(hash));
  const bit = seed % (copies.length * 256);
  copies[Math.floor(bit / 256)]![Math.floor((bit % 256) / 8)]! ^= 1 << (bit % 8);
  return copies;
}

const refused = expect.objectContaining({ code: 'PSR-6001' });

describe('inclusion proof', () => {
  it('verifies for every entry of trees of any size', async () => {
    await fc.assert(
      fc.asyncProperty(sizeAndBelow, async ([size, index]) => {
        const proof = await inclusionProof(store, index, size);
        verifyInclusion({ index, size, leaf: leaves[index]!, root: rootAt(size) }, proof);
      }),
    );
  });

  it('never verifies with one bit turned in leaf, root or proof', async () => {
    await fc.assert(
      fc.asyncProperty(sizeAndBelow, fc.nat(), async ([size, index], seed) => {
        const proof = await inclusionProof(store, index, size);
        const [leaf, root, ...rest] = flipped([leaves[index]!, rootAt(size), ...proof], seed);
        expect(() => verifyInclusion({ index, size, leaf: leaf!, root: root! }, rest)).toThrow(refused);
      }),
    );
  });

  it('never verifies for another index', async () => {
    await fc.assert(
      fc.asyncProperty(sizeAndBelow, fc.nat({ max: maximum }), async ([size, index], other) => {
        fc.pre(other !== index);
        const proof = await inclusionProof(store, index, size);
        expect(() => verifyInclusion({ index: other, size, leaf: leaves[index]!, root: rootAt(size) }, proof)).toThrow(
          refused,
        );
      }),
    );
  });

  it('has no proof outside the tree', async () => {
    const outOfRange = expect.objectContaining({ code: 'PSR-6003' });
    await expect(inclusionProof(store, 5, 5)).rejects.toEqual(outOfRange);
    await expect(inclusionProof(store, -1, 5)).rejects.toEqual(outOfRange);
    await expect(inclusionProof(store, 0, 0)).rejects.toEqual(outOfRange);
    await expect(inclusionProof(store, 0.5, 5)).rejects.toEqual(outOfRange);
  });

  it('refuses hashes of another length', async () => {
    const proof = await inclusionProof(store, 2, 4);
    const claim = { index: 2, size: 4, leaf: leaves[2]!, root: rootAt(4) };
    expect(() => verifyInclusion(claim, [proof[0]!.subarray(1), proof[1]!])).toThrow(refused);
  });
});

describe('consistency proof', () => {
  it('verifies between any two sizes', async () => {
    await fc.assert(
      fc.asyncProperty(sizeAndBelow, async ([newSize, below]) => {
        const oldSize = below + 1;
        const proof = await consistencyProof(store, oldSize, newSize);
        verifyConsistency({ size: oldSize, root: rootAt(oldSize) }, { size: newSize, root: rootAt(newSize) }, proof);
      }),
    );
  });

  it('never verifies with one bit turned in either root or the proof', async () => {
    await fc.assert(
      fc.asyncProperty(sizeAndBelow, fc.nat(), async ([newSize, below], seed) => {
        const oldSize = below + 1;
        const proof = await consistencyProof(store, oldSize, newSize);
        const [older, newer, ...rest] = flipped([rootAt(oldSize), rootAt(newSize), ...proof], seed);
        expect(() => verifyConsistency({ size: oldSize, root: older! }, { size: newSize, root: newer! }, rest)).toThrow(
          refused,
        );
      }),
    );
  });

  it('refuses the empty tree, whatever the proof', () => {
    const empty = { size: 0, root: rootOf([]) };
    expect(() => verifyConsistency(empty, { size: 3, root: rootAt(3) }, [])).toThrow(refused);
    expect(() => verifyConsistency(empty, empty, [])).toThrow(refused);
  });

  it('refuses a log that shrank', () => {
    expect(() => verifyConsistency({ size: 4, root: rootAt(4) }, { size: 3, root: rootAt(3) }, [])).toThrow(
      'the log shrank from 4 to 3 entries',
    );
  });

  it('has no proof from nothing or backwards', async () => {
    const outOfRange = expect.objectContaining({ code: 'PSR-6003' });
    await expect(consistencyProof(store, 0, 5)).rejects.toEqual(outOfRange);
    await expect(consistencyProof(store, 6, 5)).rejects.toEqual(outOfRange);
  });
});

describe('reading nodes', () => {
  /** Answers like a log of millions whose hashes all are the same, and counts what is asked. */
  function countingStore(): NodeStore & { calls: number; nodes: number } {
    return {
      calls: 0,
      nodes: 0,
      read(wanted: readonly NodeCoordinate[]) {
        this.calls += 1;
        this.nodes += wanted.length;
        return wanted.map(() => leaves[0]!);
      },
    };
  }

  it('takes one read of at most 2 log2(n) nodes for a proof in a log of millions', async () => {
    const size = 13_000_000 - 1;
    const limit = 2 * Math.ceil(Math.log2(size));
    for (const index of [0, 1, 6_500_000, size - 1]) {
      const counting = countingStore();
      await inclusionProof(counting, index, size);
      expect(counting.calls).toBe(1);
      expect(counting.nodes).toBeLessThanOrEqual(limit);
      const again = countingStore();
      await consistencyProof(again, index + 1, size);
      expect(again.nodes).toBeLessThanOrEqual(limit);
    }
  });

  it('computes the root of any size from stored nodes', async () => {
    for (const size of [1, 2, 7, 255, 256, 300]) expect(await storedRoot(store, size)).toEqual(rootAt(size));
    expect(await storedRoot(store, 0)).toEqual(rootOf([]));
  });

  it('reports a node that is not stored', async () => {
    await expect(inclusionProof(store, 0, maximum + 1)).rejects.toEqual(refused);
    await expect(inclusionProof({ read: () => [] }, 0, 2)).rejects.toEqual(refused);
  });
});
