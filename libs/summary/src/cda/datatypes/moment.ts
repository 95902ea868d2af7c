import type { Moment } from '../../model/moment.js';

// HL7 TS: YYYY[MM[DD[HH[MM[SS[.f]]]]]][+-ZZzz]. Some writers put the dashes of ISO 8601 in, and a trailing Z.
const timestamp =
  /^(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:T?(\d{2})(?::?(\d{2})(?::?(\d{2})(?:\.(\d+))?)?)?)?)?)?(?:Z|([+-]\d{2}):?(\d{2})?)?$/;
const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * Reads the value of a TS with the precision it has: `1968` stays a year. A time keeps its offset, a date cannot have
 * one. An hour without minutes becomes `2024-06-03T11`.
 * @returns undefined for a missing value and for what no calendar has (`20230230`, `19680000`); the caller warns
 */
export function readMoment(value: string | undefined): Moment | undefined {
  if (value === undefined) return undefined;
  const match = timestamp.exec(value.trim());
  if (match === null) return undefined;
  const [whole, year, month, day, hour, minute, second, fraction, offsetHours, offsetMinutes] = match;
  if (year === undefined || !isPossible(year, month, day, hour, minute, second)) return undefined;
  if (month === undefined) return year;
  if (day === undefined) return `${year}-${month}`;
  if (hour === undefined) return `${year}-${month}-${day}`;
  let time = `T${hour}`;
  if (minute !== undefined) time += `:${minute}`;
  if (second !== undefined) time += `:${second}`;
  if (fraction !== undefined) time += `.${fraction}`;
  if (whole.endsWith('Z')) time += 'Z';
  else if (offsetHours !== undefined) time += `${offsetHours}:${offsetMinutes ?? '00'}`;
  return `${year}-${month}-${day}${time}`;
}

function isPossible(
  year: string,
  month?: string,
  day?: string,
  hour?: string,
  minute?: string,
  second?: string,
): boolean {
  if (month !== undefined && (month < '01' || month > '12')) return false;
  if (day !== undefined) {
    const length = month === '02' && !isLeap(Number(year)) ? 28 : (daysInMonth[Number(month) - 1] ?? 0);
    if (day < '01' || Number(day) > length) return false;
  }
  // Second 60 is a leap second, which has been, so it is possible.
  return (
    !(hour !== undefined && hour > '23') &&
    !(minute !== undefined && minute > '59') &&
    !(second !== undefined && second > '60')
  );
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
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
