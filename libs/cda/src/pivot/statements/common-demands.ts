import { attribute, child, type XmlElement } from '@passerelle/xml';
import { valuedOrAbsent } from '../reading-elements.js';
import { demand, type Demand } from '../rule.js';

/** A statement can be referred to. */
export const identified: Demand = demand(
  { id: 'pivot-statement-id', place: 'id', text: 'The statement must have an id, or the reason why not.' },
  (statement) => child(statement, 'id') !== undefined,
);

/** A statement says how far it has come. */
export const withStatus: Demand = demand(
  {
    id: 'pivot-statement-status',
    place: 'statusCode',
    text: 'The statement must have a statusCode, or the reason why not.',
  },
  (statement) => {
    const status = child(statement, 'statusCode');
    return (attribute(status, 'code') ?? attribute(status, 'nullFlavor')) !== undefined;
  },
);

/** A statement says when. */
export const withTime: Demand = demand(
  { id: 'pivot-statement-time', place: 'effectiveTime', text: 'The statement must say when, or the reason why not.' },
  (statement) => valuedOrAbsent(child(statement, 'effectiveTime')),
);

/** Whether a statement is of a class and a mood. */
export function isOf(statement: XmlElement, classCode: string, ...moodCodes: readonly string[]): boolean {
  return attribute(statement, 'classCode') === classCode && moodCodes.includes(attribute(statement, 'moodCode') ?? '');
}
