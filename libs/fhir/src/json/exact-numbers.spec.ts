import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { requireExactNumbers } from './exact-numbers.js';

const accepts = (text: string): boolean => {
  try {
    requireExactNumbers(Buffer.from(text));
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'PSR-1007' });
    return false;
  }
};

describe('threat 31: numbers that two readers could read differently', () => {
  it.each([
    '0',
    '-1',
    '1.10',
    '1.00',
    '0.1',
    '9007199254740992',
    '-9007199254740992',
    '1e21',
    '1000000000000000000000',
    '0.000000000000000000001',
    '123456789.123456780000000',
    '1.7976931348623157e308',
    '0.0000000000000000',
    '[1,2.5,{"a":-0.5E-3}]',
    '"9007199254740993"',
    '{"9007199254740993":"a\\"9007199254740993"}',
  ])('accepts %s', (text) => {
    expect(accepts(text)).toBe(true);
  });

  it.each([
    '9007199254740993',
    '-9007199254740993',
    '{"a":[0.12345678901234567890]}',
    '1.000000000000000000001',
    '12345678901234567890',
    '1e-400',
    '1152921504606846976',
    '{"a\\\\":9007199254740993}',
    `0.${'0'.repeat(500)}1`,
    '100000000000000000000001',
  ])('refuses %s', (text) => {
    expect(accepts(text)).toBe(false);
  });

  it('accepts every double as ECMAScript prints it, with zeros behind its fraction too', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = JSON.stringify(value);
        expect(accepts(text)).toBe(true);
        if (/^-?\d+\.\d+$/.test(text)) expect(accepts(`${text}000`)).toBe(true);
      }),
    );
  });

  it('accepts an integer exactly where it survives a double', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 52n, max: 10n ** 21n - 1n }), (value) => {
        expect(accepts(String(value))).toBe(String(Number(value)) === String(value));
      }),
    );
  });
});
