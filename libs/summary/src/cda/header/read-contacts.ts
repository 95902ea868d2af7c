import { attribute, child, children, type XmlElement } from '@passerelle/xml';
import type { Contact, Participant } from '../../model/party.js';
import { readParticipant } from '../datatypes/index.js';
import type { CdaReading } from '../reading.js';

/** Code of the participant that is the patient's preferred health professional (ParticipationFunction). */
const primaryCare = 'PCP';

/** Reads who is to be called about the patient: guardians, and participants IND that are not the preferred professional. */
export function readContacts(document: XmlElement, patient: XmlElement | undefined, reading: CdaReading): Contact[] {
  const guardians = children(patient, 'guardian').map((guardian) => contact(guardian, 'GUARD', reading));
  const others: Contact[] = [];
  for (const participant of children(document, 'participant')) {
    const entity = child(participant, 'associatedEntity');
    if (entity === undefined || isPreferredProfessional(participant)) continue;
    if (attribute(participant, 'typeCode') === 'IND')
      others.push(contact(entity, attribute(entity, 'classCode'), reading));
    else reading.warn('A participant of the header other than contacts and the preferred professional is not carried.');
  }
  return [...guardians, ...others];
}

/** Reads the preferred health professionals: participants with functionCode PCP (myhealtheu-wire.md section 13.1). */
export function readPreferredProfessionals(document: XmlElement, reading: CdaReading): Participant[] {
  return children(document, 'participant')
    .filter(isPreferredProfessional)
    .map((participant) => child(participant, 'associatedEntity'))
    .filter((entity) => entity !== undefined)
    .map((entity) => readParticipant(entity, reading));
}

function isPreferredProfessional(participant: XmlElement): boolean {
  return attribute(child(participant, 'functionCode'), 'code') === primaryCare;
}

/** The code of a contact's role says how the contact is related, not what the contact does. */
function contact(entity: XmlElement, relation: string | undefined, reading: CdaReading): Contact {
  const { role, ...person } = readParticipant(entity, reading);
  return {
    ...person,
    ...(relation !== undefined && { relation }),
    ...(role !== undefined && { relationship: role }),
  };
}
