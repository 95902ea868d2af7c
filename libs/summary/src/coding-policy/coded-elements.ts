import type { Coded } from '../model/coded.js';
import { loincSystem } from '../model/codings.js';
import { statusCode } from '../pregnancy/codes.js';
import { bloodGroupCodes } from '../results/codes.js';

/**
 * What eHDSI asks of a coded element (usage in OpenNCP's coded element list): `R` a European code is required; `RNFA` a
 * European code, or a null flavour in its place; `O` as it comes; `NA` nobody expects a European code.
 */
export type CodeUsage = 'R' | 'RNFA' | 'O' | 'NA';

/** What is asked of one element. */
export interface CodedElement {
  readonly usage: CodeUsage;
  /** Value sets of the European catalogue, by OID; a code of any of them will do. */
  readonly valueSets: readonly string[];
  /** Code systems whose codes will do as well: the model keeps them here and they are written elsewhere, or they are usual. */
  readonly besides?: readonly string[];
  /** The statements that this is said of, where it is not all of the concept; of others nothing is asked. */
  where?(statement: JudgedStatement): boolean;
}

/** What decides of a statement whether a row is for it: an entry, or a member of one. */
export interface JudgedStatement {
  readonly code?: Coded;
  readonly members?: readonly unknown[];
}

/** The policy: what is asked of which element. Elements it does not name are as they come. */
export type CodingPolicy = ReadonlyMap<string, CodedElement>;

const catalogue = '1.3.6.1.4.1.12559.11.10.1.3.1.42.';

function element(usage: CodeUsage, ...arcs: readonly number[]): CodedElement {
  return { usage, valueSets: arcs.map((arc) => `${catalogue}${arc}`) };
}

/** Whether a statement has one of these codes, of whatever system: those of LOINC look like no others. */
function coded(codes: ReadonlySet<string>): (statement: JudgedStatement) => boolean {
  return ({ code }) => code?.coding !== undefined && codes.has(code.coding.code);
}

// The status of the concern act, and that of a FHIR resource.
const statuses = ['v3-ActStatus', 'condition-clinical'].map((name) => `http://terminology.hl7.org/CodeSystem/${name}`);

/** Elements of statements that eHDSI has no value set for: any code will do that other countries know. */
const withoutValueSet = [
  ...['social-history.value.coded', 'functional-status.code', 'functional-status.value.coded', 'results.code'],
  ...['vital-signs.value.coded', 'travel-history.code'],
  ...['advance-directives.code', 'advance-directives.decision', 'advance-directives.documents.type'],
  ...['alerts.code', 'alerts.category'],
  ...['care-plan.category', 'care-plan.goals', 'care-plan.addresses'],
  ...['care-plan.activities.code', 'care-plan.activities.reasons', 'care-plan.activities.outcomes'],
  ...['vaccination-forecast.targetDisease', 'vaccination-forecast.forecastStatus', 'vaccination-forecast.reasons'],
  'vaccination-forecast.dates.meaning',
] as const;

/**
 * What eHDSI asks of the coded elements of a patient summary of level 3, by our names: the concept and the path in its
 * model; lists, `coding`, and the steps from a statement to one of its kind inside it (`members`) are left out. Made after OpenNCP's coded element list (myhealtheu-wire.md section 13.8), with
 * what differs told beside it.
 *
 * The one `R` of that list is the document code, which is no element of the model: the readers refuse a document that is
 * no patient summary (PSR-1102), and the writers write the code, as they do that of the observation of a reaction. Units
 * and the events of timings are no codings here.
 */
export const ehdsiPatientSummary: CodingPolicy = new Map<string, CodedElement>([
  ['header.patient.genderCode', element('RNFA', 34)],
  ['header.confidentiality', element('RNFA', 31)],
  ['header.patient.contacts.relationship', element('O', 38)],
  ['header.authors.role', element('O', 1)],
  ['section.code', element('O', 26)],
  // Products and models of devices have codes of their own country only; what they are made of is transcoded.
  ['medications.product.code', element('NA')],
  ['devices.modelCode', element('NA')],
  ['medications.product.ingredients.code', element('RNFA', 24)],
  ['medications.product.classes', element('RNFA', 24)],
  ['medications.product.form', element('O', 2)],
  ['medications.product.packageForm', element('O', 3)],
  ['medications.route', element('O', 12)],
  ['allergies.type', element('RNFA', 18)],
  // The list has medicines only; other allergens have a value set of their own since.
  ['allergies.agent', element('RNFA', 24, 19)],
  // The list has diseases; reactions have a value set of their own since.
  ['allergies.reactions.manifestation', element('RNFA', 5, 11)],
  ['allergies.reactions.severity', element('O', 13)],
  ['allergies.severity', element('O', 13)],
  ['allergies.criticality', element('O', 57)],
  ['allergies.verificationStatus', element('O', 58)],
  ['allergies.clinicalStatus', { ...element('O', 59), besides: statuses }],
  // The list has ICD-10 only; rare diseases have a value set of their own since.
  ['problems.code', element('RNFA', 5, 63)],
  ['problems.category', element('O', 23)],
  ['problems.severity', element('O', 13)],
  ['problems.clinicalStatus', { ...element('O', 15), besides: statuses }],
  ['problems.outcome', element('O', 30)],
  ['immunizations.vaccine', element('O', 28)],
  ['procedures.code', element('O', 10)],
  ['devices.code', element('O', 8)],
  ['allergies.absence.code', element('O', 47)],
  ['problems.absence.code', element('O', 50)],
  ['medications.absence.code', element('O', 49)],
  ['devices.absence.code', element('O', 48)],
  ['procedures.absence.code', element('O', 51)],
  ['social-history.code', element('O', 14)],
  ['results.value.coded', { ...element('O', 20), where: coded(bloodGroupCodes) }],
  // Blood pressure is all that the value set has. Other signs have LOINC codes, too; a panel has a code of its own.
  [
    'vital-signs.code',
    { ...element('O', 21), besides: [loincSystem], where: ({ members = [] }) => members.length === 0 },
  ],
  // The value sets name dates and outcomes; status, time of delivery and age of the child are named by LOINC.
  ['pregnancy.code', { ...element('O', 9, 62), besides: [loincSystem] }],
  ['pregnancy.value.coded', { ...element('O', 60), where: coded(new Set([statusCode])) }],
  // The list has no travel; the countries of the catalogue are those of ISO 3166-1.
  ['travel-history.value.coded', element('O', 4)],
  // The list has no plans. What is planned is named as what was done.
  ['vaccination-forecast.vaccines', element('O', 28)],
  ['care-plan.activities.medication.product.code', element('NA')],
  ['care-plan.activities.medication.product.ingredients.code', element('O', 24)],
  ['care-plan.activities.medication.product.classes', element('O', 24)],
  ['care-plan.activities.medication.product.form', element('O', 2)],
  ['care-plan.activities.medication.product.packageForm', element('O', 3)],
  ['care-plan.activities.medication.route', element('O', 12)],
  ...withoutValueSet.map((name) => [name, element('O')] as const),
]);
