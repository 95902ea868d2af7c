import { readCodeableConcept, readCodeableConcepts, readPointOrPeriod, readQuantity } from '../fhir/datatypes/index.js';
import { readCarried } from '../fhir/entry/carried.js';
import { readAnnotations } from '../fhir/entry/notes.js';
import { readParticipants } from '../fhir/header/read-participant.js';
import { listOf, objectsOf, stated, stringOf, type JsonObject } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { ResultEntry, ObservedValue } from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import { actStatusOf } from './result-status.fhir.js';
import { readValue } from './value.fhir.js';

const shared = [
  'status',
  'category',
  'code',
  'effectiveDateTime',
  'effectivePeriod',
  'effectiveInstant',
  'performer',
  'issued',
];
const knownOfObservation = new Set([
  ...shared,
  ...[
    'valueQuantity',
    'valueCodeableConcept',
    'valueString',
    'valueBoolean',
    'valueInteger',
    'valueRange',
    'valueRatio',
  ],
  ...['valueTime', 'valueDateTime', 'valuePeriod', 'dataAbsentReason'],
  ...['interpretation', 'note', 'referenceRange', 'hasMember', 'component'],
]);
const knownOfReport = new Set([...shared, 'result', 'conclusion']);
/** Panels within panels; a circle of references ends here. */
const deepest = 6;
/** Members that are read for one entry; panels that all refer to each other would multiply without end. */
const mostMembers = 500;

/** How far the reading of one entry has gone. */
interface Progress {
  readonly depth: number;
  readonly count: { members: number };
}

/** Reads an Observation, with its components and members, or a DiagnosticReport with its results. */
export function readResult(
  resource: FhirResource,
  path: string,
  reading: FhirReading,
  progress: Progress = { depth: 0, count: { members: 0 } },
): ResultEntry | undefined {
  const isReport = resource.resourceType === 'DiagnosticReport';
  if (!isReport && resource.resourceType !== 'Observation') return undefined;
  const value = isReport ? readConclusion(resource) : readValue(resource);
  const members = [
    ...readComponents(resource, path),
    ...readMembers(resource[isReport ? 'result' : 'hasMember'], resource, path, reading, progress),
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

/** The conclusion of a report is what its panel says as a whole. */
function readConclusion(report: FhirResource): ObservedValue | undefined {
  const text = stringOf(report['conclusion']);
  return text === undefined ? undefined : { kind: 'text', text };
}

/** Reads the results a panel refers to; the same resource may be a member of several. */
function readMembers(
  references: unknown,
  from: FhirResource,
  path: string,
  reading: FhirReading,
  { depth, count }: Progress,
): ResultEntry[] {
  const members: ResultEntry[] = [];
  for (const [place, reference] of listOf(references).entries()) {
    if (depth >= deepest || count.members >= mostMembers) {
      reading.warn('A panel of results is nested too deeply, or has too many members; the rest is not read.');
      break;
    }
    const member = reading.resolve(reference, from);
    if (member === undefined) {
      reading.warn('A panel refers to a result that the Bundle does not hold.');
      continue;
    }
    count.members++;
    const memberPath = reading.pathOf(member) ?? `${path}.result[${place}]`;
    const read = readResult(member, memberPath, reading, { depth: depth + 1, count });
    if (read !== undefined) members.push(read);
  }
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

/** What is normal, as numbers or as words. */
function readReferenceRanges(value: unknown): ResultEntry['referenceRanges'] {
  return objectsOf(value).map((source: JsonObject) =>
    stated({
      low: readQuantity(source['low']),
      high: readQuantity(source['high']),
      text: stringOf(source['text']),
    }),
  );
}
