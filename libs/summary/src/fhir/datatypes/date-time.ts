import { isPossible } from '../../model/calendar.js';
import type { Moment } from '../../model/moment.js';
import { stringOf } from '../narrowing.js';

const form =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2})(?::(\d{2})(?::(\d{2})(\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/**
 * A moment as FHIR dateTime (R4 section 2.24.0.1), with the precision it has. FHIR wants seconds and an offset wherever
 * there is a time of day: seconds are filled with zeros, and a time without offset takes that of the document. Where
 * the document has none either the time of day cannot be written, and the day is.
 * @param offset - offset of the document's own time: `+02:00`, `Z`
 */
export function dateTime(moment: Moment, offset?: string): string {
  const match = form.exec(moment);
  if (match === null) return moment;
  const [, , , , hour, minute, second, fraction, zone = offset] = match;
  const date = moment.slice(0, 10);
  if (hour === undefined || zone === undefined) return date;
  return `${date}T${hour}:${minute ?? '00'}:${second ?? '00'}${fraction ?? ''}${zone}`;
}

/** The calendar date of a moment: FHIR `date`. */
export function date(moment: Moment): string {
  return moment.slice(0, 10);
}

/** The offset a moment carries, if any. */
export function offsetOf(moment: Moment | undefined): string | undefined {
  return moment === undefined ? undefined : (form.exec(moment)?.[8] ?? undefined);
}

/** Reads a date, dateTime or instant; undefined for what no calendar has and for anything that is not one. */
export function readMoment(value: unknown): Moment | undefined {
  const text = stringOf(value);
  const match = text === undefined ? null : form.exec(text);
  if (text === undefined || match === null) return undefined;
  const [, year = '', month, day, hour, minute, second, , zone] = match;
  const offset = zone === 'Z' ? undefined : zone;
  return isPossible({ year, month, day, hour, minute, second, offset }) ? text.replace(' ', 'T') : undefined;
}
