// LOINC codes of the vital signs that R4 has profiles for, each with the units it may be measured in (UCUM; R4 value sets
// ucum-bodyweight, ucum-bodylength and ucum-bodytemp, and fixed codes of the others).
const length = ['cm', '[in_i]'];

/** Units by the LOINC code of the vital sign. */
export const unitsOfSign: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    '9279-1': ['/min'],
    '8867-4': ['/min'],
    '2708-6': ['%'],
    '59408-5': ['%'],
    '8310-5': ['Cel', '[degF]'],
    '8302-2': length,
    '9843-4': length,
    '29463-7': ['g', 'kg', '[lb_av]'],
    '39156-5': ['kg/m2'],
  }).map(([code, units]) => [code, new Set(units)]),
);

/** Units that a component of a vital sign may be measured in (R4 value set ucum-vitals-common). */
export const unitsOfComponent: ReadonlySet<string> = new Set([
  ...['%', 'cm', '[in_i]', 'kg', 'g', '[lb_av]', 'Cel', '[degF]', 'mm[Hg]', '/min', 'kg/m2', 'm2'],
]);
