import { base, eps, epsPatient, ips, organization, patient, practitioner, practitionerRole, r5 } from './canonicals.js';
import { once, slicedExtensions, type ProfileRows, type Row } from './row.js';

const mpd = (name: string): string => `https://profiles.ihe.net/PHARM/MPD/StructureDefinition/ihe-ext-${name}`;

const informationSource: Row = [
  'informationSource',
  '',
  { targets: [patient, practitioner, practitionerRole, organization, 'RelatedPerson'] },
];
const medication: Row = ['medication[x]', '', { targets: [base('medication-eu-core')] }];
const adherence = once('extension:adherence', r5('MedicationStatement.adherence'));

const medicationRows: readonly Row[] = [
  slicedExtensions,
  once('extension:productName', mpd('medication-productname')),
  once('extension:sizeOfItem', mpd('medication-sizeofitem')),
  once('extension:unitOfPresentation', mpd('medication-unitofpresentation')),
  once('extension:packageType', 'http://hl7.eu/fhir/StructureDefinition/medication-package-type'),
  ['ingredient.item[x]', '', { slicedBy: [['type', '$this']] }],
  ['ingredient.item[x]:itemReference', '', { types: ['Reference'], targets: [base('medication-eu-core')] }],
  ['ingredient.strength.extension', '', { slicedBy: [['value', 'url']] }],
  once('ingredient.strength.extension:basisOfStrengthSubstance', mpd('medication-strengthsubstance')),
];
const requestRows: readonly Row[] = [
  slicedExtensions,
  once('extension:effectiveDosePeriod', r5('MedicationRequest.effectiveDosePeriod')),
  once('extension:renderedDosageInstruction', r5('MedicationRequest.renderedDosageInstruction')),
  medication,
  ['subject', '', { targets: [patient, 'Group'] }],
  ['requester', '', { targets: [patient, practitioner, practitionerRole, organization, 'RelatedPerson'] }],
  ['dispenseRequest.extension', '', { slicedBy: [['value', 'url']] }],
  once('dispenseRequest.extension:prescribedQuantity', mpd('medicationrequest-prescribedQuantity')),
];

const immunizationRows: readonly Row[] = [
  slicedExtensions,
  once('extension:administeredProduct', r5('Immunization.administeredProduct')),
  once('extension:informationSource', r5('Immunization.informationSource')),
  ['patient', '', { targets: [patient] }],
  ['occurrence[x]', '', { slicedBy: [['type', '$this']] }],
  ['occurrence[x]:occurrenceDateTime', '', { types: ['dateTime'] }],
  ['occurrence[x]:occurrenceDateTime.extension', '', { slicedBy: [['value', 'url']] }],
  once(
    'occurrence[x]:occurrenceDateTime.extension:periodOfLife',
    'http://hl7.eu/fhir/extensions/StructureDefinition/periods-of-life',
  ),
  ['location', '', { targets: [base('location-eu-core')] }],
  ['performer', '', { slicedBy: [['value', '$this.function']] }],
  ['performer:administeringCentreOrHp.actor', '', { targets: [practitionerRole, practitioner, organization] }],
  [
    'performer:administeringCentreOrHp.function',
    '',
    { pattern: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0443', code: 'AP' }] } },
  ],
];

/** Profiles of medicines and vaccinations. */
export const treatmentProfiles: Readonly<Record<string, ProfileRows>> = {
  [base('medication-eu-core')]: {
    type: 'Medication',
    clause: 'EU base 2.0.0, medication-eu-core',
    rows: medicationRows,
  },
  [eps('medication-obl-eu-eps')]: {
    type: 'Medication',
    clause: 'EPS 1.0.0-xtehr, medication-obl-eu-eps',
    rows: medicationRows,
  },
  [base('medicationRequest-eu-core')]: {
    type: 'MedicationRequest',
    clause: 'EU base 2.0.0, medicationRequest-eu-core',
    rows: requestRows,
  },
  [eps('medicationrequest-obl-eu-eps')]: {
    type: 'MedicationRequest',
    clause: 'EPS 1.0.0-xtehr, medicationrequest-obl-eu-eps',
    rows: requestRows,
  },
  [base('medicationStatement-eu-core')]: {
    type: 'MedicationStatement',
    clause: 'EU base 2.0.0, medicationStatement-eu-core',
    rows: [
      slicedExtensions,
      adherence,
      medication,
      ['subject', '', { targets: [patient, 'Group'] }],
      informationSource,
    ],
  },
  [eps('MedicationStatement-eu-eps')]: {
    type: 'MedicationStatement',
    imposes: [ips('MedicationStatement-uv-ips')],
    clause: 'EPS 1.0.0-xtehr, MedicationStatement-eu-eps',
    rows: [
      slicedExtensions,
      adherence,
      medication,
      ['subject', '', { targets: [epsPatient] }],
      ['subject.reference', '1..1'],
      ['effective[x]', '1..1'],
      informationSource,
    ],
  },
  [base('immunization-eu-core')]: {
    type: 'Immunization',
    clause: 'EU base 2.0.0, immunization-eu-core',
    rows: immunizationRows,
  },
  [eps('immunization-obl-eu-eps')]: {
    type: 'Immunization',
    clause: 'EPS 1.0.0-xtehr, immunization-obl-eu-eps',
    rows: immunizationRows,
  },
};
