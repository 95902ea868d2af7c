import { describe, expect, it } from '@jest/globals';
import { isUcum } from './ucum.js';

describe('isUcum', () => {
  it.each([
    'g', 'mg', 'ug', 'mg/dL', 'g/L', '10*3/uL', '10*9/L', '10^6/uL', 'mm[Hg]', 'cm[H2O]', '%', '1', '/min', '{score}', '{tbl}', 'Cel', '[degF]',
    '[iU]', '[IU]/mL', 'k[IU]/L', 'mmol/L', 'kg/m2', 'm2', 's-1', 'mL/min/{1.73_m2}', '(8.h)', 'mL/(24.h)', 'a', 'mo', 'wk', 'd', 'h',
    'min', '[in_i]', 'L/(min.m2)', '/[HPF]', 'mg{creat}', 'U/10*10', "[arb'U]/mL", '10*', 'm[Hg]', 'meq/L', 'osm/kg', '[drp]', "''", 'ng/mL{FEU}',
  ])('accepts %s', (unit) => {
    expect(isUcum(unit)).toBe(true);
  }); // prettier-ignore

  it.each([
    '',
    'notaunit',
    'tablet',
    'mgs',
    'mcg',
    'mg/',
    '.mg',
    'mg//L',
    '(mg',
    'mg)',
    '()',
    'mg mL',
    'Tablette',
    'k%',
    'kmin',
    '{',
    'm{',
    'mm Hg',
    'IU',
    '°C',
    'mg((L))x',
  ])('refuses %j', (unit) => {
    expect(isUcum(unit)).toBe(false);
  });
});
