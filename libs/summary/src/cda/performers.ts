import { attribute, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { Participant } from '../model/party.js';
import { isNamed, readParticipation, writeAssignedEntity, writeMoment } from './datatypes/index.js';
import type { CdaReading } from './reading.js';
import { saysSomething } from './unread-parts.js';

/** Reads who performed a statement; a performer that is there but cannot be read (no assignedEntity) is reported. */
export function readPerformers(statement: XmlElement, reading: CdaReading): Participant[] {
  const performers: Participant[] = [];
  for (const performer of children(statement, 'performer')) {
    const participant = readParticipation(performer, reading);
    if (participant !== undefined && isNamed(participant)) performers.push(participant);
    else if (attribute(performer, 'nullFlavor') === undefined && saysSomething(performer)) reading.omit?.('performer');
  }
  return performers;
}

/** Writes a performer (Performer2). */
export function writePerformer(performer: Participant): XmlOut {
  return element(
    'performer',
    { typeCode: 'PRF' },
    performer.time === undefined ? undefined : element('time', { value: writeMoment(performer.time) }),
    writeAssignedEntity('assignedEntity', performer),
  );
}
