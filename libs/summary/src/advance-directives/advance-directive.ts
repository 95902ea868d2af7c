import type { Concept } from '../concept.js';
import type { AdvanceDirective } from '../model/entry.js';
import { advanceDirectiveCda } from './advance-directive.cda.js';
import { advanceDirectiveFhir } from './advance-directive.fhir.js';

/** Advance directives. */
export const advanceDirective: Concept<AdvanceDirective> = {
  key: 'advance-directives',
  kind: 'advance-directive',
  sections: [
    {
      loinc: '42348-3',
      title: 'Advance directives',
      required: false,
      templates: [
        '1.3.6.1.4.1.12559.11.10.1.3.1.2.16',
        '1.3.6.1.4.1.19376.1.5.3.1.3.34',
        '2.16.840.1.113883.10.20.1.1',
      ],
    },
  ],
  cda: advanceDirectiveCda,
  fhir: advanceDirectiveFhir,
};
