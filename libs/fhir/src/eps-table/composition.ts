import { base, eps, epsPatient, ips, organization, practitioner, practitionerRole, r4, r5 } from './canonicals.js';
import { once, slicedExtensions, type Invariant, type ProfileRows, type Row } from './row.js';

/** A section of the European Patient Summary: a slice of Composition.section. */
export interface EpsSection {
  /** Name of the slice in EPS. */
  readonly slice: string;
  readonly loinc: string;
  /** 1..1 where true, else 0..1. */
  readonly required: boolean;
  /** Resource types of its entries next to DocumentReference; undefined means any. */
  readonly types?: readonly string[];
  /** Profiles of entries, by the name of the slice of `entry`. */
  readonly entries?: Readonly<Record<string, string>>;
}

/** The sections of EPS 1.0.0-xtehr, composition-eu-eps. */
export const epsSections: readonly EpsSection[] = [
  {
    slice: 'sectionProblems',
    loinc: '11450-4',
    required: true,
    types: ['Condition'],
    entries: { problem: base('condition-eu-core') },
  },
  {
    slice: 'sectionAllergies',
    loinc: '48765-2',
    required: true,
    types: ['AllergyIntolerance'],
    entries: { allergyOrIntolerance: base('allergyIntolerance-eu-core') },
  },
  {
    slice: 'sectionMedications',
    loinc: '10160-0',
    required: true,
    types: ['MedicationStatement', 'MedicationRequest', 'MedicationAdministration', 'MedicationDispense'],
    entries: { medicationStatementOrRequest: eps('MedicationStatement-eu-eps') },
  },
  {
    slice: 'sectionImmunizations',
    loinc: '11369-6',
    required: false,
    types: ['Immunization'],
    entries: { immunization: base('immunization-eu-core') },
  },
  {
    slice: 'sectionResults',
    loinc: '30954-2',
    required: false,
    types: ['Observation', 'DiagnosticReport'],
    entries: {
      'results-medicalTestResult': base('medicalTestResult-eu-core'),
      'results-diagnosticReport': eps('diagnosticReport-eu-eps'),
    },
  },
  {
    slice: 'sectionProceduresHx',
    loinc: '47519-4',
    required: true,
    types: ['Procedure'],
    entries: { procedure: eps('procedure-eu-eps') },
  },
  {
    slice: 'sectionMedicalDevices',
    loinc: '46264-8',
    required: true,
    types: ['DeviceUseStatement'],
    entries: { deviceStatement: eps('deviceUseStatement-eu-eps') },
  },
  {
    slice: 'sectionAdvanceDirectives',
    loinc: '42348-3',
    required: false,
    types: ['Consent'],
    entries: { advanceDirectivesConsent: eps('consent-eu-eps') },
  },
  {
    slice: 'sectionAlert',
    loinc: '104605-1',
    required: false,
    types: ['Flag'],
    entries: { flag: base('flag-patient-eu-core') },
  },
  {
    slice: 'sectionFunctionalStatus',
    loinc: '47420-5',
    required: false,
    types: ['Condition', 'ClinicalImpression'],
    entries: { disability: base('condition-eu-core') },
  },
  {
    slice: 'sectionPregnancyHx',
    loinc: '10162-6',
    required: false,
    entries: {
      pregnancyStatus: ips('Observation-pregnancy-status-uv-ips'),
      pregnancyOutcome: ips('Observation-pregnancy-outcome-uv-ips'),
      gestationalAge: eps('observation-pregnancy-gestationalAge-eu-eps'),
    },
  },
  { slice: 'sectionPatientStory', loinc: '81338-6', required: false },
  {
    slice: 'sectionPlanOfCare',
    loinc: '18776-5',
    required: false,
    types: ['CarePlan', 'ImmunizationRecommendation'],
  },
  {
    slice: 'sectionSocialHistory',
    loinc: '29762-2',
    required: false,
    types: ['Observation'],
    entries: {
      smokingTobaccoUse: ips('Observation-tobaccouse-uv-ips'),
      alcoholUse: ips('Observation-alcoholuse-uv-ips'),
    },
  },
  {
    slice: 'sectionVitalSigns',
    loinc: '8716-3',
    required: false,
    types: ['Observation'],
    entries: { vitalSign: r4('vitalsigns') },
  },
  {
    slice: 'sectionTravelHx',
    loinc: '10182-4',
    required: false,
    types: ['Observation'],
    entries: { travelObservation: eps('observation-travel-eu-eps') },
  },
  { slice: 'sectionPatientHx', loinc: '11329-0', required: false },
];

const emptySection: Invariant = {
  key: 'ips-comp-1',
  human: 'A section must refer to at least one entry or say in emptyReason why it has none.',
  expression: '(entry.reference.exists() or emptyReason.exists())',
};

function sectionRows({ slice, loinc, required, types, entries }: EpsSection): readonly Row[] {
  const place = `section:${slice}`;
  const rows: Row[] = [
    [place, required ? '1..1' : '0..1'],
    [`${place}.code`, '', { pattern: { coding: [{ system: 'http://loinc.org', code: loinc }] } }],
  ];
  if (types !== undefined) rows.push([`${place}.entry`, '', { targets: [...types, 'DocumentReference'] }]);
  if (entries === undefined) return rows;
  rows.push([
    `${place}.entry`,
    '',
    { ...(types !== undefined && { targets: [...types, 'DocumentReference'] }), slicedBy: [['type', 'resolve()']] },
  ]);
  for (const [name, profile] of Object.entries(entries))
    rows.push([`${place}.entry:${name}`, '', { targets: [profile] }]);
  return rows;
}

/** The Composition of the European Patient Summary. */
export const compositionProfile: ProfileRows = {
  type: 'Composition',
  imposes: [ips('Composition-uv-ips')],
  clause: 'EPS 1.0.0-xtehr, composition-eu-eps',
  rows: [
    slicedExtensions,
    once('extension:version', r5('Composition.version')),
    ['subject', '1..1', { targets: [epsPatient] }],
    ['subject.reference', '1..1'],
    ['author', '', { targets: [practitioner, practitionerRole, 'Device', organization, epsPatient, 'RelatedPerson'] }],
    ['attester.party', '', { targets: [practitioner, practitionerRole, organization, epsPatient, 'RelatedPerson'] }],
    ['custodian', '', { targets: [organization] }],
    ['section', '5..*', { slicedBy: [['value', 'code']], invariants: [emptySection] }],
    ['section.title', '1..1'],
    ['section.code', '1..1'],
    ['section.text', '1..1'],
    ['section.section', '..0'],
    ...epsSections.flatMap(sectionRows),
  ],
};
