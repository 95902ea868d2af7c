import { describe, expect, it } from '@jest/globals';
import { codeSystem, indexOfResources, valueSet } from '../testing/gathered.js';
import { layered } from './layered.js';

const system = 'http://example.org/cs';
const above = indexOfResources(
  codeSystem(system, { a: 'above' }, { content: 'fragment' }),
  valueSet('http://example.org/vs', [{ system, concept: [{ code: 'a' }] }]),
);
const below = indexOfResources(
  codeSystem(
    system,
    { a: 'below', b: 'only below' },
    {
      identifier: [{ value: 'urn:oid:2.999.4' }],
    },
  ),
  valueSet('http://example.org/vs', [{ system }]),
  valueSet('http://example.org/other', [{ system }]),
  {
    resourceType: 'ConceptMap',
    id: 'map',
    group: [
      {
        source: 'urn:oid:2.999.1',
        target: system,
        element: [{ code: 'n', target: [{ code: 'a', equivalence: 'equal' }] }],
      },
    ],
  },
);
const both = layered([above, below]);

describe('terminologies above each other', () => {
  it('answer with the first that has an answer', () => {
    expect(both.display(system, 'a', 'en')?.display).toBe('above');
    expect(both.display(system, 'b', 'en')?.display).toBe('only below');
    expect(both.display(system, 'c', 'en')).toBeUndefined();
    expect(both.has(system, 'b')).toBe(true);
    expect(both.concept(system, 'b')?.code).toBe('b');
    expect(both.map('urn:oid:2.999.1', 'n')).toHaveLength(1);
    expect(both.map('urn:oid:2.999.1', 'm')).toEqual([]);
    expect(both.uriOfOid('2.999.4')).toBe(system);
    expect(both.oidsOf(system)).toEqual(['2.999.4']);
    expect(both.oidsOf('http://example.org/none')).toEqual([]);
    expect(both.covers(system)).toBe(true);
  });

  it('take a value set from the first that knows it', () => {
    expect(both.contains('http://example.org/vs', system, 'b')).toBe(false);
    expect(both.contains('http://example.org/other', system, 'b')).toBe(true);
    expect(both.contains('http://example.org/none', system, 'b')).toBeUndefined();
    expect(both.valueSetUrl('http://example.org/other')).toBe('http://example.org/other');
  });

  it('have a digest of their own, which depends on the order', () => {
    expect(both.digest).not.toBe(above.digest);
    expect(layered([below, above]).digest).not.toBe(both.digest);
    expect(both.version).toBe('test 1.0, test 1.0');
  });

  it('are one where there is one', () => {
    expect(layered([above])).toBe(above);
  });
});
