import type { ObservationReferenceRange } from 'fhir/r4.js';
import { quantity, readQuantity } from '../fhir/datatypes/index.js';
import { omittedParts } from '../fhir/entry/carried.js';
import { objectsOf, stated, stringOf } from '../fhir/narrowing.js';
import type { ReferenceRange } from '../model/entry.js';

const known = new Set(['low', 'high', 'text']);

/**
 * Reads what is normal, as numbers or as words.
 * @param omitted - gets the parts that are not read: of whom it is normal, what kind of normal it is
 */
export function readReferenceRanges(value: unknown, omitted: string[]): ReferenceRange[] {
  return objectsOf(value).map((source) => {
    omitted.push(...omittedParts(source, known, 'reference range'));
    return stated({
      low: readQuantity(source['low']),
      high: readQuantity(source['high']),
      text: stringOf(source['text']),
    });
  });
}

/** Writes reference ranges. */
export function writeReferenceRanges(ranges: readonly ReferenceRange[]): ObservationReferenceRange[] | undefined {
  if (ranges.length === 0) return undefined;
  return ranges.map(({ low, high, text }) => ({
    low: low && quantity(low),
    high: high && quantity(high),
    text,
  }));
}
