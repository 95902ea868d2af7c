import { describe, expect, it } from '@jest/globals';
import { InvariantList } from './invariant-list.js';

const vocabulary = { choices: new Set<string>(), resourceTypes: new Set<string>() };
const good = { key: 'x-1', severity: 'error', human: 'A code is needed.', expression: 'code.exists()' } as const;
const bad = { key: 'x-2', severity: 'error', human: 'x', expression: "code.memberOf('urn:x')" } as const;

describe('the list of invariants', () => {
  it('keeps each once and gives its place', () => {
    const list = new InvariantList(vocabulary, { strict: true });
    expect(list.placesOf([good, { ...good, key: 'x-3' }])).toEqual([0, 1]);
    expect(list.placesOf([{ ...good, key: 'x-3' }])).toEqual([1]);
    expect(list.plans).toHaveLength(2);
  });

  it('fails the build at one that cannot be compiled, by its name', () => {
    expect(() => new InvariantList(vocabulary, { strict: true }).placesOf([good, bad])).toThrow(/x-2.*memberOf/);
  });

  it('names it as unchecked where a package is imported, and never counts it as kept', () => {
    const list = new InvariantList(vocabulary, { strict: false });
    expect(list.placesOf([good, bad, { key: 'x-4', severity: 'error' }])).toEqual([0]);
    expect(list.unchecked).toEqual([
      { key: 'x-2', reason: 'the function memberOf is not supported' },
      { key: 'x-4', reason: 'stated in words only' },
    ]);
  });

  it('leaves to code of our own what it names there', () => {
    const list = new InvariantList(vocabulary, { strict: true });
    expect(list.placesOf([{ key: 'ele-1', severity: 'error', expression: 'nonsense(' }])).toEqual([]);
    expect(list.unchecked).toEqual([]);
    list.placesOf([{ key: 'dom-6', severity: 'warning', expression: 'text.div.exists()' }]);
    expect(list.unchecked).toEqual([{ key: 'dom-6', reason: expect.stringMatching(/best practice/) }]);
  });
});
