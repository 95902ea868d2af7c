import type { Concept } from '../concept.js';
import type { Plan } from '../model/entry.js';
import { planCda } from './plan.cda.js';
import { planFhir } from './plan.fhir.js';

/** Planned care. eHDSI has no template for the section; IHE and CCD have. */
export const carePlan: Concept<Plan> = {
  key: 'care-plan',
  kind: 'plan',
  sections: [
    {
      loinc: '18776-5',
      title: 'Plan of care',
      required: false,
      templates: [
        '1.3.6.1.4.1.19376.1.5.3.1.3.31',
        '1.3.6.1.4.1.19376.1.5.3.1.1.9.50',
        '2.16.840.1.113883.10.20.1.10',
        '2.16.840.1.113883.10.20.22.2.10',
      ],
    },
  ],
  cda: planCda,
  fhir: planFhir,
};
