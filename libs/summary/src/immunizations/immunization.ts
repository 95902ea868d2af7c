import type { Concept } from '../concept.js';
import type { Immunization } from '../model/entry.js';
import { immunizationCda } from './immunization.cda.js';
import { immunizationFhir } from './immunization.fhir.js';

/** Vaccinations. The European documents have the section where there is one to tell of. */
export const immunization: Concept<Immunization> = {
  key: 'immunizations',
  kind: 'immunization',
  sections: [
    {
      loinc: '11369-6',
      title: 'History of immunizations',
      required: false,
      templates: [
        '2.16.840.1.113883.10.20.1.6',
        '1.3.6.1.4.1.12559.11.10.1.3.1.2.15',
        '1.3.6.1.4.1.19376.1.5.3.1.3.23',
      ],
    },
  ],
  cda: immunizationCda,
  fhir: immunizationFhir,
};
