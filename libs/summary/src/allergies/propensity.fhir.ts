import type { AllergyIntolerance } from 'fhir/r4.js';
import { stated } from '../fhir/narrowing.js';
import type { Coded } from '../model/coded.js';
import { codingsOf } from '../model/codings.js';

type Type = NonNullable<AllergyIntolerance['type']>;
type Category = NonNullable<AllergyIntolerance['category']>[number];

interface Propensity {
  readonly code: string;
  readonly display: string;
  readonly type?: Type;
  readonly category?: Category;
}

const snomed = 'http://snomed.info/sct';

// CDA says type and category in one SNOMED CT code (eHDSIAdverseEventType has three today, documents still carry the
// older ones, docs/dialects.md); FHIR says them in two elements of its own codes. Rows that are written come before those only read.
const table: readonly Propensity[] = [
  { code: '609328004', display: 'Allergic disposition', type: 'allergy' },
  { code: '782197009', display: 'Intolerance to substance', type: 'intolerance' },
  { code: '416098002', display: 'Allergy to drug', type: 'allergy', category: 'medication' },
  { code: '414285001', display: 'Allergy to food', type: 'allergy', category: 'food' },
  { code: '426232007', display: 'Environmental allergy', type: 'allergy', category: 'environment' },
  { code: '59037007', display: 'Intolerance to drug', type: 'intolerance', category: 'medication' },
  { code: '235719002', display: 'Intolerance to food', type: 'intolerance', category: 'food' },
  { code: '419511003', display: 'Propensity to adverse reaction to drug', category: 'medication' },
  { code: '418471000', display: 'Propensity to adverse reaction to food', category: 'food' },
  { code: '420134006', display: 'Propensity to adverse reaction' },
  { code: '418038007', display: 'Propensity to adverse reaction to substance' },
  { code: '419199007', display: 'Allergy to substance', type: 'allergy' },
];

/** Type and category of an allergy, and whether they are all that the type of propensity said. */
export interface TypeOfAllergy {
  readonly type?: Type;
  readonly category?: Category;
  readonly whole: boolean;
}

/**
 * Type and category of an allergy from its type of propensity; undefined where the type is none that FHIR can say. Of
 * several codes the one that says most is taken; the most general types say neither.
 */
export function typeOf(propensity: Coded | undefined): TypeOfAllergy | undefined {
  const codings = codingsOf(propensity);
  const rows = table.filter(({ code }) => codings.some((coding) => coding.system === snomed && coding.code === code));
  const row = rows.find(({ category }) => category !== undefined) ?? rows[0];
  if (row === undefined) return undefined;
  const { type, category } = row;
  const again = propensityOf(type, category === undefined ? [] : [category])?.coding?.code;
  return stated({ type, category, whole: codings.every(({ system, code }) => system === snomed && code === again) });
}

/** The type of propensity that type and category say together; undefined where they say nothing. */
export function propensityOf(type: string | undefined, categories: readonly string[]): Coded | undefined {
  const [category, ...others] = categories;
  if (type === undefined && category === undefined) return undefined;
  const only = others.length === 0 ? category : undefined;
  const row =
    table.find((each) => each.type === type && each.category === only) ?? table.find((each) => each.type === type);
  return row && { coding: { system: snomed, code: row.code, display: row.display } };
}
