import type { Concept } from '../concept.js';
import type { Problem } from '../model/entry.js';
import { problemCda } from './problem.cda.js';
import { problemFhir } from './problem.fhir.js';

/** Problems: the problem list, and past illness (11348-0), which has its own section and the same entries. */
export const problem: Concept<Problem> = {
  key: 'problems',
  kind: 'problem',
  sections: [
    {
      loinc: '11450-4',
      title: 'Problem list',
      required: true,
      templates: ['1.3.6.1.4.1.12559.11.10.1.3.1.2.9', '2.16.840.1.113883.10.20.1.11', '1.3.6.1.4.1.19376.1.5.3.1.3.6'],
    },
    {
      loinc: '11348-0',
      title: 'History of past illness',
      required: false,
      templates: ['1.3.6.1.4.1.12559.11.10.1.3.1.2.10', '1.3.6.1.4.1.19376.1.5.3.1.3.8'],
    },
  ],
  cda: problemCda,
  fhir: problemFhir,
};
