import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import { readQuantityRange, resolveText, writeQuantityRange } from '../cda/datatypes/index.js';
import type { CdaReading } from '../cda/reading.js';
import { omitUnread } from '../cda/unread-parts.js';
import type { ReferenceRange } from '../model/entry.js';
import { readValue } from './value.cda.js';

const rangeParts = new Set(['text', 'value']);

/** Reads what is normal: limits (IVL_PQ, one quantity), words, or a value of another type as words. */
export function readReferenceRanges(statement: XmlElement, reading: CdaReading): ReferenceRange[] {
  const ranges: ReferenceRange[] = [];
  for (const reference of children(statement, 'referenceRange')) {
    const range = child(reference, 'observationRange');
    if (range === undefined) continue;
    omitUnread(range, rangeParts, reading, 'reference range');
    const value = child(range, 'value');
    const limits = readQuantityRange(value, reading);
    if (isExclusive(value, 'low') || isExclusive(value, 'high')) {
      reading.omit?.('that a limit of the reference range is not part of it');
    }
    const text = resolveText(range, reading) ?? (limits === undefined ? wordsOf(value, reading) : undefined);
    if (limits !== undefined || text !== undefined) ranges.push({ ...limits, ...(text !== undefined && { text }) });
  }
  return ranges;
}

function isExclusive(value: XmlElement | undefined, end: 'low' | 'high'): boolean {
  const limit = child(value, end);
  return attribute(limit, 'inclusive') === 'false' && attribute(limit, 'value') !== undefined;
}

function wordsOf(source: XmlElement | undefined, reading: CdaReading): string | undefined {
  const value = readValue(source, reading);
  if (value?.kind === 'coded') return value.coded.text ?? value.coded.coding?.display ?? value.coded.coding?.code;
  if (value?.kind === 'text') return value.text;
  if (value !== undefined) reading.omit?.('reference range');
  return undefined;
}

/** Writes a reference range. */
export function writeReferenceRange({ text, ...limits }: ReferenceRange): XmlOut {
  const range = element(
    'observationRange',
    {},
    text === undefined ? undefined : element('text', {}, text),
    limits.low === undefined && limits.high === undefined
      ? undefined
      : writeQuantityRange('value', limits, { xsiType: 'IVL_PQ' }),
  );
  return element('referenceRange', {}, range);
}
