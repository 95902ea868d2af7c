import type { Concept } from '../concept.js';
import type { Medication } from '../model/entry.js';
import { medicationCda } from './medication.cda.js';
import { medicationFhir } from './medication.fhir.js';

/** Medicines in use or in recent use. */
export const medication: Concept<Medication> = {
  key: 'medications',
  kind: 'medication',
  sections: [
    {
      loinc: '10160-0',
      title: 'History of medication use',
      required: true,
      templates: ['2.16.840.1.113883.10.20.1.8', '1.3.6.1.4.1.12559.11.10.1.3.1.2.3'],
    },
  ],
  cda: medicationCda,
  fhir: medicationFhir,
};
