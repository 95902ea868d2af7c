import type { Period, Timing as FhirTiming, TimingRepeat } from 'fhir/r4.js';
import { dateTime, period, readMoment, readPeriod } from '../fhir/datatypes/index.js';
import { omittedParts } from '../fhir/entry/carried.js';
import { listOf, objectOf, objectsOf, stated, stringOf, stringsOf, type JsonObject } from '../fhir/narrowing.js';
import type { Quantity } from '../model/coded.js';
import type { Timing } from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import { every, timesPer } from './frequency.fhir.js';

type Event = NonNullable<TimingRepeat['when']>[number];

// EventTiming of FHIR that are TimingEvent of HL7 v3 as well; FHIR has no "between meals" (IC, ICM, ICD, ICV).
const events: ReadonlySet<string> = new Set([
  'HS',
  'WAKE',
  'C',
  'CM',
  'CD',
  'CV',
  'AC',
  'ACM',
  'ACD',
  'ACV',
  'PC',
  'PCM',
  'PCD',
  'PCV',
]);
/** tim-9: no offset from the meal itself. */
const meals: ReadonlySet<string> = new Set(['C', 'CM', 'CD', 'CV']);
const minutes: Readonly<Record<string, number>> = { s: 1 / 60, min: 1, h: 60, d: 1440 };
const abbreviations: Readonly<Record<string, string>> = {
  BID: '12',
  TID: '8',
  QID: '6',
  QD: '24',
  QOD: '48',
  Q1H: '1',
  Q2H: '2',
  Q3H: '3',
  Q4H: '4',
  Q6H: '6',
  Q8H: '8',
};
const known = new Set(['repeat', 'event', 'code']);
const knownOfRepeat = new Set(['frequency', 'period', 'periodUnit', 'when', 'offset', 'boundsPeriod']);

/** What a Timing says in the model's words. */
export interface TimingReading {
  readonly timings: readonly Timing[];
  /** Limits of the treatment (`boundsPeriod`). */
  readonly bounds: Interval;
  readonly omitted: readonly string[];
}

/** Reads a Timing (R4 section 2.24.0.14). Several events a day are several timings. */
export function readTiming(value: unknown): TimingReading {
  const source = objectOf(value);
  if (source === undefined) return { timings: [], bounds: {}, omitted: [] };
  const repeat = objectOf(source['repeat']) ?? {};
  const timings: Timing[] = [...readEvents(repeat), ...readFrequency(repeat)];
  for (const at of listOf(source['event']).map(readMoment)) if (at !== undefined) timings.push({ kind: 'moment', at });
  const abbreviation = objectsOf(objectOf(source['code'])?.['coding'])
    .map(({ code }) => abbreviations[stringOf(code)?.toUpperCase() ?? ''])
    .find((hours) => hours !== undefined);
  if (timings.length === 0 && abbreviation !== undefined) {
    timings.push({ kind: 'periodic', period: { value: abbreviation, unit: 'h' }, institutionSpecified: true });
  }
  const omitted = [...omittedParts(source, known, 'timing'), ...omittedParts(repeat, knownOfRepeat, 'timing')];
  if (timings.length === 0 && source['code'] !== undefined) omitted.push('code of the timing');
  return { timings, bounds: readPeriod(repeat['boundsPeriod']), omitted };
}

/**
 * Daily events; one offset holds for all of them. FHIR counts minutes without sign, before an event that is before a meal;
 * CDA has the sign.
 */
function readEvents(repeat: JsonObject): Timing[] {
  const offset = repeat['offset'];
  return stringsOf(repeat['when']).map((event) => {
    const distance = typeof offset !== 'number' ? undefined : isBefore(event) ? -offset : offset;
    return stated({
      kind: 'event' as const,
      event,
      offset: distance === undefined ? undefined : { value: String(distance), unit: 'min' },
    });
  });
}

/** Events before a meal (ante cibum): AC, ACM, ACD, ACV. */
function isBefore(event: string): boolean {
  return event.startsWith('AC');
}

/** How often; a period without unit, or not above zero, says nothing. */
function readFrequency(repeat: JsonObject): Timing[] {
  const { period, periodUnit, frequency = 1 } = repeat;
  if (typeof period !== 'number' || typeof frequency !== 'number' || period <= 0 || frequency < 1) return [];
  const unit = stringOf(periodUnit);
  return unit === undefined ? [] : [every(frequency, period, unit)];
}

/** One schedule: a FHIR Timing, or the words for a part that FHIR has no code for. */
export interface TimingWriting {
  readonly timing?: FhirTiming;
  readonly words?: string;
}

/**
 * Writes timings as schedules of which each is a dosage of its own. CDA intersects its timings (operator A: every 12 h,
 * before meals) where FHIR adds its dosages up, so timings that fit into one schedule must stand in one, or the dose
 * would be doubled.
 * @param bounds - limits of the treatment; undefined where the resource has them itself
 */
export function writeTimings(
  timings: readonly Timing[],
  bounds: Interval | undefined,
  offset?: string,
): TimingWriting[] {
  const moments = timings.flatMap((each) => (each.kind === 'moment' ? [dateTime(each.at, offset)] : []));
  const periodic = timings.filter((each) => each.kind === 'periodic');
  const groups = groupEvents(timings);
  const limits = bounds === undefined ? undefined : boundsOf(bounds, offset);
  const repeats: TimingRepeat[] = groups.events.map((group) => ({ ...group }));
  periodic.forEach((each, place) => {
    const frequency = timesPer(each);
    // Limits of the treatment and of the first interval have one place between them.
    const phase = bounds === undefined && each.phase !== undefined ? boundsOf(each.phase, offset) : undefined;
    repeats[place] = { ...repeats[place], ...frequency, ...(phase !== undefined && { boundsPeriod: phase }) };
  });
  if (repeats.length === 0 && limits !== undefined) repeats.push({});
  const written: TimingWriting[] = repeats.map((repeat) => ({
    timing: { repeat: limits === undefined ? repeat : { boundsPeriod: limits, ...repeat } },
  }));
  if (moments.length > 0) written.push({ timing: { event: moments } });
  if (groups.words.length > 0) written.push({ words: groups.words.join(', ') });
  return written;
}

/** Limits as Period; undefined where there are none. A dosage has no place for why one is missing. */
function boundsOf({ low, high }: Interval, offset?: string): Period | undefined {
  return period(stated({ low, high }), offset);
}

/** Events of the same distance stand in one schedule. */
function groupEvents(timings: readonly Timing[]): { events: TimingRepeat[]; words: string[] } {
  const groups = new Map<number | undefined, Event[]>();
  const words: string[] = [];
  for (const timing of timings) {
    if (timing.kind !== 'event') continue;
    const distance = timing.offset === undefined ? undefined : minutesOf(timing.offset, isBefore(timing.event));
    const tooFar = timing.offset !== undefined && (distance === undefined || meals.has(timing.event));
    if (!events.has(timing.event) || tooFar) {
      words.push([timing.event, timing.offset?.value, timing.offset?.unit].filter(Boolean).join(' '));
      continue;
    }
    groups.set(distance, [...(groups.get(distance) ?? []), timing.event as Event]);
  }
  return { events: [...groups].map(([offset, when]) => ({ when, offset })), words };
}

/** Timing.repeat.offset is a whole number of minutes, not below zero. */
function minutesOf({ value, unit = 'min' }: Quantity, before: boolean): number | undefined {
  const factor = minutes[unit];
  const signed = factor === undefined ? Number.NaN : Number(value) * factor;
  const offset = before ? Math.abs(signed) : signed;
  return Number.isInteger(offset) && offset >= 0 ? offset : undefined;
}
