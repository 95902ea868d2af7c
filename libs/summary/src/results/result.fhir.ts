import type { FhirDoor } from '../concept.js';
import { laboratoryResult, medicalTestResult } from '../fhir/profiles.js';
import { hasCode } from '../model/codings.js';
import type { ResultEntry } from '../model/entry.js';
import { categorySystem } from '../observed/categories.js';
import { readObserved } from '../observed/read-observed.fhir.js';
import { writeObserved, type ObservedShape } from '../observed/write-observed.fhir.js';
import { isReport, readReport, writeReport } from './report.fhir.js';

const shape: ObservedShape<'result'> = {
  profilesOf: ({ category = [] }) => {
    const codings = category.flatMap(({ coding = [] }) => coding);
    const isLaboratory = hasCode(codings, categorySystem, 'laboratory');
    return isLaboratory ? [medicalTestResult, laboratoryResult] : [medicalTestResult];
  },
  // A part of a result that has no value of its own is a result too, and read as one.
  components: true,
  counts: 'integer',
  performer: true,
  value: true,
  isRetracted,
};

/** IPS lets no result through that was entered in error (results-status-uv-ips). */
function isRetracted({ status }: ResultEntry): boolean {
  return status === 'nullified';
}

/** Observation or DiagnosticReport of the results section (medicalTestResult-eu-core, diagnosticReport-eu-eps, IPS). */
export const resultFhir: FhirDoor<ResultEntry> = {
  resourceTypes: ['Observation', 'DiagnosticReport'],
  read: (resource, path, reading) =>
    resource.resourceType === 'DiagnosticReport'
      ? readReport(resource, path, reading)
      : readObserved(resource, path, 'result', reading),
  hasPlace: (entry) => !isRetracted(entry),
  write: (entry, writing) =>
    isReport(entry) ? writeReport(entry, writing, shape) : writeObserved(entry, writing, shape),
};
