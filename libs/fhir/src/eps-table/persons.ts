import { base, eps, ips, organization, practitioner, practitionerRole, r4 } from './canonicals.js';
import { once, slicedExtensions, type Invariant, type ProfileRows, type Row } from './row.js';

const clause = 'EU base 2.0.0';

/** EU base asks for a name in any form, or for the reason why there is none. */
const anyName: Invariant = {
  key: 'eu-pat-1',
  human: 'A name must have a family name, a given name, a text or a data-absent-reason.',
  expression:
    "family.exists() or given.exists() or text.exists() or extension('http://hl7.org/fhir/StructureDefinition/data-absent-reason').exists()",
};
/** IPS asks the same without the exception; EPS repeats it in its own profile. */
const anyNameOfIps: Invariant = {
  key: 'ips-pat-1',
  human: 'A name must have a family name, a given name or a text.',
  expression: 'family.exists() or given.exists() or text.exists()',
};
const nameOrIdentifier: Invariant = {
  key: 'name-or-identifier',
  human: 'It must have a name or an identifier.',
  expression: 'identifier.exists() or name.exists()',
};

const addressOfEurope = base('Address-eu');
const address: Row = ['address', '', { profiles: { Address: [addressOfEurope] } }];

/** What all profiles of patients have in common. */
const personRows: readonly Row[] = [
  slicedExtensions,
  once('extension:birthPlace', r4('patient-birthPlace')),
  once('extension:birthTime', r4('patient-birthTime')),
  address,
  ['contact.address', '', { profiles: { Address: [addressOfEurope] } }],
];
const patientRows: readonly Row[] = [...personRows, ['name', '1..*', { invariants: [anyName] }], ['birthDate', '1..1']];
const organizationRows: readonly Row[] = [address, ['name', '1..1'], ['partOf', '', { targets: [organization] }]];
const practitionerRows: readonly Row[] = [address, ['name', '1..*']];
const roleRows: readonly Row[] = [
  ['practitioner', '', { targets: [practitioner] }],
  ['organization', '', { targets: [organization] }],
];

/** Profiles of people, organisations and places. */
export const personProfiles: Readonly<Record<string, ProfileRows>> = {
  [base('patient-eu')]: { type: 'Patient', clause: `${clause}, patient-eu`, rows: personRows },
  [base('patient-eu-core')]: { type: 'Patient', clause: `${clause}, patient-eu-core`, rows: patientRows },
  [base('patient-animal-eu-core')]: {
    type: 'Patient',
    clause: `${clause}, patient-animal-eu-core`,
    rows: [
      ...personRows,
      ['extension', '1..*', { slicedBy: [['value', 'url']] }],
      [
        'extension:patient-animal',
        '1..1',
        { profiles: { Extension: ['http://hl7.org/fhir/StructureDefinition/patient-animal'] } },
      ],
      [
        'extension:recordedSexOrGender',
        '0..1',
        { profiles: { Extension: ['http://hl7.org/fhir/StructureDefinition/individual-recordedSexOrGender'] } },
      ],
      ['telecom', '..0'],
      ['maritalStatus', '..0'],
      ['communication', '..0'],
    ],
  },
  [eps('patient-eu-eps')]: {
    type: 'Patient',
    imposes: [ips('Patient-uv-ips')],
    clause: 'EPS 1.0.0-xtehr, patient-eu-eps',
    rows: [
      ...personRows,
      ['name', '1..*', { invariants: [anyName, anyNameOfIps] }],
      ['birthDate', '1..1'],
      ['generalPractitioner', '', { targets: [organization, practitionerRole, practitioner] }],
    ],
  },
  [base('organization-eu')]: {
    type: 'Organization',
    clause: `${clause}, organization-eu`,
    rows: [address],
    invariants: [nameOrIdentifier],
  },
  [organization]: {
    type: 'Organization',
    clause: `${clause}, organization-eu-core`,
    rows: organizationRows,
    invariants: [nameOrIdentifier],
  },
  [eps('organization-obl-eu-eps')]: {
    type: 'Organization',
    clause: 'EPS 1.0.0-xtehr, organization-obl-eu-eps',
    rows: organizationRows,
    invariants: [nameOrIdentifier],
  },
  [base('practitioner-eu')]: {
    type: 'Practitioner',
    clause: `${clause}, practitioner-eu`,
    rows: [address],
    invariants: [nameOrIdentifier],
  },
  [practitioner]: {
    type: 'Practitioner',
    clause: `${clause}, practitioner-eu-core`,
    rows: practitionerRows,
    invariants: [nameOrIdentifier],
  },
  [eps('practitioner-obl-eu-eps')]: {
    type: 'Practitioner',
    clause: 'EPS 1.0.0-xtehr, practitioner-obl-eu-eps',
    rows: practitionerRows,
    invariants: [nameOrIdentifier],
  },
  [base('practitionerRole-eu')]: { type: 'PractitionerRole', clause: `${clause}, practitionerRole-eu`, rows: [] },
  [practitionerRole]: { type: 'PractitionerRole', clause: `${clause}, practitionerRole-eu-core`, rows: roleRows },
  [eps('practitionerrole-obl-eu-eps')]: {
    type: 'PractitionerRole',
    clause: 'EPS 1.0.0-xtehr, practitionerrole-obl-eu-eps',
    rows: roleRows,
  },
  [base('location-eu-core')]: { type: 'Location', clause: `${clause}, location-eu-core`, rows: [address] },
  [addressOfEurope]: {
    type: 'Address',
    clause: `${clause}, Address-eu`,
    rows: [
      ['country.extension', '', { slicedBy: [['value', 'url']] }],
      once('country.extension:countryCode', r4('iso21090-codedString')),
    ],
  },
};
