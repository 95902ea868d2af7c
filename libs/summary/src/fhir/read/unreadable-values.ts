import { impossibleDate } from '../../model/calendar.js';
import { unreadableNumber } from '../../model/decimal.js';
import { readMoment, readQuantity } from '../datatypes/index.js';
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
 * Names the dates of a resource that no calendar has or that are no dates at all, and the quantities that are no numbers,
 * as parts that are left out: readers take no such value, and a document must not lose it in silence.
 * @param resource - as parsed; the JSON door has limited its depth
 * @returns `onsetDateTime, a date that no calendar has`, each once
 */
export function unreadableValuesOf(resource: object): string[] {
  const parts = new Set<string>();
  gather(resource, parts);
  return [...parts];
}

function gather(part: object, parts: Set<string>, name = ''): void {
  if (isQuantity(part) && readQuantity(part) === undefined) parts.add(`${name}, ${unreadableNumber}`);
  for (const key in part) {
    const value = (part as Readonly<Record<string, unknown>>)[key];
    const own = Array.isArray(part) ? name : key;
    if (typeof value === 'object' && value !== null) {
      if (!elsewhere.has(own)) gather(value, parts, own);
    } else if (isDated(own, name) && stringOf(value) !== undefined && readMoment(value) === undefined) {
      parts.add(`${own}, ${impossibleDate}`);
    }
  }
}

/** Identifiers and addresses of telecommunication have a value too, but neither unit nor code. */
function isQuantity(part: object): boolean {
  return 'value' in part && ('unit' in part || 'code' in part) && typeof part.value !== 'object';
}

function isDated(name: string, parent: string): boolean {
  return named.has(name) || ending.test(name) || (name === 'value' && parent === 'dateCriterion');
}
