import type { CodeableConcept, Observation } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import { bloodPressure, vitalSigns } from '../fhir/profiles.js';
import type { FhirResource } from '../fhir/resource.js';
import { readCodeableConcepts } from '../fhir/datatypes/index.js';
import type { VitalSign } from '../model/entry.js';
import { isOfCategory } from '../observed/categories.js';
import { readObserved } from '../observed/read-observed.fhir.js';
import { writeObserved, type ObservedShape } from '../observed/write-observed.fhir.js';

const shape: ObservedShape<'vital-sign'> = {
  profilesOf: (observation) => (isBloodPressure(observation) ? [vitalSigns, bloodPressure] : [vitalSigns]),
  components: true,
  counts: 'quantity',
  wholeDays: true,
  value: true,
};

const panelCode = '85354-9';
const systolic = '8480-6';
const diastolic = '8462-4';

/** Observation of the vital signs section (R4 vitalsigns and bp). */
export const vitalSignFhir: FhirDoor<VitalSign> = {
  resourceTypes: ['Observation'],
  claims: isVitalSign,
  read: (resource, path, reading) => readObserved(resource, path, 'vital-sign', reading),
  write: (entry, writing) => writeObserved(entry, writing, shape),
};

function isVitalSign(resource: FhirResource): boolean {
  return readCodeableConcepts(resource['category']).some((category) => isOfCategory(category, 'vital-signs'));
}

/** The profile of blood pressure demands the code of the panel and exactly one component of each pressure. */
function isBloodPressure({ code, component = [] }: Observation): boolean {
  if (!isCoded(code, panelCode)) return false;
  return [systolic, diastolic].every(
    (pressure) => component.filter((part) => isCoded(part.code, pressure)).length === 1,
  );
}

function isCoded({ coding = [] }: CodeableConcept, code: string): boolean {
  return coding.some((each) => each.system === 'http://loinc.org' && each.code === code);
}
