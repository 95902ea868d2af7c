import type { Concept } from '../concept.js';
import type { Procedure } from '../model/entry.js';
import { procedureCda } from './procedure.cda.js';
import { procedureFhir } from './procedure.fhir.js';

/** Procedures done. */
export const procedure: Concept<Procedure> = {
  key: 'procedures',
  kind: 'procedure',
  loinc: '47519-4',
  title: 'History of procedures',
  required: true,
  cda: procedureCda,
  fhir: procedureFhir,
};
