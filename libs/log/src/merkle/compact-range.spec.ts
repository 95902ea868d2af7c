import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CompactRange, rootOf } from './compact-range.js';
import { emptyRoot, leafHash, nodeHash } from './hashing.js';
import { completeSubtrees, splitPoint } from './subtrees.js';

/** RFC 6962 section 2.1 word for word, to compare the compact range with. */
function merkleTreeHash(entries: readonly Buffer[]): Buffer {
  if (entries.length === 0) return emptyRoot;
  if (entries.length === 1) return leafHash(entries[0]!);
  const split = splitPoint(entries.length);
  return nodeHash(merkleTreeHash(entries.slice(0, split)), merkleTreeHash(entries.slice(split)));
}

const entriesOf = (size: number): Buffer[] => Array.from({ length: size }, (_, index) => Buffer.from(`entry ${index}`));
const entries = fc.array(
  fc.uint8Array({ maxLength: 40 }).map((octets) => Buffer.from(octets)),
  { maxLength: 70 },
);

describe('hashing', () => {
  it('gives the empty tree the hash of the empty string', () => {
    expect(emptyRoot.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('separates leaves from nodes', () => {
    const left = leafHash(Buffer.from('a'));
    const right = leafHash(Buffer.from('b'));
    expect(leafHash(Buffer.concat([left, right]))).not.toEqual(nodeHash(left, right));
    // SHA-256 of the octet 0: the known hash of the empty leaf.
    expect(leafHash(Buffer.alloc(0)).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
  });
});

describe('compact range', () => {
  it('has the root of RFC 6962 at every size', () => {
    fc.assert(fc.property(entries, (list) => rootOf(list.map(leafHash)).equals(merkleTreeHash(list))));
  });

  it('continues from its octets as if it had never stopped', () => {
    fc.assert(
      fc.property(entries, entries, (before, after) => {
        const first = CompactRange.empty();
        before.forEach((entry) => first.append(leafHash(entry)));
        const second = CompactRange.decode(first.size, first.encode());
        after.forEach((entry) => second.append(leafHash(entry)));
        return second.root().equals(merkleTreeHash([...before, ...after]));
      }),
    );
  });

  it('tells of every complete subtree once, with its hash', () => {
    const list = entriesOf(21);
    const seen = new Map<string, Buffer>();
    const range = CompactRange.empty();
    for (const entry of list) {
      range.append(leafHash(entry), ({ level, index, hash }) => {
        expect(seen.has(`${level}/${index}`)).toBe(false);
        seen.set(`${level}/${index}`, hash);
      });
    }
    expect(seen.size).toBe(10 + 5 + 2 + 1);
    for (const [name, hash] of seen) {
      const [level = 0, index = 0] = name.split('/').map(Number);
      expect(hash).toEqual(merkleTreeHash(list.slice(index * 2 ** level, (index + 1) * 2 ** level)));
    }
  });

  it.each([
    ['too few octets', 3, 32],
    ['too many octets', 4, 64],
    ['half a hash', 1, 16],
    ['a negative size', -1, 0],
    ['a fractional size', 1.5, 32],
  ])('refuses a stored frontier of %s', (_, size, octets) => {
    expect(() => CompactRange.decode(size, Buffer.alloc(octets))).toThrow(
      expect.objectContaining({ code: 'PSR-6001' }),
    );
  });
});

describe('subtrees', () => {
  it('splits at the largest power of two below the size, exactly even where logarithms round', () => {
    expect([2, 3, 4, 5, 8, 9].map(splitPoint)).toEqual([1, 2, 2, 4, 4, 8]);
    expect(splitPoint(2 ** 50)).toBe(2 ** 49);
    expect(splitPoint(2 ** 50 + 1)).toBe(2 ** 50);
    expect(splitPoint(2 ** 32)).toBe(2 ** 31);
  });

  it('cuts a range into the subtrees of its binary digits', () => {
    expect(completeSubtrees({ start: 8, end: 15 })).toEqual([
      { level: 2, index: 2 },
      { level: 1, index: 6 },
      { level: 0, index: 14 },
    ]);
    expect(completeSubtrees({ start: 0, end: 2 ** 40 + 1 })).toEqual([
      { level: 40, index: 0 },
      { level: 0, index: 2 ** 40 },
    ]);
  });
});
