import type { CodeableConcept, Observation, Reference } from 'fhir/r4.js';
import {
  absentElement,
  codeableConcept,
  codeableConceptOf,
  codeableConcepts,
  pointOrPeriod,
} from '../fhir/datatypes/index.js';
import { writeCarried } from '../fhir/entry/carried.js';
import { annotations } from '../fhir/entry/notes.js';
import { writeParticipant } from '../fhir/header/write-participant.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { Coded, Coding } from '../model/coded.js';
import { codingsOf, hasCode } from '../model/codings.js';
import type { Observed, ObservedKind } from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import { asMemberOfLaboratory, categoryOfCode, impliedCategory, isOfLaboratory } from './categories.js';
import { isComponent, writeComponent } from './component.fhir.js';
import { fitted, type Fitting } from './fitted.fhir.js';
import { observedStatus } from './observed-status.fhir.js';
import { writeReferenceRanges } from './reference-range.fhir.js';
import { noValue, writeValue } from './value.fhir.js';

/** How a room's observations look in FHIR. */
export interface ObservedShape<K extends ObservedKind> {
  /** Profiles that an Observation claims, once it is built: only those whose constraints it fulfils. */
  profilesOf(observation: Observation, entry: Observed<K>): readonly string[];
  /** Whether parts that cannot stand alone may be components. */
  readonly components: boolean;
  /** How a whole number without unit is written. */
  readonly counts: 'integer' | 'quantity';
  /** Set where the time must go to the day (vs-1, ips-1): a vaguer one is then written as period. */
  readonly wholeDays?: true;
  /** Set where a performer is demanded: one that is not known is said to be unknown. */
  readonly performer?: true;
  /** Set where an observation without value must say so (vs-2). */
  readonly value?: true;
  /** Whether a member that says no more than a component can may be one of this panel; left out, it may. */
  mayBePart?(member: Observed<K>, panel: Observed<K>): boolean;
  /** Whether a part of a panel was taken back, and the profile lets no such part through. */
  isRetracted?(member: Observed<K>): boolean;
  /** Makes an Observation right for the profile that its code stands for: see {@link Fitting}. */
  readonly fit?: Fitting;
}

/**
 * Adds an observation with its members: those that say nothing of their own as components where the room allows them,
 * others as Observations by hasMember.
 * @returns its fullUrl
 */
export function writeObserved<K extends ObservedKind>(
  entry: Observed<K>,
  writing: FhirWriting,
  shape: ObservedShape<K>,
): string {
  const { language } = writing;
  const { value, bodySite, method } = entry;
  const { dateTime, period, absent } = timeOf(entry.period, writing.offset, shape.wholeDays === true);
  const performer = entry.performers.flatMap((each) => writeParticipant(each, writing) ?? []);
  const members = standingMembers(entry, writing, shape);
  const isPart = (member: Observed<K>): boolean =>
    shape.components && isComponent(member, entry) && shape.mayBePart?.(member, entry) !== false;
  const built: Observation = {
    resourceType: 'Observation',
    ...writeCarried(entry),
    status: observedStatus(entry.status),
    category: writeCategory(entry, language),
    code: codeableConcept(entry.code, language),
    subject: writing.patient,
    effectiveDateTime: dateTime,
    _effectiveDateTime: absent,
    effectivePeriod: period,
    performer: performer.length === 0 && shape.performer === true ? [absentElement('UNK')] : performer,
    ...(value === undefined ? valueless(members, shape) : writeValue(value, writing, shape.counts)),
    interpretation: codeableConcepts(entry.interpretations, language),
    note: annotations(entry.notes),
    bodySite: codeableConceptOf(bodySite, language),
    method: codeableConceptOf(method, language),
    referenceRange: writeReferenceRanges(entry.referenceRanges),
    hasMember: writeMembers(
      entry,
      members
        .filter((member) => !isPart(member))
        .map(isOfLaboratory(entry) ? asMemberOfLaboratory : (member) => member),
      writing,
      shape,
    ),
    component: members.filter(isPart).map((member) => writeComponent(member, writing)),
  };
  const observation = shape.fit === undefined ? built : fitted(built, shape.fit, entry.path, writing);
  return writing.add(observation, entry.path, shape.profilesOf(observation, entry));
}

function timeOf(interval: Interval, offset: string | undefined, wholeDays: boolean): ReturnType<typeof pointOrPeriod> {
  const time = pointOrPeriod(interval, offset);
  const { dateTime } = time;
  if (!wholeDays || dateTime === undefined || dateTime.length >= '2024-01-01'.length) return time;
  return { period: { start: dateTime, end: dateTime } };
}

/** An observation that neither has a value nor consists of others says that it has none, where that is demanded. */
function valueless(
  members: readonly Observed[],
  { value }: Pick<ObservedShape<ObservedKind>, 'value'>,
): Partial<Observation> {
  return value === true && members.length === 0 ? noValue : {};
}

/** The members of a panel without those that were taken back, which the loss report names. */
export function standingMembers<K extends ObservedKind>(
  panel: Observed<K>,
  writing: FhirWriting,
  shape: ObservedShape<K>,
): readonly Observed<K>[] {
  const standing = panel.members.filter((member) => shape.isRetracted?.(member) !== true);
  if (standing.length < panel.members.length) writing.omit(panel.path, 'part that was entered in error');
  return standing;
}

/**
 * Adds the members of a panel and refers to them. What a panel says of time, category and performer holds for its
 * members too (CDA context conduction), and FHIR demands the first of each of them.
 */
export function writeMembers<K extends ObservedKind>(
  panel: Observed<K>,
  members: readonly Observed<K>[],
  writing: FhirWriting,
  shape: ObservedShape<K>,
): Reference[] {
  return members.map((member) => ({ reference: writeObserved(conducted(member, panel), writing, shape) }));
}

/** A member with what it has from its panel. */
export function conducted<K extends ObservedKind>(member: Observed<K>, panel: Observed<K>): Observed<K> {
  const stands = member.period.low !== undefined || member.period.high !== undefined;
  const ofPanel = categoryOfCode(panel.code);
  const category = member.category ?? panel.category ?? (ofPanel && { coding: ofPanel });
  return {
    ...member,
    period: stands ? member.period : panel.period,
    performers: member.performers.length > 0 ? member.performers : panel.performers,
    ...(category !== undefined && { category }),
  };
}

/** The category of the source; where it states none, the one that the room and the code say. */
function writeCategory(entry: Observed, language: string | undefined): CodeableConcept[] | undefined {
  const implied = impliedCategory(entry);
  if (entry.category === undefined) return implied === undefined ? undefined : [codeableConcept({ coding: implied })];
  const own = codeableConcept(entry.category, language);
  return needsImplied(entry, implied) ? [codeableConcept({ coding: implied! }), own] : [own];
}

/** What every vital sign is must be said in the code that its profile slices by; the other rooms have no such rule. */
function needsImplied({ kind, category }: Observed, implied: Coding | undefined): boolean {
  if (implied === undefined || (kind !== 'vital-sign' && !isLaboratoryService(category))) return false;
  return !hasCode(codingsOf(category), implied.system, implied.code);
}

/** The laboratory as table 0074 of the diagnostic services names it; observation-category has a code for the same. */
function isLaboratoryService(category: Coded | undefined): boolean {
  return codingsOf(category).some(({ code }) => code === 'LAB');
}
