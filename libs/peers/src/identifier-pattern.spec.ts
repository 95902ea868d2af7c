import { describe, expect, it } from '@jest/globals';
import { identifierPattern, longestIdentifier } from './identifier-pattern.js';

describe('identifierPattern', () => {
  it.each([
    [String.raw`\d{13}`, '1957031210104', '195703121010'],
    [String.raw`^\d{6}-?\d{4}$`, '010203-1234', '010203--1234'],
    ['([0-9]{11})', '12345678901', '1234567890a'],
    ['[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[1-2][0-9]|3[0-1])', '1957-12-31', '1957-13-31'],
    ['[a-zA-Z0-9]{4,}', 'aB12', 'aB1'],
    ['A|BC', 'BC', 'ABC'],
    [String.raw`\d{3}\.\d{2}`, '123.45', '123x45'],
  ])('takes %s for the whole value', (text, right, wrong) => {
    const pattern = identifierPattern(text);
    expect(pattern?.test(right)).toBe(true);
    expect(pattern?.test(wrong)).toBe(false);
    expect(pattern?.test(`${right} `)).toBe(false);
  });

  it.each([
    '(a+)+',
    '(a|a)*',
    '(a|aa){2,}',
    '((a))',
    String.raw`(\d+){5}`,
    String.raw`\d+\d+\d+\d+\d+`,
    String.raw`(a)\1`,
    '(?=a)a',
    '(?<n>a)',
    '[z-a]',
    'a{2}{3}',
    '[',
    '(',
    '',
    '^$',
    'a^b',
    'x'.repeat(201),
  ])('threat 33: refuses %s, whose matching nobody has bounded', (text) => {
    expect(identifierPattern(text)).toBeUndefined();
  });

  it('threat 33: is done with a value that almost matches within a moment', () => {
    const pattern = identifierPattern(String.raw`\w*\w*\w*\w*!`);
    const began = process.cpuUsage().user;
    expect(pattern?.test('a'.repeat(longestIdentifier))).toBe(false);
    expect(pattern?.test('a'.repeat(100_000))).toBe(false);
    expect((process.cpuUsage().user - began) / 1e6).toBeLessThan(2);
  });
});
