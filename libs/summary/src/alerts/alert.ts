import type { Concept } from '../concept.js';
import type { Alert } from '../model/entry.js';
import { alertCda } from './alert.cda.js';
import { alertFhir } from './alert.fhir.js';

/** Alerts: warnings to whoever treats the person. The pivot has no template for the section. */
export const alert: Concept<Alert> = {
  key: 'alerts',
  kind: 'alert',
  sections: [{ loinc: '104605-1', title: 'Alerts', required: false, templates: [] }],
  cda: alertCda,
  fhir: alertFhir,
};
