import type { Concept } from '../concept.js';
import type { PregnancyObservation } from '../model/entry.js';
import { pregnancyCda } from './pregnancy.cda.js';
import { pregnancyFhir } from './pregnancy.fhir.js';

/** Pregnancy: whether there is one, when it will end, how earlier ones ended. */
export const pregnancy: Concept<PregnancyObservation> = {
  key: 'pregnancy',
  kind: 'pregnancy',
  sections: [
    {
      loinc: '10162-6',
      title: 'History of pregnancies',
      required: false,
      templates: ['1.3.6.1.4.1.12559.11.10.1.3.1.2.7', '1.3.6.1.4.1.19376.1.5.3.1.1.5.3.4'],
    },
  ],
  cda: pregnancyCda,
  fhir: pregnancyFhir,
};
