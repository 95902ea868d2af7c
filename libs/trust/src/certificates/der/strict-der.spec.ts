import { describe, expect, it } from '@jest/globals';
import {
  bitStringOf,
  booleanOf,
  generalizedTimeOf,
  integerOctets,
  namedBits,
  oidOf,
  smallNumber,
  timeOf,
} from './der-primitives.js';
import { DerError, derAt, derOf, DerWalk, membersOf } from './strict-der.js';
import { derOid, derSequence, derValue } from './write-der.js';

const octets = (hexadecimal: string): Buffer => Buffer.from(hexadecimal.replaceAll(' ', ''), 'hex');
const node = (hexadecimal: string) => derAt(octets(hexadecimal), 0);
const time = (tag: number, text: string) => derAt(derValue(tag, Buffer.from(text)), 0);

describe('the strict DER reader', () => {
  it.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['an indefinite length', '30 80 00 00'],
    ['a long form where the short one does', '04 81 05 01 02 03 04 05'],
    ['a length with a leading zero', '04 82 00 80'],
    ['a length of five octets', '04 85 01 00 00 00 00'],
    ['a length cut off', '04 82 01'],
    ['a value cut off', '04 05 01'],
    ['a tag of several octets', '1f 81 01 00'],
  ])('refuses %s', (_, hexadecimal) => {
    expect(() => node(hexadecimal)).toThrow(DerError);
  });

  it('refuses octets behind the value, another tag, and values that are not expected', () => {
    expect(() => derOf(octets('05 00 00'), 0x05)).toThrow(DerError);
    expect(() => derOf(octets('05 00'), 0x04)).toThrow(DerError);
    expect(() => membersOf(node('30 03 05 00 05'))).toThrow(DerError);
    const walk = new DerWalk(octets('05 00 05 00'));
    walk.next();
    expect(() => walk.end()).toThrow(DerError);
  });

  it.each([
    ['an empty INTEGER', () => integerOctets(node('02 00'))],
    ['a padded INTEGER', () => integerOctets(node('02 02 00 7f'))],
    ['a padded negative INTEGER', () => integerOctets(node('02 02 ff 80'))],
    ['a negative number', () => smallNumber(node('02 01 ff'))],
    ['a number of five octets', () => smallNumber(node('02 05 01 00 00 00 00'))],
    ['a BOOLEAN of 01', () => booleanOf(node('01 01 01'))],
    ['a BOOLEAN of two octets', () => booleanOf(node('01 02 ff ff'))],
    ['a BIT STRING without its first octet', () => bitStringOf(node('03 00'))],
    ['eight unused bits', () => bitStringOf(node('03 02 08 00'))],
    ['unused bits of nothing', () => bitStringOf(node('03 01 01'))],
    ['unused bits that are set', () => namedBits(node('03 02 01 81'))],
    ['an empty OBJECT IDENTIFIER', () => oidOf(node('06 00'))],
    ['an OBJECT IDENTIFIER cut off', () => oidOf(node('06 02 2a 86'))],
    ['a padded arc', () => oidOf(node('06 03 2a 80 01'))],
    ['no OBJECT IDENTIFIER', () => oidOf(node('02 01 01'))],
    ['a UTCTime without seconds', () => timeOf(time(0x17, '2611281200Z'))],
    ['a UTCTime with an offset', () => timeOf(time(0x17, '261128120000+0100'))],
    ['31 February', () => timeOf(time(0x17, '260231120000Z'))],
    ['the 24th hour', () => timeOf(time(0x17, '261128240000Z'))],
    ['the 60th second', () => timeOf(time(0x17, '261128120060Z'))],
    ['GeneralizedTime before 2050', () => timeOf(time(0x18, '20261128120000Z'))],
    ['GeneralizedTime with fractions', () => generalizedTimeOf(time(0x18, '20261128120000.5Z'))],
    ['UTCTime for GeneralizedTime', () => generalizedTimeOf(time(0x17, '261128120000Z'))],
  ])('refuses %s', (_, read) => {
    expect(read).toThrow(DerError);
  });

  it('reads times as RFC 5280 section 4.1.2.5 has them', () => {
    expect(timeOf(time(0x17, '491231235959Z')).toISOString()).toBe('2049-12-31T23:59:59.000Z');
    expect(timeOf(time(0x17, '500101000000Z')).toISOString()).toBe('1950-01-01T00:00:00.000Z');
    expect(timeOf(time(0x18, '20500101000000Z')).toISOString()).toBe('2050-01-01T00:00:00.000Z');
    expect(timeOf(time(0x18, '99991231235959Z')).toISOString()).toBe('9999-12-31T23:59:59.000Z');
    expect(generalizedTimeOf(time(0x18, '20240229000000Z')).toISOString()).toBe('2024-02-29T00:00:00.000Z');
  });

  it.each(['0.9.2342.19200300.100.1.25', '1.2.840.113549.1.1.11', '2.5.29.15', '2.16.840.1.101.3.4.2.1', '2.999.1'])(
    'reads %s as it was written',
    (dotted) => {
      expect(oidOf(derAt(derOid(dotted), 0))).toBe(dotted);
    },
  );

  it.each([0, 1, 127, 128, 255, 256, 65_535, 65_536])('reads a value of %i octets as it was written', (length) => {
    const written = derSequence(derValue(0x04, Buffer.alloc(length, 7)));
    expect(membersOf(derOf(written, 0x30))[0]?.content).toHaveLength(length);
  });
});
