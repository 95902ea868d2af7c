import type { Quantity } from '../../model/coded.js';
import type { Entry } from '../../model/entry.js';
import { isAbsoluteUri, isBefore, isReversed } from '../datatypes/index.js';

/** A day with a time of day that says no offset. */
const floating = /^\d{4}-\d{2}-\d{2}T(?:(?!Z|[+-]\d{2}:\d{2}$).)*$/;
const placeholder = /^[^A-Za-z0-9]*$/;

/**
 * What an entry says that FHIR has no way to write, for the loss report: code systems that are no URI, codes that are only
 * signs (`...`), times of day without offset in a document that has none either, and spans whose ends are the wrong way
 * round.
 * @param offset - offset of the document's own time, which such times take
 */
export function unwritableParts(entry: Entry, offset: string | undefined): readonly string[] {
  const parts: string[] = [];
  gather(entry, offset === undefined, parts);
  // Beginning and end of these are elements of their own, which nothing holds against each other.
  if (entry.kind !== 'problem' && entry.kind !== 'allergy') return parts;
  return parts.filter((part) => part !== reversedPeriod);
}

const reversedPeriod = 'end before the start';

/** Parts that hold neither codes nor times: what an entry is called and where it stood. */
const neither: ReadonlySet<string> = new Set(['identifiers', 'deviceIdentifiers', 'telecoms', 'omitted']);

function gather(part: object, floats: boolean, parts: string[]): void {
  let system: unknown;
  let code: unknown;
  let low: unknown;
  let high: unknown;
  // One look at each property: there are thousands in a summary, and asking for those that are not there costs most.
  for (const key in part) {
    const value = (part as Record<string, unknown>)[key];
    if (key === 'low') low = value;
    else if (key === 'high') high = value;
    if (typeof value === 'object') {
      if (value !== null && !neither.has(key)) gather(value, floats, parts);
    } else if (typeof value === 'string') {
      if (key === 'system') system = value;
      else if (key === 'code') code = value;
      else if (floats && key !== 'text' && floating.test(value)) parts.push('time of day without offset');
    }
  }
  if (low !== undefined && high !== undefined) {
    const reversed = reversedSpan(low, high);
    if (reversed !== undefined) parts.push(reversed);
  }
  if (typeof system !== 'string' || typeof code !== 'string') return;
  if (placeholder.test(code)) parts.push('code that is only signs');
  else if (system !== '' && !isAbsoluteUri(system)) parts.push(`code system ${system}`);
}

/** Both ends are either moments or quantities. */
function reversedSpan(low: unknown, high: unknown): string | undefined {
  if (typeof low === 'string') return isBefore(high as string, low) ? reversedPeriod : undefined;
  return isReversed(low as Quantity, high as Quantity) ? 'range whose ends are the wrong way round' : undefined;
}
