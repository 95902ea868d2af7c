import { readCodeableConcept, readCodeableConcepts, readPointOrPeriod } from '../fhir/datatypes/index.js';
import { omittedParts, readCarried } from '../fhir/entry/carried.js';
import { readAnnotations } from '../fhir/entry/notes.js';
import { readParticipants } from '../fhir/header/read-participant.js';
import { listOf, stated, stringOf, type JsonObject } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { Coded } from '../model/coded.js';
import { codingsOf } from '../model/codings.js';
import type { Observed, ObservedKind } from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import { readComponents } from './component.fhir.js';
import { actStatusOf } from './observed-status.fhir.js';
import { readReferenceRanges } from './reference-range.fhir.js';
import { readValue } from './value.fhir.js';

/** Properties that say when, by whom and of what category: Observation and DiagnosticReport share them. */
export const knownOfAny: readonly string[] = [
  'status',
  'category',
  'code',
  'effectiveDateTime',
  'effectivePeriod',
  'effectiveInstant',
  'performer',
];
const known = new Set([
  ...knownOfAny,
  ...['valueQuantity', 'valueCodeableConcept', 'valueString', 'valueBoolean', 'valueInteger', 'valueRange'],
  ...['valueRatio', 'valueTime', 'valueDateTime', 'valuePeriod', 'dataAbsentReason'],
  ...['interpretation', 'note', 'bodySite', 'method', 'referenceRange', 'hasMember', 'component'],
]);
/** Panels within panels; a circle of references ends here. */
const deepest = 6;
/** Members that are read for one entry; panels that all refer to each other would multiply without end. */
const mostMembers = 500;

/** The reading of one entry with its members: how far it has gone, and what it left out on the way. */
export interface ObservedReading<K extends ObservedKind> {
  readonly kind: K;
  readonly reading: FhirReading;
  readonly depth: number;
  readonly count: { members: number };
  readonly omitted: string[];
}

/** The beginning of the reading of an entry. */
export function startReading<K extends ObservedKind>(kind: K, reading: FhirReading): ObservedReading<K> {
  return { kind, reading, depth: 0, count: { members: 0 }, omitted: [] };
}

/**
 * Reads an Observation of any room, with its components and the members it refers to.
 * @param kind - the room the observation is of, and with it all its members
 * @returns undefined for any other resource
 */
export function readObserved<K extends ObservedKind>(
  resource: FhirResource,
  path: string,
  kind: K,
  reading: FhirReading,
): Observed<K> | undefined {
  const progress = startReading(kind, reading);
  const entry = readObservation(resource, path, progress);
  return entry && withOmitted(entry, progress.omitted);
}

/** The entry with what was left out of it and of its members; a report has one row for all of them. */
export function withOmitted<E extends Observed>(entry: E, omitted: readonly string[]): E {
  return omitted.length === 0 ? entry : { ...entry, omitted: [...new Set(omitted)] };
}

function readObservation<K extends ObservedKind>(
  resource: FhirResource,
  path: string,
  progress: ObservedReading<K>,
): Observed<K> | undefined {
  if (resource.resourceType !== 'Observation') return undefined;
  const { kind, reading, omitted, depth } = progress;
  omitted.push(...omittedParts(resource, known, depth === 0 ? undefined : 'member'));
  const { path: _path, ...carried } = readCarried(resource, path, 'all', reading);
  const period = readTime(resource, omitted);
  const status = actStatusOf(stringOf(resource['status']), omitted);
  const components = readComponents(resource['component'], { kind, path, period, status, omitted });
  return {
    kind,
    path,
    ...carried,
    code: readCodeableConcept(resource['code']) ?? { absence: 'NI' },
    ...stated({
      status,
      category: readCategory(resource['category']),
      value: readValue(resource),
      bodySite: readCodeableConcept(resource['bodySite']),
      method: readCodeableConcept(resource['method']),
      notes: readAnnotations(resource['note']),
    }),
    period,
    interpretations: readCodeableConcepts(resource['interpretation']),
    referenceRanges: readReferenceRanges(resource['referenceRange'], omitted),
    performers: readParticipants(resource['performer'], reading, resource),
    members: [...components, ...readMembers(resource['hasMember'], resource, path, progress)],
  };
}

/** When it was observed, or else when it was issued. */
export function readTime(resource: JsonObject, omitted: string[]): Interval {
  const time = readPointOrPeriod(resource, 'effective', 'whole');
  const { issued } = resource;
  if (issued === undefined) return time;
  if (time.low === undefined && time.high === undefined) {
    return readPointOrPeriod({ issuedInstant: issued }, 'issued', 'whole');
  }
  omitted.push('issued');
  return time;
}

/** The categories as one coded value: the model has one place, and the codings of all of them fit into it. */
export function readCategory(value: unknown): Coded | undefined {
  const [first, ...others] = readCodeableConcepts(value);
  if (first === undefined || others.length === 0) return first;
  const codings = [first, ...others].flatMap(codingsOf);
  const [primary, ...translations] = codings;
  if (primary === undefined) return first;
  return { ...first, coding: translations.length === 0 ? primary : { ...primary, translations } };
}

/** Reads the observations a panel refers to; the same resource may be a member of several. */
export function readMembers<K extends ObservedKind>(
  references: unknown,
  from: FhirResource,
  path: string,
  progress: ObservedReading<K>,
): Observed<K>[] {
  const { reading, depth, count, omitted } = progress;
  const members: Observed<K>[] = [];
  for (const [place, reference] of listOf(references).entries()) {
    if (depth >= deepest || count.members >= mostMembers) {
      reading.warn('A panel of observations is nested too deeply, or has too many members; the rest is not read.');
      omitted.push('further members');
      break;
    }
    const member = reading.resolve(reference, from);
    if (member === undefined) {
      reading.warn('A panel refers to an observation that the Bundle does not hold.');
      omitted.push('member that the Bundle does not hold');
      continue;
    }
    count.members++;
    const memberPath = reading.pathOf(member) ?? `${path}.member[${place}]`;
    const read = readObservation(member, memberPath, { ...progress, depth: depth + 1 });
    if (read === undefined) omitted.push(`member of type ${member.resourceType}`);
    else members.push(read);
  }
  return members;
}
