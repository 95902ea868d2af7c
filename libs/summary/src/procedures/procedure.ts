import type { Concept } from '../concept.js';
import type { Procedure } from '../model/entry.js';
import { procedureCda } from './procedure.cda.js';
import { procedureFhir } from './procedure.fhir.js';

/** Procedures done. */
export const procedure: Concept<Procedure> = {
  key: 'procedures',
  kind: 'procedure',
  sections: [
    {
      loinc: '47519-4',
      title: 'History of procedures',
      required: true,
      templates: [
        '1.3.6.1.4.1.12559.11.10.1.3.1.2.11',
        '1.3.6.1.4.1.19376.1.5.3.1.3.11',
        '1.3.6.1.4.1.19376.1.5.3.1.3.12',
      ],
    },
  ],
  cda: procedureCda,
  fhir: procedureFhir,
};
