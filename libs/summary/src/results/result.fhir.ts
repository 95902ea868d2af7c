import type { FhirDoor } from '../concept.js';
import type { ResultEntry } from '../model/entry.js';
import { readResult } from './read-result.fhir.js';
import { writeResult } from './write-result.fhir.js';

/** Observation or DiagnosticReport of the results section (medicalTestResult-eu-core, diagnosticReport-eu-eps, IPS). */
export const resultFhir: FhirDoor<ResultEntry> = {
  resourceTypes: ['Observation', 'DiagnosticReport'],
  read: (resource, path, reading) => readResult(resource, path, reading),
  write: writeResult,
};
