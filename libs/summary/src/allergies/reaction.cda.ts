import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import { clinicalFinding } from '../cda/clinical-finding.js';
import { readCoded, readInterval, writeCoded, writeInterval } from '../cda/datatypes/index.js';
import { omitRelationships } from '../cda/leftovers.js';
import { qualifiers, takeQualifier, writeQualifier } from '../cda/qualifying-observation.js';
import type { CdaReading } from '../cda/reading.js';
import { omitUnread } from '../cda/unread-parts.js';
import type { Coded } from '../model/coded.js';
import type { Reaction } from '../model/entry.js';

const parts = new Set(['id', 'code', 'text', 'statusCode', 'effectiveTime', 'value', 'entryRelationship']);
const templates = ['1.3.6.1.4.1.12559.11.10.1.3.1.3.44', '2.16.840.1.113883.10.20.1.54'];

// Codes that only say "here comes a finding": they are never the manifestation itself (docs/dialects.md).
const generic: ReadonlySet<string> = new Set([
  '404684003',
  '418799008',
  '420134006',
  '281647001',
  '64572001',
  'ASSERTION',
]);

/** Takes the reactions (relationships MFST) out of the relationships of an allergy observation. */
export function takeReactions(relationships: XmlElement[], reading: CdaReading): Reaction[] {
  const reactions: Reaction[] = [];
  for (let at = 0; at < relationships.length;) {
    const relationship = relationships[at];
    const observation = child(relationship, 'observation');
    const reaction =
      attribute(relationship, 'typeCode') === 'MFST' && observation !== undefined
        ? readReaction(observation, reading)
        : undefined;
    if (reaction === undefined) {
      at++;
      continue;
    }
    relationships.splice(at, 1);
    reactions.push(reaction);
  }
  return reactions;
}

function readReaction(observation: XmlElement, reading: CdaReading): Reaction | undefined {
  const manifestation = readManifestation(observation, reading);
  if (manifestation === undefined) return undefined;
  const relationships = [...children(observation, 'entryRelationship')];
  const severity = takeQualifier(relationships, qualifiers.severity, reading);
  const { low, high } = readInterval(child(observation, 'effectiveTime'), reading);
  if (high !== undefined && high !== low) reading.omit?.('end of the reaction');
  omitUnread(observation, parts, reading, 'reaction');
  omitRelationships(relationships, reading, 'reaction');
  return {
    manifestation,
    ...(severity !== undefined && { severity }),
    ...(low !== undefined && { onset: low }),
  };
}

/** The value is what showed; some documents put it into the code and leave the value open. */
function readManifestation(observation: XmlElement, reading: CdaReading): Coded | undefined {
  const value = readCoded(child(observation, 'value'), reading);
  if (value?.coding !== undefined || value?.text !== undefined) return value;
  const code = readCoded(child(observation, 'code'), reading);
  const specific = code?.coding !== undefined && !generic.has(code.coding.code);
  return specific ? code : value;
}

/** Writes a reaction as the relationship MFST of the allergy observation. */
export function writeReaction({ manifestation, severity, onset }: Reaction, id: string): XmlOut {
  return element(
    'entryRelationship',
    { typeCode: 'MFST', inversionInd: 'true' },
    element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN' },
      templates.map((root) => element('templateId', { root })),
      element('id', { root: id }),
      element('code', clinicalFinding),
      element('statusCode', { code: 'completed' }),
      onset === undefined ? undefined : writeInterval('effectiveTime', { low: onset }),
      writeCoded('value', manifestation, { xsiType: 'CD' }),
      writeQualifier(qualifiers.severity, severity),
    ),
  );
}
