import { isPossible } from '../../model/calendar.js';
import type { Moment } from '../../model/moment.js';

// HL7 TS: YYYY[MM[DD[HH[MM[SS[.f]]]]]][+-ZZzz]. Some writers put the dashes of ISO 8601 in, and a trailing Z.
const timestamp =
  /^(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:T?(\d{2})(?::?(\d{2})(?::?(\d{2})(?:\.(\d+))?)?)?)?)?)?(?:Z|([+-]\d{2}):?(\d{2})?)?$/;

/**
 * Reads the value of a TS with the precision it has: `1968` stays a year. A time keeps its offset, a date cannot have
 * one. An hour without minutes becomes `2024-06-03T11`.
 * @returns undefined for a missing value and for what no calendar has (`20230230`, `19680000`); {@link readPoint} tells of it
 */
export function readMoment(value: string | undefined): Moment | undefined {
  if (value === undefined) return undefined;
  const match = timestamp.exec(value.trim());
  if (match === null) return undefined;
  const [whole, year = '', month, day, hour, minute, second, fraction, offsetHours, offsetMinutes = '00'] = match;
  const offset = offsetHours === undefined ? undefined : `${offsetHours}:${offsetMinutes}`;
  if (!isPossible({ year, month, day, hour, minute, second, offset })) return undefined;
  if (month === undefined) return year;
  if (day === undefined) return `${year}-${month}`;
  if (hour === undefined) return `${year}-${month}-${day}`;
  let time = `T${hour}`;
  if (minute !== undefined) time += `:${minute}`;
  if (second !== undefined) time += `:${second}`;
  if (fraction !== undefined) time += `.${fraction}`;
  if (whole.endsWith('Z')) time += 'Z';
  else if (offset !== undefined) time += offset;
  return `${year}-${month}-${day}${time}`;
}

/** Writes a moment as the value of a TS: the same precision, `Z` as `+0000`. */
export function writeMoment(moment: Moment): string {
  const at = moment.indexOf('T');
  if (at < 0) return moment.replaceAll('-', '');
  const date = moment.slice(0, at).replaceAll('-', '');
  const time = moment.slice(at + 1).replaceAll(':', '');
  if (time.endsWith('Z')) return `${date}${time.slice(0, -1)}+0000`;
  return date + time;
}
