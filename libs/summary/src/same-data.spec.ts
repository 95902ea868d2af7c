import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSameData } from './same-data.js';

describe('plain data', () => {
  it('is the same after a copy, and another once anything in it changed', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (one, other) => {
        expect(isSameData(one, structuredClone(one))).toBe(true);
        expect(isSameData(one, other)).toBe(JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)));
      }),
      { numRuns: 2000 },
    );
  });

  it('has no property where one is undefined', () => {
    expect(isSameData({ a: 1, b: undefined }, { a: 1 })).toBe(true);
    expect(isSameData({ a: 1 }, { a: 1, b: undefined })).toBe(true);
    expect(isSameData({ a: 1, b: null }, { a: 1 })).toBe(false);
    expect(isSameData([1], { 0: 1 })).toBe(false);
  });
});

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return Array.isArray(value) ? value.map(sorted) : Object.is(value, -0) ? 0 : value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { object: entries.map(([name, part]) => [name, sorted(part)]) };
}
