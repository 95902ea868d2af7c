import {
  base,
  eps,
  epsPatient,
  ips,
  organization,
  patient,
  practitioner,
  practitionerRole,
  r4,
  r5,
} from './canonicals.js';
import { once, slicedExtensions, type Invariant, type ProfileRows, type Row } from './row.js';

const bodySite: Invariant = {
  key: 'eu-bodysite-1',
  human: 'A body site is given as a code or as the bodySite extension, not as both.',
  expression: `(coding.empty() and text.empty()) or extension('${r4('bodySite')}').empty()`,
};
const bodySiteRows: readonly Row[] = [
  ['bodySite', '', { invariants: [bodySite] }],
  ['bodySite.extension', '', { slicedBy: [['value', 'url']] }],
  ['bodySite.extension:bodySite', '0..1', { profiles: { Extension: [r4('bodySite')] } }],
  ['bodySite.extension:bodySite.value[x]', '', { targets: [base('bodyStructure-eu-core')] }],
];

const conditionRows: readonly Row[] = [
  slicedExtensions,
  once('extension:assertedDate', r4('condition-assertedDate')),
  ['code', '1..1'],
  ...bodySiteRows,
  ['subject', '', { targets: [patient] }],
  ['recorder', '', { targets: [base('practitionerRole-eu'), base('practitioner-eu'), patient, 'RelatedPerson'] }],
];
const allergyRows: readonly Row[] = [
  slicedExtensions,
  once('extension:abatement', r4('allergyintolerance-abatement')),
  ['code', '1..1'],
  ['patient', '', { targets: [patient] }],
];
const flagRows: readonly Row[] = [
  slicedExtensions,
  once('extension:flagPriorityExt', r4('flag-priority')),
  ['subject', '', { targets: [patient] }],
];
const consentRows: readonly Row[] = [
  [
    'scope',
    '',
    { pattern: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'adr' }] } },
  ],
];

/** Who may be the performer of a procedure differs between EU base and EPS in devices and patients only. */
const procedureRows = (observer: string, performer: string, procedure: string, report: string): readonly Row[] => [
  slicedExtensions,
  once('extension:recorded', r5('Procedure.recorded')),
  ['code', '1..1'],
  ['subject', '', { targets: [patient] }],
  ['performed[x]', '1..1'],
  [
    'performer.actor',
    '',
    { targets: [practitionerRole, practitioner, observer, performer, 'RelatedPerson', organization] },
  ],
  ['performer.onBehalfOf', '', { targets: [organization] }],
  [
    'reasonReference',
    '',
    { targets: [base('condition-eu-core'), 'Observation', procedure, report, 'DocumentReference'] },
  ],
  ...bodySiteRows,
  ['complicationDetail', '', { targets: [base('condition-eu-core')] }],
  ['usedReference', '', { targets: ['Device', base('medication-eu-core'), 'Substance'] }],
];

/** Profiles of problems, allergies, procedures, devices, alerts and consent. */
export const statementProfiles: Readonly<Record<string, ProfileRows>> = {
  [base('condition-eu-core')]: { type: 'Condition', clause: 'EU base 2.0.0, condition-eu-core', rows: conditionRows },
  [eps('condition-obl-eu-eps')]: {
    type: 'Condition',
    clause: 'EPS 1.0.0-xtehr, condition-obl-eu-eps',
    rows: conditionRows,
  },
  [base('allergyIntolerance-eu-core')]: {
    type: 'AllergyIntolerance',
    clause: 'EU base 2.0.0, allergyIntolerance-eu-core',
    rows: allergyRows,
  },
  [eps('allergyintolerance-obl-eu-eps')]: {
    type: 'AllergyIntolerance',
    clause: 'EPS 1.0.0-xtehr, allergyintolerance-obl-eu-eps',
    rows: allergyRows,
  },
  [base('flag-patient-eu-core')]: { type: 'Flag', clause: 'EU base 2.0.0, flag-patient-eu-core', rows: flagRows },
  [eps('flag-alert-obl-eu-eps')]: { type: 'Flag', clause: 'EPS 1.0.0-xtehr, flag-alert-obl-eu-eps', rows: flagRows },
  [eps('consent-eu-eps')]: { type: 'Consent', clause: 'EPS 1.0.0-xtehr, consent-eu-eps', rows: consentRows },
  [base('procedure-eu-core')]: {
    type: 'Procedure',
    clause: 'EU base 2.0.0, procedure-eu-core',
    rows: procedureRows('Device', patient, base('procedure-eu-core'), 'DiagnosticReport'),
  },
  [eps('procedure-eu-eps')]: {
    type: 'Procedure',
    imposes: [ips('Procedure-uv-ips')],
    clause: 'EPS 1.0.0-xtehr, procedure-eu-eps',
    rows: [
      ...procedureRows(
        ips('Device-observer-uv-ips'),
        epsPatient,
        eps('procedure-eu-eps'),
        base('diagnosticReport-eu-core'),
      ),
      ['subject.reference', '1..1'],
    ],
  },
  [eps('device-eu-eps')]: {
    type: 'Device',
    imposes: [ips('Device-uv-ips')],
    clause: 'EPS 1.0.0-xtehr, device-eu-eps',
    rows: [],
  },
  [eps('deviceUseStatement-eu-eps')]: {
    type: 'DeviceUseStatement',
    imposes: [ips('DeviceUseStatement-uv-ips')],
    clause: 'EPS 1.0.0-xtehr, deviceUseStatement-eu-eps',
    rows: [
      ['subject', '', { targets: [epsPatient] }],
      ['subject.reference', '1..1'],
      ['timing[x]', '1..1'],
      ['source', '', { targets: [epsPatient, practitioner, practitionerRole, 'RelatedPerson'] }],
      ['device', '', { targets: [eps('device-eu-eps')] }],
    ],
  },
  [base('bodyStructure-eu-core')]: {
    type: 'BodyStructure',
    clause: 'EU base 2.0.0, bodyStructure-eu-core',
    rows: [
      ['location', '..0'],
      ['locationQualifier', '..0'],
    ],
  },
};
