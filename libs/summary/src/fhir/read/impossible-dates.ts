import { impossibleDate } from '../../model/calendar.js';
import { readMoment } from '../datatypes/index.js';
import { stringOf } from '../narrowing.js';

/** Elements of R4 that are a date, dateTime or instant, beside those whose name ends so. */
const named: ReadonlySet<string> = new Set([
  ...['date', 'dateTime', 'start', 'end', 'issued', 'onset', 'created', 'time', 'event', 'recorded', 'started'],
  ...['authoredOn', 'dateAsserted', 'whenPrepared', 'whenHandedOver', 'recordedOn', 'lastOccurrence', 'creation'],
]);
const ending = /(?:Date|DateTime|Instant)$/;
// Narrative and what is contained: the first holds no dates, the second is looked at when a reference leads to it.
const elsewhere: ReadonlySet<string> = new Set(['text', 'contained', 'section', 'meta']);

/**
 * Names the dates of a resource that no calendar has, or that are no dates at all, as parts that are left out:
 * readers take no such value, and a document must not lose it in silence.
 * @param resource - as parsed; the JSON door has limited its depth
 * @returns `onsetDateTime, a date that no calendar has`, each name once
 */
export function impossibleDatesOf(resource: object): string[] {
  const names = new Set<string>();
  gather(resource, names);
  return [...names].map((name) => `${name}, ${impossibleDate}`);
}

function gather(part: object, names: Set<string>, name = ''): void {
  for (const key in part) {
    const value = (part as Readonly<Record<string, unknown>>)[key];
    const own = Array.isArray(part) ? name : key;
    if (typeof value === 'object' && value !== null) {
      if (!elsewhere.has(own)) gather(value, names, own);
    } else if (
      (isDated(own) || (own === 'value' && name === 'dateCriterion')) &&
      stringOf(value) !== undefined &&
      readMoment(value) === undefined
    ) {
      names.add(own);
    }
  }
}

function isDated(name: string): boolean {
  return named.has(name) || ending.test(name);
}
