import type { Moment } from '../../model/moment.js';
import { stringOf } from '../narrowing.js';

const form =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2})(?::(\d{2})(?::(\d{2})(\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;
const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

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
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match;
  if (!isPossible(Number(year), month, day)) return undefined;
  // Second 60 is a leap second.
  return hour <= '23' && minute <= '59' && second <= '60' ? text.replace(' ', 'T') : undefined;
}

/** Whether the calendar has the month and the day; the pattern has seen to their digits. */
function isPossible(year: number, month: string | undefined, day: string | undefined): boolean {
  if (month === undefined) return true;
  if (month < '01' || month > '12') return false;
  if (day === undefined) return true;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = month === '02' && !leap ? 28 : (daysInMonth[Number(month) - 1] ?? 0);
  return day >= '01' && Number(day) <= length;
}
