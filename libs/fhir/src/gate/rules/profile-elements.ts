/**
 * Elements that EPS 1.0.0-xtehr, EU base 2.0.0 or the imposed IPS 2.0 demand and FHIR R4 does not. A data-absent-reason
 * in the place of a primitive (`_birthDate`) counts as the element, as the standard says.
 */
export interface ProfileElement {
  readonly type: string;
  /** Any of these properties fulfils the rule; `subject.reference` looks one level down. */
  readonly anyOf: readonly string[];
  readonly rule: string;
  readonly text: string;
}

const subjectTypes =
  'CarePlan ClinicalImpression Condition DeviceUseStatement DiagnosticReport DocumentReference Flag ImagingStudy ' +
  'MedicationRequest MedicationStatement Procedure Observation';
const patientTypes = 'AllergyIntolerance Immunization ImmunizationRecommendation';
const effective = ['effectiveDateTime', 'effectivePeriod', 'effectiveTiming', 'effectiveInstant'];
const performed = ['performedDateTime', 'performedPeriod', 'performedString', 'performedAge', 'performedRange'];

function demand(type: string, anyOf: readonly string[], rule: string, text: string): ProfileElement {
  return { type, anyOf, rule, text };
}

/** The table. */
export const profileElements: readonly ProfileElement[] = [
  ...subjectTypes
    .split(' ')
    .map((type) =>
      demand(type, ['subject.reference'], 'eps-bundle-subject-ref', `${type}.subject must be a reference.`),
    ),
  ...patientTypes
    .split(' ')
    .map((type) =>
      demand(type, ['patient.reference'], 'eps-bundle-patient-ref', `${type}.patient must be a reference.`),
    ),
  demand(
    'Patient',
    ['name'],
    'ips-patient-name',
    'A patient must have a name (IPS Patient-uv-ips, EPS patient-eu-eps).',
  ),
  demand(
    'Patient',
    ['birthDate'],
    'ips-patient-birthdate',
    'A patient must have a date of birth, or the reason why not.',
  ),
  demand('Practitioner', ['name'], 'ips-practitioner-name', 'A practitioner must have a name.'),
  demand('Organization', ['name'], 'ips-organization-name', 'An organisation must have a name.'),
  demand('AllergyIntolerance', ['code'], 'ips-allergy-code', 'An allergy must have a code.'),
  demand('Condition', ['code'], 'ips-condition-code', 'A condition must have a code.'),
  demand('Medication', ['code'], 'eps-bundle-resource-code', 'A medication must have a code.'),
  demand(
    'MedicationStatement',
    effective,
    'ips-medication-effective',
    'A medication statement must say when, or why not.',
  ),
  demand('Procedure', ['code'], 'ips-procedure-code', 'A procedure must have a code.'),
  demand('Procedure', performed, 'ips-procedure-performed', 'A procedure must say when it was performed, or why not.'),
  demand(
    'DeviceUseStatement',
    ['timingDateTime', 'timingPeriod', 'timingTiming'],
    'ips-device-timing',
    'A device use must say when, or why not.',
  ),
  demand('DiagnosticReport', effective, 'ips-report-effective', 'A report must say when it holds, or why not.'),
  demand('Specimen', ['type'], 'ips-specimen-type', 'A specimen must have a type.'),
];

/** The rows of a type. */
export const profileElementsOf: ReadonlyMap<string, readonly ProfileElement[]> = byType();

function byType(): Map<string, ProfileElement[]> {
  const rows = new Map<string, ProfileElement[]>();
  for (const row of profileElements) rows.set(row.type, [...(rows.get(row.type) ?? []), row]);
  return rows;
}
