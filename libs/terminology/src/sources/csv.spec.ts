import { describe, expect, it } from '@jest/globals';
import { readCsv } from './csv.js';

const fieldsOf = (text: string): readonly (readonly string[])[] => readCsv(text).records.map(({ fields }) => fields);
const problemOf = (text: string): unknown => readCsv(text).problems;

describe('readCsv', () => {
  it('reads bare and quoted fields with commas, quotes and line breaks inside', () => {
    expect(fieldsOf('a,b\r\n"x, y","say ""no""\nagain"\n')).toEqual([
      ['a', 'b'],
      ['x, y', 'say "no"\nagain'],
    ]);
  });

  it('keeps empty fields, also the last one of a record without line end', () => {
    expect(fieldsOf('a,,\n,b,')).toEqual([
      ['a', '', ''],
      ['', 'b', ''],
    ]);
  });

  it('passes over empty lines and counts them', () => {
    expect(readCsv('a\n\n\nb\n').records).toEqual([
      { line: 1, fields: ['a'] },
      { line: 4, fields: ['b'] },
    ]);
  });

  it('counts the lines inside quoted fields', () => {
    expect(readCsv('"a\nb"\nc\n').records.map(({ line }) => line)).toEqual([1, 3]);
  });

  it('refuses a quoted field that is not closed and names its line', () => {
    expect(problemOf('a,b\n"c,d\ne,f\n')).toEqual([{ line: 2, problem: 'a quoted field is not closed' }]);
  });

  it('refuses a quote inside a bare field', () => {
    expect(problemOf('a,b"c\n')).toEqual([
      { line: 1, problem: 'a quote stands inside a field that does not start with one' },
    ]);
  });

  it('refuses text after a closing quote', () => {
    expect(problemOf('"a"b\n')).toEqual([{ line: 1, problem: 'text follows a closing quote' }]);
  });

  it('refuses a lone carriage return', () => {
    expect(problemOf('a\rb\n')).toEqual([{ line: 1, problem: 'a carriage return stands alone' }]);
  });
});
