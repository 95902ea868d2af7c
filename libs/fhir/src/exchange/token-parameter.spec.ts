import { describe, expect, it } from '@jest/globals';
import { dateMatches, dateParameter, tokenParameter } from './token-parameter.js';

describe('tokenParameter', () => {
  it('reads system and value', () => {
    expect(tokenParameter('identifier', 'urn:oid:1.2|9')).toEqual({
      ok: true,
      value: { system: 'urn:oid:1.2', value: '9' },
    });
  });

  it.each(['9', '|9', 'urn:oid:1.2|', 'a|b|c', '', undefined, ['urn:oid:1.2|9'], `s|${'9'.repeat(300)}`])(
    'refuses %j',
    (text) => {
      const read = tokenParameter('identifier', text);
      expect(!read.ok && read.error).toMatchObject({ code: 'PSR-1012', facts: { parameter: 'identifier' } });
    },
  );
});

describe('dateParameter', () => {
  const matches = (text: string, instant: string): boolean => {
    const read = dateParameter('date', text);
    if (!read.ok) throw read.error;
    return dateMatches(read.value, new Date(instant));
  };

  // FHIR R4 search.html#date: a date stands for the whole interval of its precision.
  it.each([
    ['2024', '2024-12-31T23:59:59Z', true],
    ['2024', '2025-01-01T00:00:00Z', false],
    ['2024-02', '2024-02-29T12:00:00Z', true],
    ['2024-02-29', '2024-03-01T00:00:00Z', false],
    ['ge2024-02', '2024-02-01T00:00:00Z', true],
    ['ge2024-02', '2024-01-31T23:59:59Z', false],
    ['gt2024', '2024-06-01T00:00:00Z', false],
    ['gt2024', '2025-01-01T00:00:00Z', true],
    ['le2024', '2024-06-01T00:00:00Z', true],
    ['lt2024-06-01', '2024-05-31T23:59:59Z', true],
    ['lt2024-06-01', '2024-06-01T00:00:00Z', false],
    ['ge2024-06-01T10:00:00+02:00', '2024-06-01T08:00:00Z', true],
  ])('%s matches %s: %s', (text, instant, expected) => {
    expect(matches(text, instant)).toBe(expected);
  });

  it.each(['yesterday', '24', '2024-13', '2024-02-30x', 'ap2024', '2024-06-01T10:00', '', undefined])(
    'refuses %j',
    (text) => {
      expect(dateParameter('date', text).ok).toBe(false);
    },
  );
});
