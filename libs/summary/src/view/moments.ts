import type { Interval, Moment } from '../model/moment.js';
import type { ViewScope } from './view-scope.js';
import { fill } from './words/index.js';

const form = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/**
 * A date or time in the reader's way of writing, with the precision it was given in: a year stays a year. The offset from
 * UTC is kept. What is no date is shown as it came.
 */
export function momentText(moment: Moment, { words }: ViewScope): string {
  const [, y, mm, dd, time, offset] = form.exec(moment) ?? [];
  if (y === undefined) return moment;
  if (mm === undefined) return y;
  const month = words.date.months[Number(mm) - 1];
  if (month === undefined) return moment;
  if (dd === undefined) return fill(words.date.month, { month, y });
  const day = fill(words.date.day, { dd, mm, d: String(Number(dd)), month, y });
  if (time === undefined) return day;
  const zone = offset === undefined ? '' : ` (UTC${offset === 'Z' ? '' : offset})`;
  return fill(words.date.time, { day, time }) + zone;
}

/**
 * A span of time in words. A span from a moment to itself is that moment; an end that is not known says why where the
 * source does.
 * @returns undefined for a span of which nothing is said
 */
export function intervalText(interval: Interval, scope: ViewScope): string | undefined {
  const { low, high, lowAbsence, highAbsence } = interval;
  const { date, nullFlavors } = scope.words;
  const parts: string[] = [];
  if (low !== undefined && low === high) parts.push(momentText(low, scope));
  else if (low !== undefined && high !== undefined) {
    parts.push(fill(date.span, { low: momentText(low, scope), high: momentText(high, scope) }));
  } else if (low !== undefined) parts.push(fill(date.since, { low: momentText(low, scope) }));
  else if (high !== undefined) parts.push(fill(date.until, { high: momentText(high, scope) }));
  if (lowAbsence !== undefined) parts.push(fill(date.startAbsent, { absence: nullFlavors[lowAbsence] }));
  if (highAbsence !== undefined) parts.push(fill(date.endAbsent, { absence: nullFlavors[highAbsence] }));
  return parts.length === 0 ? undefined : parts.join('; ');
}
