import type { XmlElement } from '@passerelle/xml';
import { readIdentifiers, resolveText } from '../cda/datatypes/index.js';
import type { CdaReading } from '../cda/reading.js';
import type { Unmodelled } from '../model/entry.js';
import { legible } from './legible.js';

/**
 * Reads an entry that no concept has a room for: its words, in document order. It has no way back to structure; the
 * writers put it into the narrative.
 * @param statements - what the entry holds; a valid entry holds one clinical statement
 * @param reason - why it is not structured, for the loss report
 */
export function readUnmodelled(
  statements: readonly XmlElement[],
  path: string,
  reason: string,
  reading: CdaReading,
): Unmodelled {
  const [first] = statements;
  const text = resolveText(first, reading);
  return {
    kind: 'unmodelled',
    path,
    identifiers: readIdentifiers(first),
    ...(text !== undefined && { text }),
    summary: statements.map((statement) => legible(statement, reading)).join('; '),
    reason,
  };
}
