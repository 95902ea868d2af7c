import { describe, expect, it } from '@jest/globals';
import { columns, shown } from './columns.js';

describe('columns', () => {
  it('are as wide as their widest cell, with numbers to the right and nothing at the ends of lines', () => {
    expect(
      columns(
        [
          ['EDQM', 1232, 'all'],
          ['SNOMED CT', 7, ''],
        ],
        ['code system', 'codes', 'of its codes'],
      ),
    ).toEqual(['code system  codes  of its codes', 'EDQM          1232  all', 'SNOMED CT        7']);
  });

  it('have their heading without any row', () => {
    expect(columns([], ['a', 'bc'])).toEqual(['a  bc']);
  });

  it('show control characters in place of obeying them', () => {
    expect(shown('\u001b[31mred\u0007\n')).toBe('\\u001b[31mred\\u0007\\u000a');
    expect(columns([['\u001b[2J']], ['x'])[1]).toBe('\\u001b[2J');
  });
});
