import type { Header, PatientSummary, Section } from '../../model/summary.js';

/** The head of an invented Luxembourg summary. */
export const header: Header = {
  identifier: { system: 'urn:oid:2.999.182.3', value: 'D-1' },
  setIdentifier: { system: 'urn:oid:2.999.182.4', value: 'S-1' },
  version: '3',
  title: 'Résumé patient',
  language: 'fr-LU',
  created: '2024-06-03T11:18:54+02:00',
  confidentiality: { coding: { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'N' } },
  patient: {
    identifiers: [
      { system: 'urn:oid:1.3.182.2.4.2', value: '9000000016' },
      { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' },
    ],
    names: [{ family: ['EXEMPLE'], given: ['Marguerite', 'Anne'], use: 'L' }],
    gender: 'female',
    birthDate: '1957-03-12',
    deceased: false,
    addresses: [{ lines: ['1, rue de l’Exemple'], postalCode: '0001', city: 'Fictiville', country: 'LU', use: 'H' }],
    telecoms: [{ value: 'tel:+352-00000001', use: 'MC' }],
    languages: ['fr-LU', 'pt'],
    contacts: [
      {
        identifiers: [],
        names: [{ family: ['EXEMPLE'], given: ['Odette'] }],
        addresses: [],
        telecoms: [{ value: 'tel:+352-00000002' }],
        relation: 'ECON',
        relationship: { coding: { system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'DAU' } },
      },
    ],
    preferredProfessionals: [
      { identifiers: [], names: [{ family: ['MÉDECIN'], given: ['Luc'] }], addresses: [], telecoms: [] },
    ],
  },
  authors: [
    {
      identifiers: [{ system: 'urn:oid:1.3.182.4.1', value: '9000000019' }],
      names: [{ family: ['INVENTÉE'], given: ['Inès'], prefix: ['Dr'] }],
      addresses: [],
      telecoms: [{ value: 'mailto:ines@exemple.lu', use: 'WP' }],
      role: { coding: { system: 'urn:oid:2.16.840.1.113883.2.9.6.2.7', code: '221', display: 'Medical doctors' } },
      organization: { identifiers: [], name: 'Cabinet fictif', addresses: [], telecoms: [] },
    },
    { identifiers: [], names: [], addresses: [], telecoms: [], software: 'DSP' },
  ],
  custodian: {
    identifiers: [{ system: 'urn:oid:1.3.182.4.1', value: '1' }],
    name: 'Agence fictive',
    addresses: [],
    telecoms: [],
  },
  legalAuthenticator: {
    identifiers: [],
    names: [{ family: ['INVENTÉE'], given: ['Inès'] }],
    addresses: [],
    telecoms: [],
    time: '2024-06-03T11:18:54+02:00',
  },
  careEvent: { period: { low: '2018-03-12', high: '2024-06-03' } },
  relatedDocuments: [{ type: 'RPLC', identifier: { system: 'urn:oid:2.999.182.3', value: 'D-0' } }],
};

/** A section of the given code. */
export function section(concept: Section['concept'], code: string, parts: Partial<Section> = {}): Section {
  return {
    concept,
    code: { coding: { system: 'http://loinc.org', code } },
    title: `Section ${code}`,
    narrative: [],
    entries: [],
    ...parts,
  };
}

/** A summary of the given sections. */
export function summaryOf(...sections: readonly Section[]): PatientSummary {
  return { header, sections };
}
