import type { Observation } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import { readCodeableConcept } from '../fhir/datatypes/index.js';
import { pregnancyProfiles } from '../fhir/profiles.js';
import type { FhirResource } from '../fhir/resource.js';
import type { PregnancyObservation } from '../model/entry.js';
import { codingsOf, hasCode, loincSystem } from '../model/codings.js';
import { atPointInTime, withoutParts, type ToNote } from '../observed/fitted.fhir.js';
import { readObserved } from '../observed/read-observed.fhir.js';
import { writeObserved, type ObservedShape } from '../observed/write-observed.fhir.js';
import { expectedDateCodes, gestationalAgeCodes, outcomeCode, statusCode, summaryCodes } from './codes.js';

/** A profile with the codes it is for. Each of them allows a point in time only, and none of the parts below. */
interface ProfileRow {
  readonly codes: ReadonlySet<string>;
  readonly profiles: readonly string[];
  readonly value: 'valueCodeableConcept' | 'valueDateTime' | 'valueQuantity';
  /** Whether it may say how it was found. */
  readonly method: boolean;
}

const rows: readonly ProfileRow[] = [
  {
    codes: new Set([statusCode]),
    profiles: pregnancyProfiles.status,
    value: 'valueCodeableConcept',
    method: true,
  },
  { codes: expectedDateCodes, profiles: pregnancyProfiles.expectedDate, value: 'valueDateTime', method: false },
  { codes: summaryCodes, profiles: pregnancyProfiles.outcome, value: 'valueQuantity', method: true },
  { codes: gestationalAgeCodes, profiles: pregnancyProfiles.gestationalAge, value: 'valueQuantity', method: false },
];

const shape: ObservedShape<'pregnancy'> = {
  profilesOf,
  components: false,
  // The profile of outcomes counts by quantity.
  counts: 'quantity',
  fit,
};

/** The profiles of EPS and IPS where the code is theirs and the value of the kind they are about (fhir.md section 1.3). */
function profilesOf(observation: Observation): readonly string[] {
  const row = rowOf(observation);
  return row !== undefined && hasOnly(observation, row.value) ? row.profiles : [];
}

/** None of the profiles takes a period, a site or a normal range; some take no method. */
function fit(observation: Observation, toNote: ToNote): Observation {
  const row = rowOf(observation);
  if (row === undefined) return observation;
  const names = row.method ? forbidden : [...forbidden, 'method' as const];
  return withoutParts(atPointInTime(observation, toNote), names, toNote);
}

const forbidden = ['bodySite', 'referenceRange'] as const;

/** The profile of the status takes one kind of member, the expected date. */
function hasPlace({ code, members }: PregnancyObservation): boolean {
  const isStatus = hasCode(codingsOf(code), loincSystem, statusCode);
  return (
    !isStatus || members.every((member) => codingsOf(member.code).some((each) => expectedDateCodes.has(each.code)))
  );
}

function rowOf({ code }: Observation): ProfileRow | undefined {
  return rows.find(({ codes }) => hasCode(code.coding, loincSystem, codes));
}

/** Whether the value, where there is one, is of the type that the profile is about. */
function hasOnly(observation: Observation, value: ProfileRow['value']): boolean {
  return Object.keys(observation).every((name) => !/^value[A-Z]/.test(name) || name === value);
}

const ownCodes: ReadonlySet<string> = new Set([outcomeCode, ...rows.flatMap(({ codes }) => [...codes])]);

/** Observation of the pregnancy section (EPS and IPS: pregnancy status, expected date, outcome, gestational age). */
export const pregnancyFhir: FhirDoor<PregnancyObservation> = {
  resourceTypes: ['Observation'],
  claims: isOfPregnancy,
  read: (resource, path, reading) => readObserved(resource, path, 'pregnancy', reading),
  write: (entry, writing) => writeObserved(entry, writing, shape),
  hasPlace,
};

function isOfPregnancy(resource: FhirResource): boolean {
  return hasCode(codingsOf(readCodeableConcept(resource['code'])), loincSystem, ownCodes);
}
