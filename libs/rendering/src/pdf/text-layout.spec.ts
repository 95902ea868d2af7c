import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { layOut, type Measure, type Run } from './text-layout.js';

const style = { face: 'regular', size: 10, colour: '#000000' } as const;
/** Every letter is as wide as any other. */
const measure: Measure = (text) => text.length;
const run = (text: string): Run => ({ text, style });
const textsOf = (text: string, width: number): string[] =>
  layOut([{ runs: [run(text)] }], width, measure).map(({ runs }) =>
    runs
      .map((each) => each.text)
      .join('')
      .trimEnd(),
  );

describe('breaking lines', () => {
  it('breaks between words, and keeps what belongs together', () => {
    expect(textsOf('one two three', 7)).toEqual(['one two', 'three']);
    expect(textsOf('dose 300\u00a0mg now', 9)).toEqual(['dose', '300\u00a0mg', 'now']);
    expect(textsOf('a · b', 3)).toEqual(['a ·', 'b']);
  });

  it('breaks a word that no line can hold, and only then what was to stay together', () => {
    expect(textsOf('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
    expect(textsOf('300\u00a0milligrams', 10)).toEqual(['300', 'milligrams']);
  });

  it('loses no letter and comes to an end, however narrow the column', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 12 }), (text, width) => {
        const set = textsOf(text, width).join('');
        expect(set.replace(/[ \u00a0]/g, '')).toBe(text.replace(/[ \u00a0]/g, ''));
      }),
    );
  });
});
