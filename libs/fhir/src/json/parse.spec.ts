import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultJsonLimits } from './limits.js';
import { parseFhirJson } from './parse.js';

function parsed(source: string | Uint8Array, limits = defaultJsonLimits): unknown {
  return parseFhirJson(Buffer.from(source as string), limits);
}

function code(source: string | Uint8Array, limits = defaultJsonLimits): string {
  try {
    parsed(source, limits);
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('parseFhirJson: what it accepts', () => {
  it('gives what JSON.parse gives, for any JSON value in any spelling', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        const forbidden = /"(?:__proto__|constructor|prototype)":/.test(text);
        if (!forbidden) expect(parsed(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('ignores one byte order mark, as RFC 8259 section 8.1 allows, and refuses a second', () => {
    expect(parsed('\ufeff{"a":1}')).toEqual({ a: 1 });
    expect(code('\ufeff\ufeff{"a":1}')).toBe('PSR-1006');
  });

  it('is not confused by structure inside strings', () => {
    const text = '{"a":"x\\":,{[","b":["\\\\",{"c":"\\\\\\""}],"d{":"}}}]]]"}';
    expect(parsed(text)).toEqual(JSON.parse(text));
  });

  it('reads octets that are part of a larger buffer', () => {
    const whole = Buffer.from('xx{"a":1}yy');
    expect(parseFhirJson(whole.subarray(2, 9))).toEqual({ a: 1 });
    expect(parseFhirJson(new Uint8Array(whole.subarray(2, 9)))).toEqual({ a: 1 });
  });

  it('accepts equal keys in different objects', () => {
    expect(code('[{"a":1},{"a":{"a":2}}]')).toBe('accepted');
  });

  it('accepts paired surrogates written as escapes', () => {
    expect(parsed('"\\ud83d\\ude00"')).toBe('😀');
  });
});

describe('parseFhirJson: what it refuses', () => {
  it.each([
    ['nothing', '', 'PSR-1010'],
    ['white space only', '  ', 'PSR-1006'],
    ['a byte order mark only', '\ufeff', 'PSR-1006'],
    ['two values', '{} {}', 'PSR-1006'],
    ['a trailing comma', '{"a":1,}', 'PSR-1006'],
    ['a comment', '{/* c */"a":1}', 'PSR-1006'],
    ['a string cut off', '{"a":"b', 'PSR-1006'],
    ['a string cut off in an escape', '{"a":"b\\', 'PSR-1006'],
    ['NaN', '[NaN]', 'PSR-1006'],
    ['a leading zero', '[01]', 'PSR-1006'],
    ['a key twice', '{"a":1,"a":2}', 'PSR-1008'],
    ['a key twice with the same value', '{"a":1,"a":1}', 'PSR-1008'],
    ['a key twice, once as escape', '{"a":1,"\\u0061":2}', 'PSR-1008'],
    ['a key twice, deep inside', '[{"b":[{"a":{},"c":[],"a":{}}]}]', 'PSR-1008'],
    ['__proto__', '{"__proto__":{"admin":true}}', 'PSR-1008'],
    ['__proto__ as escape', '{"\\u005f_proto__":{}}', 'PSR-1008'],
    ['constructor', '{"a":{"constructor":{}}}', 'PSR-1008'],
    ['prototype', '[{"prototype":1}]', 'PSR-1008'],
    ['an unpaired surrogate', '"\\ud800"', 'PSR-1006'],
    ['an unpaired surrogate in a key', '{"\\udc00":1}', 'PSR-1006'],
    ['surrogates in the wrong order', '["\\ude00\\ud83d"]', 'PSR-1006'],
    ['a number past the range of doubles', '[1e400]', 'PSR-1007'],
  ])('refuses %s', (_what, text, expected) => {
    expect(code(text)).toBe(expected);
  });

  it.each([
    ['an octet of Latin-1', [0x22, 0xe9, 0x22]],
    ['an overlong form', [0x22, 0xc0, 0xa2, 0x22]],
    ['a surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['UTF-16 with a mark', [0xff, 0xfe, 0x5b, 0x00, 0x5d, 0x00]],
  ])('refuses %s as not UTF-8', (_what, octets) => {
    expect(code(Uint8Array.from(octets))).toBe('PSR-1004');
  });

  it('quotes nothing of the body', () => {
    try {
      parsed('{"family":"Doe-Secret" oops}');
    } catch (error) {
      expect(`${String(error)} ${JSON.stringify(error)} ${String((error as Error).cause)}`).not.toMatch(/Secret|oops/);
    }
    expect.assertions(1);
  });
});

describe('parseFhirJson: limits', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

  it('accepts exactly the limit of octets and refuses one more', () => {
    expect(code('[1]', { ...defaultJsonLimits, bytes: 3 })).toBe('accepted');
    expect(code('[12]', { ...defaultJsonLimits, bytes: 3 })).toBe('PSR-1001');
  });

  it('accepts the deepest allowed nesting and refuses one more level', () => {
    expect(code(nested(64))).toBe('accepted');
    expect(code(nested(65))).toBe('PSR-1007');
    expect(code('{"a":'.repeat(65) + '1' + '}'.repeat(65))).toBe('PSR-1007');
  });

  it('refuses 100,000 levels, closed or not, without recursion', () => {
    for (const text of [nested(100_000), '['.repeat(100_000), '[{"":'.repeat(100_000)]) {
      expect(code(text)).toBe('PSR-1007');
    }
  });

  it('refuses more values than allowed', () => {
    const limits = { ...defaultJsonLimits, values: 3 };
    expect(code('[1,{"a":2,"b":3},4]', limits)).toBe('accepted');
    expect(code('[1,{"a":2,"b":3},4,5]', limits)).toBe('PSR-1007');
  });
});
