import type { ObservationComponent } from 'fhir/r4.js';
import {
  codeableConcept,
  codeableConcepts,
  readCodeableConcept,
  readCodeableConcepts,
} from '../fhir/datatypes/index.js';
import { omittedParts } from '../fhir/entry/carried.js';
import { objectsOf, stated } from '../fhir/narrowing.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { Observed, ObservedKind } from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import { readReferenceRanges, writeReferenceRanges } from './reference-range.fhir.js';
import { noValue, readValue, writeValue } from './value.fhir.js';

const known = new Set([
  ...['code', 'valueQuantity', 'valueCodeableConcept', 'valueString', 'valueBoolean', 'valueInteger', 'valueRange'],
  ...['valueRatio', 'valueTime', 'valueDateTime', 'valuePeriod', 'dataAbsentReason', 'interpretation'],
  'referenceRange',
]);

/** What components have from the Observation they are part of. */
interface Whole<K extends ObservedKind> {
  readonly kind: K;
  readonly path: string;
  readonly period: Interval;
  readonly status: string | undefined;
  readonly omitted: string[];
}

/** Reads components: parts that cannot stand alone (systolic pressure). The model has them as members without name. */
export function readComponents<K extends ObservedKind>(value: unknown, whole: Whole<K>): Observed<K>[] {
  const { kind, path, period, status, omitted } = whole;
  return objectsOf(value).map((component, place) => {
    omitted.push(...omittedParts(component, known, 'component'));
    return {
      kind,
      path: `${path}.component[${place}]`,
      identifiers: [],
      code: readCodeableConcept(component['code']) ?? { absence: 'NI' },
      ...stated({ value: readValue(component), status }),
      period,
      interpretations: readCodeableConcepts(component['interpretation']),
      referenceRanges: readReferenceRanges(component['referenceRange'], omitted),
      performers: [],
      members: [],
    };
  });
}

/** Whether a member says nothing that a component has no place for: it is the whole's, at the whole's time. */
export function isComponent(member: Observed, whole: Observed): boolean {
  const { identifiers, performers, members, notes, text, bodySite, method, category, period } = member;
  return (
    identifiers.length + performers.length + members.length + (notes?.length ?? 0) === 0 &&
    (text ?? bodySite ?? method ?? category) === undefined &&
    (member.status === undefined || member.status === whole.status) &&
    isSamePeriod(period, whole.period)
  );
}

/** A part that does not say when has the time of the whole. */
function isSamePeriod(part: Interval, whole: Interval): boolean {
  if (part.low === undefined && part.high === undefined) return true;
  return part.low === whole.low && part.high === whole.high;
}

/** Writes a member as component; one without value says so (vs-3). */
export function writeComponent(member: Observed, writing: FhirWriting): ObservationComponent {
  const { language } = writing;
  return {
    code: codeableConcept(member.code, language),
    ...(member.value === undefined ? noValue : writeValue(member.value, writing)),
    interpretation: codeableConcepts(member.interpretations, language),
    referenceRange: writeReferenceRanges(member.referenceRanges),
  };
}
