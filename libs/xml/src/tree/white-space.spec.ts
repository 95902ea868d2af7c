import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withLineFeeds, withSpaces } from './white-space.js';

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', '\r', '\n', '\t', ' ', 'é') }),
  fc.string({ unit: fc.constantFrom('a', '\r', '\n', '\t', '€', '\u{1F600}') }),
);
const padding = fc.constantFrom('', 'x'.repeat(2_000));

describe('white space of XML', () => {
  it('has line feeds for all line ends', () => {
    fc.assert(fc.property(text, (each) => expect(withLineFeeds(each)).toBe(each.replace(/\r\n?/g, '\n'))));
  });

  it('has spaces in attributes, in short ones and in long ones', () => {
    fc.assert(
      fc.property(text, padding, (each, more) =>
        expect(withSpaces(each + more)).toBe((each + more).replace(/[\t\n]/g, ' ')),
      ),
    );
  });
});
