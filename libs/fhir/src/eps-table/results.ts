import { base, eps, epsPatient, ips, organization, patient, practitioner, practitionerRole, r5 } from './canonicals.js';
import { once, slicedExtensions, type Invariant, type ProfileRows, type Row } from './row.js';

const medicalTestResult = base('medicalTestResult-eu-core');

/** Elements that an observation about a pregnancy must not have. */
const without = (names: string): readonly Row[] => names.split(' ').map((name): Row => [name, '..0']);
const subjectRows: readonly Row[] = [
  ['subject', '1..1', { targets: [epsPatient] }],
  ['subject.reference', '1..1'],
];
const codeFrom = (valueSet: string): Row => ['code', '', { binding: ['required', valueSet] }];
const codeIs = (loinc: string): Row => [
  'code',
  '',
  { pattern: { coding: [{ system: 'http://loinc.org', code: loinc }] } },
];
const whenKnown: Row = ['effective[x]', '1..1', { types: ['dateTime'] }];

const reportRows: readonly Row[] = [
  slicedExtensions,
  once('extension:DiagnosticReportCompositionR5', r5('DiagnosticReport.composition')),
  ['performer', '', { targets: [practitionerRole, practitioner, organization, 'CareTeam'] }],
  ['resultsInterpreter', '', { targets: [practitionerRole, practitioner, organization, 'CareTeam'] }],
];

/** A measured value may say once how uncertain it is. */
const uncertaintyRows = (value: string): readonly Row[] => [
  [value, '', { slicedBy: [['type', '$this']] }],
  [`${value}:valueQuantity`, '', { types: ['Quantity'] }],
  [`${value}:valueQuantity.extension`, '', { slicedBy: [['value', 'url']] }],
  once(`${value}:valueQuantity.extension:uncertainty`, 'http://hl7.org/fhir/StructureDefinition/iso21090-uncertainty'),
];

/** A value is written as R4 writes it or as the extension of R5, not both. */
const oneValue: Invariant = {
  key: 'obs-value-1',
  human: 'A value is given in value[x] or in the R5 extension for it, not in both.',
  expression: `value.empty() or extension('${r5('Observation.value')}').empty()`,
};

/** Profiles of results, reports and of the observations that sections of their own hold. */
export const resultProfiles: Readonly<Record<string, ProfileRows>> = {
  [medicalTestResult]: {
    type: 'Observation',
    clause: 'EU base 2.0.0, medicalTestResult-eu-core',
    rows: [
      slicedExtensions,
      once('extension:bodyStructure', r5('Observation.bodyStructure')),
      once('extension:value-r5', r5('Observation.value')),
      ['category', '1..*'],
      ['subject', '1..1', { targets: [patient] }],
      ['focus', '', { targets: [patient, 'RelatedPerson', 'Group', 'Device', base('location-eu-core')] }],
      ['effective[x]', '1..1', { types: ['dateTime', 'Period'] }],
      ['performer', '', { targets: [practitioner, practitionerRole, organization] }],
      ['performer.extension', '', { slicedBy: [['value', 'url']] }],
      once('performer.extension:performerFunction', 'http://hl7.org/fhir/StructureDefinition/event-performerFunction'),
      ['hasMember', '', { targets: [medicalTestResult] }],
      ['derivedFrom', '', { targets: [medicalTestResult, 'ImagingStudy'] }],
      ['component.extension', '', { slicedBy: [['value', 'url']] }],
      once('component.extension:value-r5', r5('Observation.value')),
      ...uncertaintyRows('value[x]'),
      ...uncertaintyRows('component.value[x]'),
    ],
    invariants: [oneValue],
  },
  [base('diagnosticReport-eu-core')]: {
    type: 'DiagnosticReport',
    clause: 'EU base 2.0.0, diagnosticReport-eu-core',
    rows: [
      ...reportRows,
      ['subject', '1..1', { targets: [patient, base('patient-animal-eu-core'), 'Group', 'Location', 'Device'] }],
    ],
  },
  [eps('diagnosticReport-eu-eps')]: {
    type: 'DiagnosticReport',
    imposes: [ips('DiagnosticReport-uv-ips')],
    clause: 'EPS 1.0.0-xtehr, diagnosticReport-eu-eps',
    rows: [
      ...reportRows,
      ['subject', '1..1', { targets: [patient, 'Group'] }],
      ['subject.reference', '1..1'],
      ['effective[x]', '1..1'],
    ],
  },
  [eps('observation-pregnancy-edd-eu-eps')]: {
    type: 'Observation',
    imposes: [ips('Observation-pregnancy-edd-uv-ips')],
    clause: 'EPS 1.0.0-xtehr, observation-pregnancy-edd-eu-eps',
    rows: [
      codeFrom('http://hl7.org/fhir/uv/ips/ValueSet/edd-method-uv-ips'),
      ...subjectRows,
      whenKnown,
      ...without('bodySite method specimen device referenceRange component'),
    ],
  },
  [eps('observation-pregnancy-gestationalAge-eu-eps')]: {
    type: 'Observation',
    clause: 'EPS 1.0.0-xtehr, observation-pregnancy-gestationalAge-eu-eps',
    rows: [
      codeFrom('http://hl7.eu/fhir/eps/ValueSet/gestational-age-loinc'),
      ...subjectRows,
      whenKnown,
      ...without('bodySite method specimen device referenceRange component'),
    ],
  },
  [eps('observation-pregnancy-outcome-eu-eps')]: {
    type: 'Observation',
    imposes: [ips('Observation-pregnancy-outcome-uv-ips')],
    clause: 'EPS 1.0.0-xtehr, observation-pregnancy-outcome-eu-eps',
    rows: [
      codeFrom('http://hl7.org/fhir/uv/ips/ValueSet/pregnancies-summary-uv-ips'),
      ...subjectRows,
      whenKnown,
      ...without('bodySite specimen device referenceRange component'),
    ],
  },
  [eps('observation-pregnancy-status-eu-ips')]: {
    type: 'Observation',
    imposes: [ips('Observation-pregnancy-status-uv-ips')],
    clause: 'EPS 1.0.0-xtehr, observation-pregnancy-status-eu-ips',
    rows: [
      codeIs('82810-3'),
      ...subjectRows,
      whenKnown,
      ...without('bodySite specimen device referenceRange component'),
      ['hasMember', '', { targets: [ips('Observation-pregnancy-edd-uv-ips')] }],
      ['hasMember.reference', '1..1'],
    ],
  },
  [eps('observation-travel-eu-eps')]: {
    type: 'Observation',
    clause: 'EPS 1.0.0-xtehr, observation-travel-eu-eps',
    rows: [
      codeIs('94651-7'),
      ...subjectRows,
      [
        'value[x]',
        '1..1',
        { types: ['CodeableConcept'], binding: ['required', 'http://hl7.org/fhir/ValueSet/iso3166-1-2'] },
      ],
    ],
  },
};

/** The Composition of EU base, which reports refer to. */
export const reportComposition: Readonly<Record<string, ProfileRows>> = {
  [base('composition-eu-core')]: {
    type: 'Composition',
    clause: 'EU base 2.0.0, composition-eu-core',
    rows: [
      slicedExtensions,
      once('extension:version', r5('Composition.version')),
      once(
        'extension:diagnosticReport',
        'http://hl7.eu/fhir/extensions/StructureDefinition/composition-diagnosticReportReference',
      ),
      ['identifier', '1..1'],
      ['subject', '1..1', { targets: [patient, 'Group', base('location-eu-core'), 'Device'] }],
      ['author', '', { targets: [practitioner, practitionerRole, organization, 'Device', patient, 'RelatedPerson'] }],
      ['attester', '', { slicedBy: [['value', 'mode']] }],
      ['attester.party', '', { targets: [patient, 'RelatedPerson', practitioner, practitionerRole, organization] }],
      ...['legalAuthenticator legal', 'validator professional'].flatMap((each): readonly Row[] => {
        const [slice = '', mode = ''] = each.split(' ');
        return [
          [`attester:${slice}.mode`, '', { pattern: mode }],
          [`attester:${slice}.time`, '1..1'],
          [`attester:${slice}.party`, '1..1', { targets: [practitionerRole, practitioner] }],
        ];
      }),
      ['custodian', '', { targets: [organization] }],
      ['section.title', '1..1'],
      ['section.code', '1..1'],
      ['section.text', '1..1'],
    ],
  },
};
