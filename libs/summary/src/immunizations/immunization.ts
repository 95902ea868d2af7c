import type { Concept } from '../concept.js';
import type { Immunization } from '../model/entry.js';
import { immunizationCda } from './immunization.cda.js';
import { immunizationFhir } from './immunization.fhir.js';

/** Vaccinations. The European documents have the section where there is one to tell of. */
export const immunization: Concept<Immunization> = {
  key: 'immunizations',
  kind: 'immunization',
  loinc: '11369-6',
  title: 'History of immunizations',
  required: false,
  cda: immunizationCda,
  fhir: immunizationFhir,
};
