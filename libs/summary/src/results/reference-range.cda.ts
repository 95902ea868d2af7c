import { child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import { readQuantityRange, resolveText, writeQuantityRange } from '../cda/datatypes/index.js';
import type { CdaReading } from '../cda/reading.js';
import { omitUnread } from '../cda/unread-parts.js';
import type { ResultEntry } from '../model/entry.js';
import { readValue } from './value.cda.js';

type ReferenceRange = ResultEntry['referenceRanges'][number];

const rangeParts = new Set(['text', 'value']);

/** Reads what is normal: limits (IVL_PQ, one quantity), words, or a value of another type as words. */
export function readReferenceRanges(statement: XmlElement, reading: CdaReading): ReferenceRange[] {
  const ranges: ReferenceRange[] = [];
  for (const reference of children(statement, 'referenceRange')) {
    const range = child(reference, 'observationRange');
    if (range === undefined) continue;
    omitUnread(range, rangeParts, reading, 'reference range');
    const limits = readQuantityRange(child(range, 'value'));
    const text = resolveText(range, reading) ?? (limits === undefined ? wordsOf(range, reading) : undefined);
    if (limits !== undefined || text !== undefined) ranges.push({ ...limits, ...(text !== undefined && { text }) });
  }
  return ranges;
}

function wordsOf(range: XmlElement, reading: CdaReading): string | undefined {
  const value = readValue(child(range, 'value'), reading);
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
