import type { Observation } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import { readCodeableConcepts } from '../fhir/datatypes/index.js';
import { alcoholUse, tobaccoUse } from '../fhir/profiles.js';
import type { FhirResource } from '../fhir/resource.js';
import type { SocialHistory } from '../model/entry.js';
import { isOfCategory } from '../observed/categories.js';
import { readObserved } from '../observed/read-observed.fhir.js';
import { writeObserved, type ObservedShape } from '../observed/write-observed.fhir.js';

// The two habits that IPS has profiles for, each with the type its value is meant to have.
const habits = [
  { code: '72166-2', profile: tobaccoUse, value: 'valueCodeableConcept' },
  { code: '74013-4', profile: alcoholUse, value: 'valueQuantity' },
] as const;

const shape: ObservedShape<'social-history'> = {
  profilesOf,
  components: false,
  counts: 'integer',
};

/** The profile of tobacco or alcohol where it fits: they allow a point in time only, and a value of their type. */
function profilesOf(observation: Observation): readonly string[] {
  const coded = observation.code.coding ?? [];
  const habit = habits.find(({ code }) =>
    coded.some((each) => each.system === 'http://loinc.org' && each.code === code),
  );
  const fits =
    habit !== undefined && observation.effectivePeriod === undefined && observation[habit.value] !== undefined;
  return fits ? [habit.profile] : [];
}

/** Observation of the social history section (IPS tobacco use and alcohol use, others without profile). */
export const socialHistoryFhir: FhirDoor<SocialHistory> = {
  resourceTypes: ['Observation'],
  claims: isSocialHistory,
  read: (resource, path, reading) => readObserved(resource, path, 'social-history', reading),
  write: (entry, writing) => writeObserved(entry, writing, shape),
};

function isSocialHistory(resource: FhirResource): boolean {
  return readCodeableConcepts(resource['category']).some((category) => isOfCategory(category, 'social-history'));
}
