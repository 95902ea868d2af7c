import { describe, expect, it } from '@jest/globals';
import { collapsed, itemsOf, simpleTypes } from './lexical.js';

const uuid = '6e1b4a44-0c4a-4b6e-9d0a-0a1b2c3d4e5f';

const cases: Readonly<Record<string, { accepts: readonly string[]; refuses: readonly string[] }>> = {
  bl: { accepts: ['true', 'false', ' true\n'], refuses: ['', '1', '0', 'TRUE', 'yes'] },
  bin: { accepts: ['', 'AAAA', 'AA AA\n', 'AAA=', 'AA=='], refuses: ['A', 'AA=', 'AB==', 'AAB=', '=AAA', 'AA-A'] },
  cs: { accepts: ['a', ' 38 ', '\u00a0', 'é'], refuses: ['', ' ', 'a b', 'a\tb'] },
  int: { accepts: ['0', '+7', '-007', ' 1 '], refuses: ['', '1.0', '1e3', '--1', '٣'] },
  list_int: { accepts: ['', '1 2  3'], refuses: ['1,2', '1 x'] },
  probability: { accepts: ['0', '1', '0.5', '1e-3'], refuses: ['-0.1', '1.01', 'INF', 'NaN', ''] },
  real: {
    accepts: ['1', '+1', '-1.', '.5', '1e5', '1E-5', 'INF', '-INF', 'NaN', ' 1 '],
    refuses: ['', '.', '1,5', '1e', '+INF', 'nan', '0x1', '1 2', '1d'],
  },
  st: { accepts: ['a', ' '], refuses: [''] },
  ts: {
    accepts: ['2', '2024', '20240131', '202401311', '20240131120000', '20240131120000.1', '202401311200+01', '20240131120000.123-0530'],
    refuses: ['', '2024-01-31', '20240131+01', '202401311200000', '20240131120000+', '20240131120000+01000', '2024013112.5', ' 2024'],
  },
  uid: {
    accepts: ['2', '2.16.840.1', '0.4.0', uuid, uuid.toUpperCase(), 'LOINC', 'HL7-x'],
    refuses: ['', '3.1', '2.', '2..1', '2.016', ' 2.16', '2.16 ', uuid.slice(0, 13), 'a_b', '-a', '1a'],
  },
  url: {
    accepts: ['', '#id', 'tel:+352 1', 'mailto:a@b', 'http://a:80/b?c#d', '//a', 'http://[::1]/', 'é', 'a%20b', '..', '?q'],
    refuses: ['%', '%zz', 'a#b#c', '1:2', ':a', 'http://a:b/', 'http://[', 'tel:[1]'],
  },
  boolean: { accepts: ['true', '0', '1'], refuses: ['', 'yes'] },
  ID: { accepts: ['a', '_1', 'é-1.2', ' a '], refuses: ['', '1a', 'a:b', 'a b', '-a', '.a', '\u0300'] },
  IDREF: { accepts: ['a'], refuses: ['a b'] },
  IDREFS: { accepts: ['a', ' a  b '], refuses: ['', ' ', 'a 1b'] },
  NMTOKEN: { accepts: ['1', 'a:b', '-', '\u0300'], refuses: ['', 'a b', 'a/b', 'a,b'] },
  NMTOKENS: { accepts: ['Bold Italics', '1'], refuses: ['', 'a,b'] },
  string: { accepts: ['', 'anything'], refuses: [] },
}; // prettier-ignore

describe('the simple types', () => {
  it('are all here', () => expect(Object.keys(cases).sort()).toEqual(Object.keys(simpleTypes).sort()));

  it.each(Object.entries(cases))('%s', (name, { accepts, refuses }) => {
    const accepting = simpleTypes[name]!;
    expect(accepts.filter((value) => !accepting(value))).toEqual([]);
    expect(refuses.filter((value) => accepting(value))).toEqual([]);
  });

  it.each(Object.keys(simpleTypes))('%s takes a long value without taking long', (name) => {
    const began = process.cpuUsage();
    for (const piece of ['a', '0', '.0', 'A=', '%41', ' ', '-', 'a:', '/', '2.', '[', '@', '1e']) {
      simpleTypes[name]!(`${piece.repeat(100_000 / piece.length)}!`);
    }
    // A pattern that goes over the text again and again would take minutes; this is no measure of speed.
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(5_000);
  });
});

describe('white space', () => {
  it('around a value is XML’s and no other', () => {
    expect(collapsed(' \t\r\na b\n')).toBe('a b');
    expect(collapsed('\u00a0a\u2003')).toBe('\u00a0a\u2003');
  });

  it('separates the items of a list', () => {
    expect(itemsOf(' a\n b ')).toEqual(['a', 'b']);
    expect(itemsOf(' ')).toEqual([]);
  });
});
