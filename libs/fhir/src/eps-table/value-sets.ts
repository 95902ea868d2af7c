import type { ValueSetPlan } from '../definitions/definitions.js';

/**
 * Value sets that EPS binds codes to and that no package of npm holds. Which codes of LOINC speak of the age of a
 * pregnancy only a terminology with LOINC's properties can tell (component LP19507-0), so the set is open here.
 */
export const valueSetTable: Readonly<Record<string, ValueSetPlan>> = {
  'http://hl7.eu/fhir/eps/ValueSet/gestational-age-loinc': { open: ['http://loinc.org'] },
};
