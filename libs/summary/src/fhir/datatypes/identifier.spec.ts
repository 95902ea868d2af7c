import { describe, expect, it } from '@jest/globals';
import { identifier, readIdentifier, readIdentifiers } from './identifier.js';

describe('identifier', () => {
  it.each([
    { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' },
    { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:dd603e7a-f38c-466e-8ea5-ed17cccc75e7' },
    { system: 'https://ssn.example/id', value: 'A 1' },
    { system: 'Caisse nationale de santé', value: '7' },
    { system: 'urn:oid:2.999', value: '7' },
    { system: '', value: '7' },
  ])('gives back %j', (pair) => {
    expect(readIdentifier(JSON.parse(JSON.stringify(identifier(pair))))).toEqual(pair);
  });

  it('writes no system that is not an absolute URI', () => {
    expect(identifier({ system: 'CNS', value: '7' })).toEqual({ value: '7', assigner: { display: 'CNS' } });
    expect(identifier({ system: 'urn:ietf:rfc:3986', value: 'not-a-uri' })).toEqual({ value: 'not-a-uri' });
  });
});

describe('readIdentifier', () => {
  it('makes URNs of bare OIDs and UUIDs', () => {
    expect(readIdentifier({ system: '1.3.182.4.4', value: 1957 })).toEqual({
      system: 'urn:oid:1.3.182.4.4',
      value: '1957',
    });
    expect(readIdentifier({ value: 'DD603E7A-F38C-466E-8EA5-ED17CCCC75E7' })).toEqual({
      system: 'urn:ietf:rfc:3986',
      value: 'urn:uuid:dd603e7a-f38c-466e-8ea5-ed17cccc75e7',
    });
  });

  it('passes over what has no value', () => {
    expect(readIdentifiers([{ system: 'urn:oid:1.3.182.4.4' }, 'x', null, { value: '' }])).toEqual([]);
  });
});
