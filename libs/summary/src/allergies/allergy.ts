import type { Concept } from '../concept.js';
import type { Allergy } from '../model/entry.js';
import { allergyCda } from './allergy.cda.js';
import { allergyFhir } from './allergy.fhir.js';

/** Allergies and intolerances. */
export const allergy: Concept<Allergy> = {
  key: 'allergies',
  kind: 'allergy',
  loinc: '48765-2',
  title: 'Allergies and adverse reactions',
  required: true,
  cda: allergyCda,
  fhir: allergyFhir,
};
