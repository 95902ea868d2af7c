import {
  attribute,
  child,
  children,
  element,
  path as pathTo,
  textOf,
  type XmlElement,
  type XmlOut,
} from '@passerelle/xml';
import { isEvent, observationOf } from '../cda/claims.js';
import { isConcernStatus, readConcern, writeConcern } from '../cda/concern.js';
import { isStated, readCoded, writeCoded, writeIds, writeInterval, writeText } from '../cda/datatypes/index.js';
import { omitRelationships } from '../cda/leftovers.js';
import { qualifiers, takeQualifier, writeQualifier } from '../cda/qualifying-observation.js';
import type { CdaReading } from '../cda/reading.js';
import { actsOf, notesOf, writeComment } from '../cda/remarks.js';
import { omitUnread } from '../cda/unread-parts.js';
import type { CdaWriting } from '../cda/writing.js';
import type { CdaDoor } from '../concept.js';
import type { Coded } from '../model/coded.js';
import type { Allergy } from '../model/entry.js';
import { takeReactions, writeReaction } from './reaction.cda.js';

const parts = new Set([
  'id',
  'code',
  'text',
  'statusCode',
  'effectiveTime',
  'value',
  'participant',
  'entryRelationship',
]);

// eHDSI, then IHE and CCD: half of the documents in circulation carry only the older ones (myhealtheu-wire.md 13.3).
const concernTemplates = [
  '1.3.6.1.4.1.12559.11.10.1.3.1.3.16',
  '1.3.6.1.4.1.19376.1.5.3.1.4.5.1',
  '1.3.6.1.4.1.19376.1.5.3.1.4.5.3',
  '2.16.840.1.113883.10.20.1.27',
];
const observationTemplates = [
  '1.3.6.1.4.1.12559.11.10.1.3.1.3.17',
  '1.3.6.1.4.1.19376.1.5.3.1.4.6',
  '1.3.6.1.4.1.19376.1.5.3.1.4.5',
  '2.16.840.1.113883.10.20.1.28',
  '2.16.840.1.113883.10.20.1.18',
];

/** Allergy and intolerance concern (myhealtheu-wire.md section 13.4). */
export const allergyCda: CdaDoor<Allergy> = {
  claims: isAllergy,
  read: readAllergy,
  write: writeAllergy,
};

/** An allergy names its agent as the participant consumed (CSM); nothing else of a summary does. */
function isAllergy(statement: XmlElement): boolean {
  const observation = observationOf(statement);
  if (observation === undefined || !isEvent(statement)) return false;
  return children(observation, 'participant').some((each) => attribute(each, 'typeCode') === 'CSM');
}

function readAllergy(entry: XmlElement, path: string, reading: CdaReading): Allergy | undefined {
  const concern = readConcern(entry, reading);
  if (concern === undefined) return undefined;
  const { observation, identifiers, text, period, status } = concern;
  omitUnread(observation, parts, reading);
  const { type, agent } = readTypeAndAgent(observation, reading);
  const remarks = actsOf(observation, reading);
  const relationships = [...remarks.others];
  const reactions = takeReactions(relationships, reading);
  const severity = takeQualifier(relationships, qualifiers.severity, reading);
  const clinicalStatus = takeQualifier(relationships, qualifiers.allergyStatus, reading) ?? status;
  const verificationStatus = takeQualifier(relationships, qualifiers.allergyCertainty, reading);
  const criticality = takeQualifier(relationships, qualifiers.allergyCriticality, reading);
  omitRelationships(relationships, reading);
  return {
    kind: 'allergy',
    path,
    identifiers,
    ...(text !== undefined && { text }),
    ...(type !== undefined && { type }),
    agent,
    ...(clinicalStatus !== undefined && { clinicalStatus }),
    ...(verificationStatus !== undefined && { verificationStatus }),
    ...(criticality !== undefined && { criticality }),
    ...(severity !== undefined && { severity }),
    period,
    reactions,
    ...notesOf(remarks),
  };
}

/**
 * The type of propensity is the observation's code and the agent its participant. Observations coded `ASSERTION` say the
 * type in their value; observations without participant say the agent there.
 */
function readTypeAndAgent(observation: XmlElement, reading: CdaReading): { type?: Coded; agent: Coded } {
  const code = readCoded(child(observation, 'code'), reading);
  const value = readCoded(child(observation, 'value'), reading);
  const agents = children(observation, 'participant').flatMap((each) => readAgent(each, reading) ?? []);
  const [agent, ...others] = agents;
  if (others.length > 0) reading.omit?.('further agents');
  const assertion = code?.coding?.code === 'ASSERTION';
  const type = assertion ? value : code;
  const stated = agent?.coding !== undefined || agent?.text !== undefined;
  if (stated && !assertion && value?.coding !== undefined && value.coding.code !== agent.coding?.code) {
    reading.omit?.('value of the allergy');
  }
  const fallback = assertion || value?.coding === undefined ? undefined : value;
  return {
    ...(type !== undefined && (type.coding !== undefined || type.text !== undefined) && { type }),
    agent: stated ? agent : (fallback ?? agent ?? value ?? { absence: 'NI' }),
  };
}

function readAgent(participant: XmlElement, reading: CdaReading): Coded | undefined {
  const entity = pathTo(participant, 'participantRole', 'playingEntity');
  const coded = readCoded(child(entity, 'code'), reading);
  const name = textOf(child(entity, 'name'));
  if (name === undefined || coded?.text !== undefined) return coded;
  // A coded agent has its display; the name is kept where nothing else was written, for it is what a person called it.
  return { ...coded, text: name };
}

function writeAllergy(entry: Allergy, writing: CdaWriting): XmlOut {
  const { identifiers, period, clinicalStatus } = entry;
  const observation = element(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    observationTemplates.map((root) => element('templateId', { root })),
    writeIds(identifiers, () => writing.stableId(`${entry.path}/observation`)),
    writeCoded('code', entry.type ?? { absence: 'NI' }),
    writeText(entry.text, writing),
    element('statusCode', { code: 'completed' }),
    isStated(period) ? writeInterval('effectiveTime', period) : undefined,
    writeAgent(entry.agent),
    entry.reactions.map((reaction, at) =>
      writeReaction(reaction, writing.stableId(`${entry.path}/reaction[${at + 1}]`)),
    ),
    writeQualifier(qualifiers.severity, entry.severity),
    isConcernStatus(clinicalStatus) ? undefined : writeQualifier(qualifiers.allergyStatus, clinicalStatus),
    writeQualifier(qualifiers.allergyCertainty, entry.verificationStatus),
    writeQualifier(qualifiers.allergyCriticality, entry.criticality),
    (entry.notes ?? []).map(writeComment),
  );
  return writeConcern(observation, {
    templates: concernTemplates,
    id: [element('id', { root: writing.stableId(`${entry.path}/concern`) })],
    status: clinicalStatus,
    period,
  });
}

function writeAgent(agent: Coded): XmlOut {
  return element(
    'participant',
    { typeCode: 'CSM' },
    element(
      'participantRole',
      { classCode: 'MANU' },
      element('playingEntity', { classCode: 'MMAT' }, writeCoded('code', agent)),
    ),
  );
}
