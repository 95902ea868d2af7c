import type { Concept } from '../concept.js';
import type { Problem } from '../model/entry.js';
import { problemCda } from './problem.cda.js';
import { problemFhir } from './problem.fhir.js';

/** Problems: the problem list, and past illness (11348-0), which has its own section and the same entries. */
export const problem: Concept<Problem> = {
  key: 'problems',
  kind: 'problem',
  loinc: '11450-4',
  title: 'Problem list',
  required: true,
  cda: problemCda,
  fhir: problemFhir,
};
