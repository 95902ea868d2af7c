import type { Concept } from '../concept.js';
import type { VitalSign } from '../model/entry.js';
import { vitalSignCda } from './vital-sign.cda.js';
import { vitalSignFhir } from './vital-sign.fhir.js';

/** Vital signs: blood pressure, weight, temperature, ... */
export const vitalSign: Concept<VitalSign> = {
  key: 'vital-signs',
  kind: 'vital-sign',
  sections: [
    {
      loinc: '8716-3',
      title: 'Vital signs',
      required: false,
      templates: [
        '1.3.6.1.4.1.12559.11.10.1.3.1.2.6',
        '1.3.6.1.4.1.19376.1.5.3.1.1.5.3.2',
        '1.3.6.1.4.1.19376.1.5.3.1.3.25',
        '2.16.840.1.113883.10.20.1.16',
      ],
      // A producer of Bundles writes the code with a 1 before it (docs/dialects.md).
      alsoRead: ['18716-3'],
    },
  ],
  cda: vitalSignCda,
  fhir: vitalSignFhir,
};
