import type { Coded, PatientSummary } from '@passerelle/summary';

/** A coded value in French and English, as a pivot nests them. */
function coded(code: string, english: string, french: string): Coded {
  const translations = [{ system: 'urn:oid:2.999.5', code: `n${code}`, display: french }];
  return { coding: { system: 'urn:oid:2.999.6', code, display: english, translations } };
}

const carried = (path: string) => ({ path, identifiers: [] });

/** A summary with an allergy that was ruled out, a medicine and a problem; everybody in it is invented. */
export const exampleSummary: PatientSummary = {
  header: {
    identifier: { system: 'urn:oid:2.999.1', value: '1' },
    title: 'Résumé patient',
    language: 'fr-LU',
    created: '2024-06-03T11:18:54+02:00',
    patient: {
      identifiers: [{ system: 'urn:oid:2.999.2', value: '42' }],
      names: [{ family: ['EXEMPLE'], given: ['Ada & Zoë'] }],
      birthDate: '1968-10',
      addresses: [],
      telecoms: [],
      languages: [],
      contacts: [],
      preferredProfessionals: [],
    },
    authors: [{ identifiers: [], names: [{ family: ['INVENTÉE'], given: ['Inès'] }], addresses: [], telecoms: [] }],
    relatedDocuments: [],
  },
  sections: [
    {
      concept: 'medications',
      code: { coding: { system: 'http://loinc.org', code: '10160-0' } },
      title: 'Médicaments',
      narrative: [{ name: 'p', children: ['300 mg par 12 heures'] }],
      entries: [
        {
          kind: 'medication',
          ...carried('/m'),
          product: { identifiers: [], name: 'FICTIF 300 mg', ingredients: [] },
          period: { low: '2024-01-05', highAbsence: 'UNK' },
          timings: [{ kind: 'periodic', period: { value: '12', unit: 'h' } }],
          dose: { low: { value: '300', unit: 'mg' }, high: { value: '300', unit: 'mg' } },
          route: coded('20053000', 'Oral use', 'orale'),
        },
      ],
    },
    {
      concept: 'allergies',
      code: { coding: { system: 'http://loinc.org', code: '48765-2' } },
      title: 'Allergies',
      narrative: [],
      entries: [
        {
          kind: 'allergy',
          ...carried('/a'),
          agent: coded('1', 'amoxicillin', 'amoxicilline'),
          verificationStatus: {
            coding: {
              system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
              code: 'refuted',
            },
          },
          period: {},
          reactions: [],
        },
      ],
    },
  ],
};
