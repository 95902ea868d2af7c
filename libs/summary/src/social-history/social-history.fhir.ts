import type { Observation } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import { isBefore, readCodeableConcepts } from '../fhir/datatypes/index.js';
import { alcoholUse, tobaccoUse } from '../fhir/profiles.js';
import type { FhirResource } from '../fhir/resource.js';
import { codingsOf, hasCode, loincSystem } from '../model/codings.js';
import type { Entry, SocialHistory } from '../model/entry.js';
import type { Moment } from '../model/moment.js';
import { isOfCategory } from '../observed/categories.js';
import { atPointInTime } from '../observed/fitted.fhir.js';
import { readObserved } from '../observed/read-observed.fhir.js';
import { writeObserved, type ObservedShape } from '../observed/write-observed.fhir.js';

// The two habits that IPS has profiles for, each with the type its value is meant to have. They allow a point in time only.
const habits = [
  { code: '72166-2', profile: tobaccoUse, value: 'valueCodeableConcept' },
  { code: '74013-4', profile: alcoholUse, value: 'valueQuantity' },
] as const;

const shape: ObservedShape<'social-history'> = {
  profilesOf,
  components: false,
  counts: 'integer',
  fit: (observation, toNote) =>
    habitOf(observation.code.coding) === undefined ? observation : atPointInTime(observation, toNote),
};

/** The profile of tobacco or alcohol where it fits: each wants a value of its type. */
function profilesOf(observation: Observation): readonly string[] {
  const habit = habitOf(observation.code.coding);
  return habit !== undefined && observation[habit.value] !== undefined ? [habit.profile] : [];
}

function habitOf(codings: Parameters<typeof hasCode>[0]): (typeof habits)[number] | undefined {
  return habits.find(({ code }) => hasCode(codings, loincSystem, code));
}

/** IPS lets one statement on tobacco and one on alcohol through: the latest, of several of one time the first. */
function hasPlace(entry: SocialHistory, section: readonly Entry[]): boolean {
  const habit = habitOf(codingsOf(entry.code));
  if (habit === undefined) return true;
  const same = section.filter(
    (each): each is SocialHistory => each.kind === 'social-history' && habitOf(codingsOf(each.code)) === habit,
  );
  return same.reduce((latest, each) => (isBefore(timeOf(latest), timeOf(each)) ? each : latest)) === entry;
}

/** When a habit was seen; one of no time is older than all others. */
function timeOf({ period: { low, high } }: SocialHistory): Moment {
  return high ?? low ?? '0001';
}

/** Observation of the social history section (IPS tobacco use and alcohol use, others without profile). */
export const socialHistoryFhir: FhirDoor<SocialHistory> = {
  resourceTypes: ['Observation'],
  claims: isSocialHistory,
  read: (resource, path, reading) => readObserved(resource, path, 'social-history', reading),
  write: (entry, writing) => writeObserved(entry, writing, shape),
  hasPlace,
};

function isSocialHistory(resource: FhirResource): boolean {
  return readCodeableConcepts(resource['category']).some((category) => isOfCategory(category, 'social-history'));
}
