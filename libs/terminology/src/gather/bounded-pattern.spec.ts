import { describe, expect, it } from '@jest/globals';
import { boundedPattern } from './bounded-pattern.js';

describe('a pattern of a value set', () => {
  it.each([
    ['[A-Z]{3}', 'LUX', 'LU'],
    ['^[A-Z]{2}$', 'LU', 'LUX'],
    ['J07.*', 'J07AF', 'J05'],
    ['[^.]+', 'A00', 'A00.1'],
    ['\\d{2,4}', '123', '12345'],
    ['a\\.b', 'a.b', 'axb'],
    ['', '', 'a'],
  ])('%s matches whole codes: %s, and not %s', (pattern, yes, no) => {
    expect(boundedPattern(pattern)?.test(yes)).toBe(true);
    expect(boundedPattern(pattern)?.test(no)).toBe(false);
  });

  it.each(['(a+)+', 'a|b', '(?=a)', 'a*b*c*', '\\1', '[z-a]', 'a{2,', 'x'.repeat(300), 'a??', '[[:alpha:]]'])(
    '%s is not evaluated',
    (pattern) => {
      expect(boundedPattern(pattern)).toBeUndefined();
    },
  );

  it('comes to an end on the longest code', () => {
    // A nested repetition would need longer than the universe has existed.
    expect(boundedPattern('.*a.*')?.test('b'.repeat(1000))).toBe(false);
  });
});
