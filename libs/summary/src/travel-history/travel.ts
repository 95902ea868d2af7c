import type { Concept } from '../concept.js';
import type { Travel } from '../model/entry.js';
import { travelCda } from './travel.cda.js';
import { travelFhir } from './travel.fhir.js';

/** Stays in other countries. The pivot has no template for the section. */
export const travelHistory: Concept<Travel> = {
  key: 'travel-history',
  kind: 'travel',
  sections: [{ loinc: '10182-4', title: 'History of travel', required: false, templates: [] }],
  cda: travelCda,
  fhir: travelFhir,
};
