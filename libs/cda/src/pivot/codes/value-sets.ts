/** OID of a value set of the Master Value Set Catalogue by its last number (fhir.md section 6.3). */
export function valueSetOid(number: number): string {
  return `1.3.6.1.4.1.12559.11.10.1.3.1.42.${number}`;
}

const snomed = '2.16.840.1.113883.6.96';
const loinc = '2.16.840.1.113883.6.1';
const atc = '2.16.840.1.113883.6.73';
const edqm = '0.4.0.127.0.16.1.1.2.1';
const icd10 = '1.3.6.1.4.1.12559.11.10.1.3.1.44.2';
const absentUnknown = '2.16.840.1.113883.5.1150.1';

/** Code systems that the codes of a value set are of, by the number of the value set. */
export const systemsOfValueSet: Readonly<Record<number, readonly string[]>> = {
  1: ['2.16.840.1.113883.2.9.6.2.7'],
  2: [edqm],
  3: [edqm],
  4: ['1.0.3166.1'],
  5: [icd10],
  8: [snomed, '1.3.6.1.4.1.12559.11.10.1.3.1.44.6'],
  9: [loinc],
  10: [snomed],
  11: [snomed],
  12: [edqm],
  13: [snomed],
  14: [snomed],
  15: [snomed],
  16: ['2.16.840.1.113883.6.8'],
  18: [snomed],
  19: [snomed],
  20: [snomed],
  21: [loinc],
  23: [snomed],
  24: [atc],
  26: [loinc],
  28: [snomed, atc],
  30: [snomed],
  31: ['2.16.840.1.113883.5.25'],
  32: [loinc],
  34: ['2.16.840.1.113883.5.1'],
  38: ['2.16.840.1.113883.5.111'],
  41: ['2.16.840.1.113883.5.139'],
  47: [absentUnknown],
  48: [absentUnknown],
  49: [absentUnknown],
  50: [absentUnknown],
  51: [absentUnknown],
  57: ['2.16.840.1.113883.4.642.4.130'],
  58: ['2.16.840.1.113883.4.642.4.1371'],
  59: ['2.16.840.1.113883.4.642.4.1373'],
  60: [snomed],
  61: [snomed],
  62: [snomed],
  63: ['1.3.6.1.4.1.12559.11.10.1.3.1.44.5'],
};
