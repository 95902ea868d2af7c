import { describe, expect, it } from '@jest/globals';
import { contentModel } from './content-model.js';
import { readAttributes } from './read-attributes.js';
import { readParts } from './read-parts.js';

/** Whether a content model takes the names, one letter each. */
function takes(model: string, names: string): boolean {
  const { parts, next, accepting } = contentModel(readParts(model));
  let state = 0;
  for (const name of names) {
    const part = parts.findIndex((each) => each.name === name);
    state = part < 0 ? -1 : next[state * parts.length + part]!;
    if (state < 0) return false;
  }
  return accepting[state] === 1;
}

const interval = '(l T, (w 0..1 T | h 0..1 T) 0..1 | h T | w T, h 0..1 T | c T, w 0..1 T) 0..1';

describe('contentModel', () => {
  it.each<[model: string, takes: string[], refuses: string[]]>([
    ['a T, b 0..1 T, c 1..* T', ['ac', 'abccc'], ['', 'a', 'ab', 'bac', 'aac', 'acb']],
    ['a 0..* T, b 2..* T', ['bb', 'aabbb'], ['', 'b', 'ab', 'bba']],
    ['a 0..3 T', ['', 'a', 'aaa'], ['aaaa']],
    ['a 2..3 T, b T', ['aab', 'aaab'], ['ab', 'aaaab', 'aa']],
    ['(a T | b T) 0..*, c 0..1 T', ['', 'abba', 'c', 'bc'], ['ca', 'cc']],
    ['(a 0..* T | b 0..* T), c T', ['c', 'aac', 'bbc'], ['abc', 'ab']],
    ['(a T, b T) 1..*', ['ab', 'abab'], ['', 'aba', 'ba']],
    [interval, ['', 'l', 'lw', 'lh', 'h', 'w', 'wh', 'c', 'cw'], ['lwh', 'hl', 'hw', 'ch', 'lc', 'll']],
  ])('%s', (model, accepted, refused) => {
    expect(accepted.filter((names) => !takes(model, names))).toEqual([]);
    expect(refused.filter((names) => takes(model, names))).toEqual([]);
  });

  it('takes nothing where there is no model', () => {
    const { parts, accepting } = contentModel(undefined);
    expect({ parts, accepting: [...accepting] }).toEqual({ parts: [], accepting: [1] });
  });

  it.each([
    ['a model that is not deterministic', '(a T, b T | a T, c T)'],
    ['a choice hidden in a repetition', 'a 0..* T, a T'],
    ['a name of two types', 'a T, b T, a U'],
  ])('refuses %s, which the tables must not have', (_what, model) => {
    expect(() => contentModel(readParts(model))).toThrow(/two places|two types/);
  });

  it('keeps prefix, type and nillable of a part', () => {
    expect(contentModel(readParts('pharm:a 0..* COCT_MT1.A nillable, b B')).parts).toEqual([
      { prefix: 'pharm', name: 'a', type: 'COCT_MT1.A', nillable: true },
      { prefix: undefined, name: 'b', type: 'B', nillable: false },
    ]);
  });

  it.each(['', 'a', 'a 1..2', 'a T,', 'a T b T', '(a T', 'a T)', 'a T | ', '1..2 a T', 'a T; b T'])(
    'refuses %j as no notation',
    (text) => {
      expect(() => readParts(text)).toThrow(/: /);
    },
  );
});

describe('readAttributes', () => {
  it('reads every form', () => {
    expect(readAttributes('a T, b! T, c = X, d! == 1.2, -e').map(({ name, required, prohibited, type, fixed, folded }) =>
      [name, required, prohibited, type, fixed, folded])).toEqual([
      ['a', false, false, 'T', undefined, false],
      ['b', true, false, 'T', undefined, false],
      ['c', false, false, undefined, 'X', true],
      ['d', true, false, undefined, '1.2', false],
      ['e', false, true, undefined, undefined, false],
    ]); // prettier-ignore
  });

  it.each(['', 'a T U', '!a', 'a = ', 'a,,b'])('refuses %j as no notation', (text) => {
    expect(() => readAttributes(text)).toThrow('no notation');
  });
});
