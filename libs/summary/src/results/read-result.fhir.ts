import {
  readCodeableConcept,
  readCodeableConcepts,
  readPointOrPeriod,
  readQuantity,
} from '../fhir/datatypes/index.js';
import { readCarried } from '../fhir/entry/carried.js';
import { readAnnotations } from '../fhir/entry/notes.js';
import { readParticipants } from '../fhir/header/read-participant.js';
import { listOf, objectsOf, stated, stringOf, type JsonObject } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { ResultEntry, ResultValue } from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import { actStatusOf } from './result-status.fhir.js';
import { readValue } from './value.fhir.js';

const shared = ['status', 'category', 'code', 'effectiveDateTime', 'effectivePeriod', 'effectiveInstant', 'performer', 'issued'];
const knownOfObservation = new Set([
  ...shared,
  ...['valueQuantity', 'valueCodeableConcept', 'valueString', 'valueBoolean', 'valueInteger', 'valueRange', 'valueRatio'],
  ...['valueTime', 'valueDateTime', 'valuePeriod', 'dataAbsentReason'],
  ...['interpretation', 'note', 'referenceRange', 'hasMember', 'component'],
]);
const knownOfReport = new Set([...shared, 'result', 'conclusion']);
/** Panels within panels; a circle of references ends here. */
const deepest = 6;

/** Reads an Observation, with its components and members, or a DiagnosticReport with its results. */
export function readResult(
  resource: FhirResource,
  path: string,
  reading: FhirReading,
  depth = 0,
): ResultEntry | undefined {
  const isReport = resource.resourceType === 'DiagnosticReport';
  if (!isReport && resource.resourceType !== 'Observation') return undefined;
  const value = isReport ? readConclusion(resource) : readValue(resource);
  const members = [
    ...readComponents(resource, path),
    ...readMembers(resource[isReport ? 'result' : 'hasMember'], resource, path, reading, depth),
  ];
  return {
    kind: 'result',
    ...readCarried(resource, path, isReport ? knownOfReport : knownOfObservation, reading),
    code: readCodeableConcept(resource['code']) ?? { absence: 'NI' },
    ...stated({
      status: actStatusOf(stringOf(resource['status'])),
      category: readCodeableConcept(resource['category']),
      value,
      notes: readAnnotations(resource['note']),
    }),
    period: readTime(resource),
    interpretations: readCodeableConcepts(resource['interpretation']),
    referenceRanges: readReferenceRanges(resource['referenceRange']),
    performers: readParticipants(resource['performer'], reading, resource),
    members,
  };
}

/** When the sample was taken, or else when the result was issued. */
function readTime(resource: FhirResource): Interval {
  const time = readPointOrPeriod(resource, 'effective', 'whole');
  if (time.low !== undefined || time.high !== undefined || resource['issued'] === undefined) return time;
  return readPointOrPeriod({ issuedInstant: resource['issued'] }, 'issued', 'whole');
}

function readConclusion(report: FhirResource): ResultValue | undefined {
  const text = stringOf(report['conclusion']);
  return text === undefined ? undefined : { kind: 'text', text };
}

function readMembers(
  references: unknown,
  from: FhirResource,
  path: string,
  reading: FhirReading,
  depth: number,
): ResultEntry[] {
  if (depth >= deepest) return [];
  const members: ResultEntry[] = [];
  listOf(references).forEach((reference, place) => {
    const member = reading.resolve(reference, from);
    if (member === undefined) reading.warn('A result of a panel refers to a resource that the Bundle does not hold.');
    const read = member && readResult(member, reading.pathOf(member) ?? `${path}.result[${place}]`, reading, depth + 1);
    if (read !== undefined) members.push(read);
  });
  return members;
}

/** A component is a result that cannot stand alone (systolic pressure); the model has it as a member. */
function readComponents(resource: FhirResource, path: string): ResultEntry[] {
  return objectsOf(resource['component']).map((component, place) => ({
    kind: 'result',
    path: `${path}.component[${place}]`,
    identifiers: [],
    code: readCodeableConcept(component['code']) ?? { absence: 'NI' },
    ...stated({ value: readValue(component), status: actStatusOf(stringOf(resource['status'])) }),
    period: readPointOrPeriod(resource, 'effective', 'whole'),
    interpretations: readCodeableConcepts(component['interpretation']),
    referenceRanges: readReferenceRanges(component['referenceRange']),
    performers: [],
    members: [],
  }));
}

function readReferenceRanges(value: unknown): ResultEntry['referenceRanges'] {
  return objectsOf(value).map((source: JsonObject) =>
    stated({
      low: readQuantity(source['low']),
      high: readQuantity(source['high']),
      text: stringOf(source['text']),
    }),
  );
}
