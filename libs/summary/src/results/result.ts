import type { Concept } from '../concept.js';
import type { ResultEntry } from '../model/entry.js';
import { resultCda } from './result.cda.js';
import { resultFhir } from './result.fhir.js';

/** Results of laboratory and diagnostic tests, blood group among them. */
export const result: Concept<ResultEntry> = {
  key: 'results',
  kind: 'result',
  sections: [
    {
      loinc: '30954-2',
      title: 'Relevant diagnostic tests and laboratory data',
      required: false,
      templates: ['1.3.6.1.4.1.12559.11.10.1.3.1.2.5'],
    },
  ],
  cda: resultCda,
  fhir: resultFhir,
};
