import { children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { Participant } from '../model/party.js';
import {
  isNamed,
  readMoment,
  readParticipation,
  writeAssignedEntity,
  writeCoded,
  writeMoment,
  type AssignedWriting,
} from './datatypes/index.js';
import type { CdaReading } from './reading.js';

/** Reads who wrote a statement; an author of whom nothing is said, not even when, is passed over. */
export function readAuthors(statement: XmlElement, reading: CdaReading): Participant[] {
  return children(statement, 'author').flatMap((author) => {
    const participant = readParticipation(author, reading);
    return participant !== undefined && (isNamed(participant) || participant.time !== undefined) ? [participant] : [];
  });
}

/** Writes an author. The function stands beside the role (eHDSI asks for it there, ISCO coded), not inside it. */
export function writeAuthor(author: Participant, writing: AssignedWriting = {}): XmlOut {
  const { role, ...person } = author;
  return element(
    'author',
    {},
    role === undefined ? undefined : writeCoded('functionCode', role),
    writeAuthorTime(author),
    writeAssignedEntity('assignedAuthor', person, writing),
  );
}

/** Writes when somebody wrote or signed; CDA demands the element, so what is not known says so. */
export function writeAuthorTime({ time }: Participant): XmlOut {
  if (time === undefined || readMoment(time) === undefined) return element('time', { nullFlavor: 'NI' });
  return element('time', { value: writeMoment(time) });
}
