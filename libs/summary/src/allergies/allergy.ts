import type { Concept } from '../concept.js';
import type { Allergy } from '../model/entry.js';
import { allergyCda } from './allergy.cda.js';
import { allergyFhir } from './allergy.fhir.js';

/** Allergies and intolerances. */
export const allergy: Concept<Allergy> = {
  key: 'allergies',
  kind: 'allergy',
  sections: [
    {
      loinc: '48765-2',
      title: 'Allergies and adverse reactions',
      required: true,
      templates: [
        '1.3.6.1.4.1.12559.11.10.1.3.1.2.12',
        '1.3.6.1.4.1.19376.1.5.3.1.3.13',
        '2.16.840.1.113883.10.20.1.2',
      ],
    },
  ],
  cda: allergyCda,
  fhir: allergyFhir,
};
