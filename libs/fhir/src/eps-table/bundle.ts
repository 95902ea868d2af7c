import { bundleUvIps, eps, ips, r4 } from './canonicals.js';
import type { ProfileRows, Row } from './row.js';

const clause = 'EPS 1.0.0-xtehr, bundle-eu-eps';

/** The slices of Bundle.entry: name, resource type, profile. */
const entries: readonly (readonly [slice: string, type: string, profile: string])[] = [
  ['allergyintolerance', 'AllergyIntolerance', eps('allergyintolerance-obl-eu-eps')],
  ['condition', 'Condition', eps('condition-obl-eu-eps')],
  ['device', 'Device', eps('device-eu-eps')],
  ['deviceusestatement', 'DeviceUseStatement', eps('deviceUseStatement-eu-eps')],
  ['diagnosticreport', 'DiagnosticReport', eps('diagnosticReport-eu-eps')],
  ['flag', 'Flag', eps('flag-alert-obl-eu-eps')],
  ['imagingstudy', 'ImagingStudy', ips('ImagingStudy-uv-ips')],
  ['immunization', 'Immunization', eps('immunization-obl-eu-eps')],
  ['medication', 'Medication', eps('medication-obl-eu-eps')],
  ['medicationrequest', 'MedicationRequest', eps('medicationrequest-obl-eu-eps')],
  ['medicationstatement', 'MedicationStatement', eps('MedicationStatement-eu-eps')],
  ['practitioner', 'Practitioner', eps('practitioner-obl-eu-eps')],
  ['practitionerrole', 'PractitionerRole', eps('practitionerrole-obl-eu-eps')],
  ['procedure', 'Procedure', eps('procedure-eu-eps')],
  ['observation-pregnancy-edd', 'Observation', eps('observation-pregnancy-edd-eu-eps')],
  ['observation-pregnancy-outcome', 'Observation', eps('observation-pregnancy-outcome-eu-eps')],
  ['observation-pregnancy-status', 'Observation', eps('observation-pregnancy-status-eu-ips')],
  ['observation-alcohol-use', 'Observation', ips('Observation-alcoholuse-uv-ips')],
  ['observation-tobacco-use', 'Observation', ips('Observation-tobaccouse-uv-ips')],
  ['observation-vital-signs', 'Observation', r4('vitalsigns')],
  ['organization', 'Organization', eps('organization-obl-eu-eps')],
  ['specimen', 'Specimen', ips('Specimen-uv-ips')],
  ['observation-pregnancy-age', 'Observation', eps('observation-pregnancy-gestationalAge-eu-eps')],
];

const entryRow = ([slice, type, profile]: (typeof entries)[number]): Row => [
  `entry:${slice}.resource`,
  '',
  { profiles: { [type]: [profile] } },
];

/**
 * Resource types whose `subject.reference` must be there. The official invariant `eps-bundle-subject-ref` names Consent
 * too, which in R4 has `patient` and no `subject`, so that no Consent at all could fulfil it. That is the one exception
 * to the published text that this table makes; docs/fhir-validation.md names it.
 */
const withSubject =
  'Composition CarePlan ClinicalImpression Condition DeviceUseStatement DiagnosticReport DocumentReference Flag ImagingStudy ' +
  'MedicationRequest MedicationStatement Procedure Observation';
const withPatient = 'AllergyIntolerance Immunization ImmunizationRecommendation';

const resourcesOf = (types: string): string => {
  const isOneOf = types.split(' ').map((type) => `$this is ${type}`);
  return `entry.resource.where(${isOneOf.join(' or ')})`;
};

/** The Bundle of the European Patient Summary. */
export const bundleProfile: ProfileRows = {
  type: 'Bundle',
  imposes: [bundleUvIps],
  clause,
  rows: [
    [
      'entry',
      '2..*',
      {
        slicedBy: [
          ['type', 'resource'],
          ['profile', 'resource'],
        ],
      },
    ],
    ['entry.fullUrl', '1..1'],
    ['entry.resource', '1..1'],
    ['entry.search', '..0'],
    ['entry.request', '..0'],
    ['entry.response', '..0'],
    ['entry:composition', '1..1'],
    ['entry:composition.resource', '', { profiles: { Composition: [eps('composition-eu-eps')] } }],
    ['entry:patient', '1..1'],
    ['entry:patient.resource', '', { profiles: { Patient: [eps('patient-eu-eps')] } }],
    ...entries.map(entryRow),
  ],
  invariants: [
    {
      key: 'eps-bundle-subject-ref',
      human:
        'Every resource about the patient must refer to the patient in subject.reference; a display alone is not enough.',
      expression: `${resourcesOf(withSubject)}.all(subject.reference.exists())`,
    },
    {
      key: 'eps-bundle-patient-ref',
      human:
        'Every allergy, immunisation and immunisation recommendation must refer to the patient in patient.reference.',
      expression: `${resourcesOf(withPatient)}.all(patient.reference.exists())`,
    },
    {
      key: 'eps-bundle-resource-code',
      human: 'Every Medication must have a code.',
      expression: `${resourcesOf('Medication')}.all(code.exists())`,
    },
  ],
};
