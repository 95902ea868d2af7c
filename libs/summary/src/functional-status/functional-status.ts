import type { Concept } from '../concept.js';
import type { FunctionalStatus } from '../model/entry.js';
import { functionalStatusCda } from './functional-status.cda.js';
import { functionalStatusFhir } from './functional-status.fhir.js';

/** What the person can and cannot do. Disabilities told as problems stay problems, in this section too. */
export const functionalStatus: Concept<FunctionalStatus> = {
  key: 'functional-status',
  kind: 'functional-status',
  sections: [
    {
      loinc: '47420-5',
      title: 'Functional status',
      required: false,
      templates: ['1.3.6.1.4.1.12559.11.10.1.3.1.2.14', '1.3.6.1.4.1.19376.1.5.3.1.3.17'],
    },
  ],
  cda: functionalStatusCda,
  fhir: functionalStatusFhir,
};
