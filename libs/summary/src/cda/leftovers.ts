import { attribute, children, type XmlElement } from '@passerelle/xml';
import type { CdaReading } from './reading.js';
import { saysSomething } from './unread-parts.js';

/**
 * Reports the relationships of a statement that no reader took, by the names the format has for them: what they say of
 * the patient may not stand in a loss report.
 * @param of - what the statement is, where it is a part itself: `reaction`
 */
export function omitRelationships(relationships: readonly XmlElement[], reading: CdaReading, of?: string): void {
  for (const relationship of relationships) {
    if (!saysSomething(relationship)) continue;
    const [statement] = children(relationship).filter(
      ({ local }) => local !== 'templateId' && local !== 'sequenceNumber',
    );
    const part = `related ${statement?.local ?? 'statement'} (${attribute(relationship, 'typeCode') ?? 'no type'})`;
    reading.omit?.(of === undefined ? part : `${part} of the ${of}`);
  }
}
