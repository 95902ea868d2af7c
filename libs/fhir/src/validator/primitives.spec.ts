import { describe, expect, it } from '@jest/globals';
import { primitiveCheck } from './primitives.js';

describe('the forms of primitives', () => {
  it.each([
    ['date', ['1968', '1968-10', '1968-10-15', '2024-02-29', '2000-02-29']],
    [
      'dateTime',
      ['1968', '1968-10-15', '2024-06-03T11:18:54+02:00', '2024-06-03T11:18:54.123Z', '2016-12-31T23:59:60Z'],
    ],
    ['instant', ['2024-06-03T11:18:54+02:00']],
    ['decimal', [0, -1.5, 1e10]],
    ['code', ['final', 'a b']],
    ['positiveInt', [1]],
    ['base64Binary', ['AAAA', 'AA==']],
    ['oid', ['urn:oid:1.3.182.4.4']],
    [
      'uri',
      ['urn:oid:2.999', 'urn:uuid:6b86b273-ff34-4ce1-9d6b-804eff5a3f57', 'http://loinc.org', 'urn:ietf:rfc:3986'],
    ],
  ])('accepts %s %j', (type, values) => {
    for (const value of values) expect([value, primitiveCheck(type)(value)]).toEqual([value, true]);
  });

  it.each([
    [
      'date',
      [
        '1990-13-45',
        '2023-02-29',
        '1900-02-29',
        '2024-04-31',
        '2024-00-01',
        '68',
        '1968-1-1',
        '2024-06-03T11:18:54Z',
        1968,
        '',
      ],
    ],
    [
      'dateTime',
      [
        '2024-06-03T11:18',
        '2024-06-03T11:18:54',
        '2024-06-03 11:18:54Z',
        '2024-06-03T24:00:00Z',
        '2024-02-30T11:18:54Z',
      ],
    ],
    ['instant', ['2024-06-03', '2024']],
    ['decimal', ['13.4', null, true]],
    ['code', [' final', 'final ', 'a  b', '', 7]],
    ['string', ['', '  ', 7]],
    ['boolean', ['true', 1]],
    ['positiveInt', [0, 1.5, '1', 2147483648]],
    ['unsignedInt', [-1]],
    [
      'uri',
      ['a b', '', 'urn:oid:LOCAL', 'urn:oid:1.02', 'urn:uuid:123', 'urn:uuid:6B86B273-FF34-4CE1-9D6B-804EFF5A3F57'],
    ],
    ['id', ['x_y', 'é', 'x'.repeat(65)]],
    ['oid', ['1.3.182.4.4', 'urn:oid:1.03']],
    ['base64Binary', ['=A', 'é']],
  ])('refuses %s %j', (type, values) => {
    for (const value of values) expect([value, primitiveCheck(type)(value)]).toEqual([value, false]);
  });
});
