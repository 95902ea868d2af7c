import { attribute, child, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import { clinicalFinding } from './clinical-finding.js';
import type { Coded } from '../model/coded.js';
import { readCoded, writeCoded } from './datatypes/index.js';
import type { CdaReading } from './reading.js';
import { isNegated } from './unread-parts.js';

/** Why something was done or is planned, and the relationships that say something else. */
export interface Reasons {
  readonly reasons: readonly Coded[];
  readonly others: readonly XmlElement[];
}

/** Reads the reasons among the relationships of a statement: the value of an observation related by RSON, or its code. */
export function readReasons(relationships: readonly XmlElement[], reading: CdaReading): Reasons {
  const reasons: Coded[] = [];
  const others: XmlElement[] = [];
  for (const relationship of relationships) {
    const observation = child(relationship, 'observation');
    const isReason =
      attribute(relationship, 'typeCode') === 'RSON' && observation !== undefined && !isNegated(observation);
    const reason = isReason ? readCoded(child(observation, 'value') ?? child(observation, 'code'), reading) : undefined;
    if (reason === undefined) others.push(relationship);
    else reasons.push(reason);
  }
  return { reasons, others };
}

/** Writes a reason as eHDSI has it: the problem observation related by RSON. */
export function writeReason(reason: Coded): XmlOut {
  return element(
    'entryRelationship',
    { typeCode: 'RSON' },
    element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN' },
      element('templateId', { root: '1.3.6.1.4.1.12559.11.10.1.3.1.3.7' }),
      element('code', clinicalFinding),
      element('statusCode', { code: 'completed' }),
      writeCoded('value', reason, { xsiType: 'CD' }),
    ),
  );
}
