import type { AllergyIntolerance } from 'fhir/r4.js';
import type { Coded } from '../model/coded.js';

type Criticality = NonNullable<AllergyIntolerance['criticality']>;

const system = 'http://hl7.org/fhir/allergy-intolerance-criticality';
const displays: Readonly<Record<Criticality, string>> = {
  low: 'Low Risk',
  high: 'High Risk',
  'unable-to-assess': 'Unable to Assess Risk',
};
/** What CDA documents use in place of the FHIR codes: ObservationValue of HL7 v3, the qualifiers of SNOMED CT (docs/dialects.md). */
const others: Readonly<Record<string, Criticality>> = {
  CRITL: 'low',
  CRITH: 'high',
  CRITU: 'unable-to-assess',
  '62482003': 'low',
  '75540009': 'high',
};

/** The code of AllergyIntolerance.criticality (required binding) that a coded criticality means. */
export function criticalityCode(coded: Coded | undefined): Criticality | undefined {
  if (coded?.coding === undefined) return undefined;
  for (const { code } of [coded.coding, ...(coded.coding.translations ?? [])]) {
    const found = isCriticality(code) ? code : others[code];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A criticality as coded value. */
export function criticalityOf(code: string | undefined): Coded | undefined {
  return code !== undefined && isCriticality(code) ? { coding: { system, code, display: displays[code] } } : undefined;
}

function isCriticality(code: string): code is Criticality {
  return Object.hasOwn(displays, code);
}
