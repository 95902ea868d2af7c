import type { Element, Period } from 'fhir/r4.js';
import type { NullFlavor } from '../../model/coded.js';
import type { Interval, Moment } from '../../model/moment.js';
import { objectOf, stated, type JsonObject } from '../narrowing.js';
import { absentElement, readDataAbsentReason } from './data-absent-reason.js';
import { dateTime, readMoment } from './date-time.js';

/**
 * An interval as Period; undefined where neither end is known and nothing says why. A Period may not end before it starts
 * (per-1): of an interval that does, the start is written.
 */
export function period(interval: Interval, offset?: string): Period | undefined {
  const { low, high, lowAbsence, highAbsence } = interval;
  const start = low === undefined ? undefined : dateTime(low, offset);
  const end = high === undefined ? undefined : dateTime(high, offset);
  const written: Period = {
    start,
    _start: low === undefined && lowAbsence !== undefined ? absentElement(lowAbsence) : undefined,
    end: start !== undefined && end !== undefined && isBefore(end, start) ? undefined : end,
    _end: high === undefined && highAbsence !== undefined ? absentElement(highAbsence) : undefined,
  };
  return Object.values(written).some((part) => part !== undefined) ? written : undefined;
}

/**
 * Whether a moment lies before another one. Moments of different precision are compared as far as both go, and times of
 * day where both say an offset.
 */
export function isBefore(one: Moment, other: Moment): boolean {
  if (one.length > 10 && other.length > 10) return Date.parse(one) < Date.parse(other);
  const shared = Math.min(one.length, other.length, 10);
  return one.slice(0, shared) < other.slice(0, shared);
}

/** Reads a Period with the reasons why an end is missing. */
export function readPeriod(value: unknown): Interval {
  const source = objectOf(value);
  if (source === undefined) return {};
  return stated({
    low: readMoment(source['start']),
    high: readMoment(source['end']),
    lowAbsence: readDataAbsentReason(source['_start']),
    highAbsence: readDataAbsentReason(source['_end']),
  });
}

/** A choice of dateTime and Period, as `effective[x]`, `performed[x]` and `timing[x]` are. */
export interface PointOrPeriod {
  readonly dateTime?: string;
  readonly period?: Period;
  /** Set where there is neither: the reason, for `_effectiveDateTime`. */
  readonly absent?: Element;
}

/** A point in time is an interval that ends where it begins; everything else is a Period. */
export function pointOrPeriod(interval: Interval, offset?: string): PointOrPeriod {
  const { low, high } = interval;
  if (low !== undefined && low === high) return { dateTime: dateTime(low, offset) };
  if (low === undefined && high === undefined) return { absent: absentElement(interval.lowAbsence) };
  return stated({ period: period(interval, offset) });
}

/**
 * Reads a choice of dateTime and Period.
 * @param name - name of the choice: `effective`
 * @param point - whether a dateTime is the whole interval (an observation) or only its beginning (a treatment)
 */
export function readPointOrPeriod(resource: JsonObject, name: string, point: 'whole' | 'beginning'): Interval {
  const at = readMoment(resource[`${name}DateTime`] ?? resource[`${name}Instant`]);
  if (at !== undefined) return point === 'whole' ? { low: at, high: at } : { low: at };
  if (resource[`${name}Period`] !== undefined) return readPeriod(resource[`${name}Period`]);
  return absence(
    readDataAbsentReason(resource[`_${name}DateTime`]) ?? readDataAbsentReason(resource[`_${name}Period`]),
  );
}

function absence(lowAbsence: NullFlavor | undefined): Interval {
  return lowAbsence === undefined ? {} : { lowAbsence };
}
