import type { Concept } from '../concept.js';
import type { SocialHistory } from '../model/entry.js';
import { socialHistoryCda } from './social-history.cda.js';
import { socialHistoryFhir } from './social-history.fhir.js';

/** Habits that bear on health: tobacco, alcohol, ... */
export const socialHistory: Concept<SocialHistory> = {
  key: 'social-history',
  kind: 'social-history',
  sections: [
    {
      loinc: '29762-2',
      title: 'Social history',
      required: false,
      templates: [
        '1.3.6.1.4.1.12559.11.10.1.3.1.2.13',
        '1.3.6.1.4.1.19376.1.5.3.1.3.16',
        '1.3.6.1.4.1.19376.1.5.3.1.3.16.1',
        '2.16.840.1.113883.10.20.1.15',
      ],
      // A producer of Bundles writes the code with a 1 before it (docs/dialects.md).
      alsoRead: ['129762-2'],
    },
  ],
  cda: socialHistoryCda,
  fhir: socialHistoryFhir,
};
