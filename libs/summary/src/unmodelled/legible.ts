import { attribute, type XmlElement } from '@passerelle/xml';
import { readMoment } from '../cda/datatypes/index.js';
import type { CdaReading } from '../cda/reading.js';

const silent: ReadonlySet<string> = new Set(['templateId', 'typeId', 'realmCode', 'id', 'translation', 'setId']);
const timely: ReadonlySet<string> = new Set([
  'effectiveTime',
  'time',
  'low',
  'high',
  'center',
  'birthTime',
  'expectedUseTime',
]);

/**
 * Everything a person can read in an entry, in document order: displays (or codes without one), values with units,
 * dates, negations and words. It stands in the narrative for what has no structure in the canonical summary.
 */
export function legible(statement: XmlElement, reading: CdaReading): string {
  const words: string[] = [];
  gather(statement, reading, words);
  return words.join('; ');
}

function gather(source: XmlElement, reading: CdaReading, words: string[]): void {
  const negation = attribute(source, 'negationInd');
  if (negation === 'true' || negation === '1') words.push('NOT');
  const own = ownWords(source, reading);
  if (own !== undefined && own !== words.at(-1)) words.push(own);
  for (const node of source.children) {
    if (typeof node === 'string') {
      const text = node.replace(/\s+/g, ' ').trim();
      if (text !== '' && text !== words.at(-1)) words.push(text);
    } else if (!silent.has(node.local)) {
      gather(node, reading, words);
    }
  }
}

/** What the attributes of one element say. */
function ownWords(source: XmlElement, reading: CdaReading): string | undefined {
  const value = attribute(source, 'value');
  if (value !== undefined) {
    if (source.local === 'reference') return reading.narrativeText(value);
    if (timely.has(source.local)) return readMoment(value) ?? value;
    const unit = attribute(source, 'unit');
    return unit === undefined || unit === '1' ? value : `${value} ${unit}`;
  }
  return attribute(source, 'displayName') ?? attribute(source, 'code');
}
