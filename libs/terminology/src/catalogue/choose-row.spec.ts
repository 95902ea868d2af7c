import { describe, expect, it } from '@jest/globals';
import type { Relationship } from '../index-file/directory.js';
import type { MapRow } from '../lookup/terminology.js';
import { codeSystem, indexOfResources, valueSet } from '../testing/gathered.js';
import { chooseRow } from './choose-row.js';

const system = 'http://example.org/cs';
const terminology = indexOfResources(
  codeSystem(system, { a: 'A', b: 'B' }),
  valueSet('http://example.org/vs', [{ system, concept: [{ code: 'b' }] }], {
    identifier: [{ value: 'urn:oid:2.999.42' }],
  }),
);
const row = (code: string, rest: Partial<MapRow> = {}): MapRow => ({
  system,
  code,
  relationship: 'equivalent',
  source: { catalogue: 'm', version: '1', digest: '0' },
  row: 1,
  ...rest,
});
const chosen = (rows: readonly MapRow[], ...valueSets: readonly string[]): string | undefined => {
  const found = chooseRow(rows, valueSets, terminology);
  return typeof found === 'object' ? found.code : found;
};

describe('the row to transcode by', () => {
  it('is the only one there is', () => {
    expect(chosen([row('a')])).toBe('a');
    expect(chosen([row('a')], 'http://example.org/vs')).toBe('a');
    expect(chosen([])).toBeUndefined();
  });

  it.each<[Relationship, string | undefined]>([
    ['equivalent', 'a'],
    ['source-is-narrower-than-target', 'a'],
    ['source-is-broader-than-target', undefined],
    ['related-to', undefined],
    ['not-related-to', undefined],
  ])('may be one that is %s: %s', (relationship, expected) => {
    expect(chosen([row('a', { relationship })])).toBe(expected);
  });

  it('is the one for the value set of the element, under whichever of its names', () => {
    const rows = [row('a'), row('b', { scope: 'http://example.org/vs' })];
    expect(chosen(rows, '2.999.42')).toBe('b');
    expect(chosen(rows, 'urn:oid:2.999.42')).toBe('b');
    expect(chosen(rows, '2.999.1', 'http://example.org/vs|1.0')).toBe('b');
    expect(chosen(rows, '2.999.1')).toBe('a');
    // Names of a value set that is not here are compared as they are.
    expect(chosen([row('a', { scope: 'urn:oid:2.999.9' })], '2.999.9')).toBe('a');
  });

  it('is else the one whose target is in that value set', () => {
    expect(chosen([row('a'), row('b')], '2.999.42')).toBe('b');
  });

  it('is none for an element whose value set no row is for', () => {
    expect(chosen([row('b', { scope: 'http://example.org/vs' })], '2.999.1')).toBeUndefined();
    expect(chosen([row('b', { scope: 'http://example.org/vs' })])).toBe('b');
  });

  it('is an equivalent before a wider one', () => {
    expect(chosen([row('a', { relationship: 'source-is-narrower-than-target' }), row('b')])).toBe('b');
  });

  it('is not chosen between different targets, and need not be between equal ones', () => {
    expect(chosen([row('a'), row('b')])).toBe('ambiguous');
    expect(chosen([row('a'), row('b')], '2.999.1')).toBe('ambiguous');
    expect(chosen([row('a', { row: 1 }), row('a', { row: 2 })])).toBe('a');
    expect(chosen([row('a', { scope: 'urn:oid:2.999.1' }), row('b', { scope: 'urn:oid:2.999.2' })])).toBe('ambiguous');
  });
});
