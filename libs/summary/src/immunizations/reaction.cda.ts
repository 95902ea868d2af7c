import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import { readCoded, writeCoded } from '../cda/datatypes/index.js';
import { omitRelationships } from '../cda/leftovers.js';
import type { CdaReading } from '../cda/reading.js';
import { isNegated, omitUnread } from '../cda/unread-parts.js';
import type { Coded } from '../model/coded.js';

/** eHDSI reaction manifestation. */
const reactionTemplate = '1.3.6.1.4.1.12559.11.10.1.3.1.3.44';
const observationParts = new Set(['id', 'code', 'text', 'statusCode', 'value']);

/**
 * Reads the reactions to a vaccination: observations by relationship CAUS (IHE immunization), or with the template of a
 * reaction by REFR (Luxembourg's record). One without code and without words is an empty row of a form, not a reaction.
 * @param relationships - the `entryRelationship`s that are not the dose number
 */
export function readReactions(relationships: readonly XmlElement[], reading: CdaReading): Coded[] {
  const reactions: Coded[] = [];
  for (const relationship of relationships) {
    const observation = child(relationship, 'observation');
    if (observation === undefined || !isReaction(relationship, observation) || isNegated(observation)) {
      omitRelationships([relationship], reading);
      continue;
    }
    const reaction = readCoded(child(observation, 'value'), reading);
    if (reaction?.coding === undefined && reaction?.text === undefined) continue;
    omitUnread(observation, observationParts, reading, 'reaction');
    reactions.push(reaction);
  }
  return reactions;
}

function isReaction(relationship: XmlElement, observation: XmlElement): boolean {
  const type = attribute(relationship, 'typeCode');
  if (type === 'CAUS' || type === 'MFST') return true;
  return children(observation, 'templateId').some((template) => attribute(template, 'root') === reactionTemplate);
}

/** Writes a reaction with the template of a reaction, as Luxembourg's pivot has it. */
export function writeReaction(reaction: Coded, id: string): XmlOut {
  const observation = element(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    element('templateId', { root: reactionTemplate }),
    element('id', { root: id }),
    element('code', { nullFlavor: 'UNK' }),
    element('statusCode', { code: 'completed' }),
    writeCoded('value', reaction, { xsiType: 'CD' }),
  );
  return element('entryRelationship', { typeCode: 'REFR' }, observation);
}
