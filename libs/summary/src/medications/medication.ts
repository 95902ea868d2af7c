import type { Concept } from '../concept.js';
import type { Medication } from '../model/entry.js';
import { medicationCda } from './medication.cda.js';
import { medicationFhir } from './medication.fhir.js';

/** Medicines in use or in recent use. */
export const medication: Concept<Medication> = {
  key: 'medications',
  kind: 'medication',
  loinc: '10160-0',
  title: 'History of medication use',
  required: true,
  cda: medicationCda,
  fhir: medicationFhir,
};
