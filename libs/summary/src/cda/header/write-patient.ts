import { element, type XmlOut } from '@passerelle/xml';
import type { Contact, Participant, Patient } from '../../model/party.js';
import {
  nothingKnown,
  readMoment,
  writeAddress,
  writeAssignedEntity,
  writeCoded,
  writeIdentifier,
  writeMoment,
  writePatientName,
  writeTelecom,
} from '../datatypes/index.js';
import { genderCode } from './gender.js';

/** IHE PCC Patient Contacts, the template of every participant about the patient. */
const contactTemplate = '1.3.6.1.4.1.19376.1.5.3.1.2.4';
/** IHE PCC Language Communication. */
const languageTemplate = '1.3.6.1.4.1.19376.1.5.3.1.2.1';

/** Writes `recordTarget`. Address and telecom are required, so NI stands where there is none. */
export function writeRecordTarget(patient: Patient): XmlOut {
  const { identifiers, addresses, telecoms } = patient;
  return element(
    'recordTarget',
    {},
    element(
      'patientRole',
      { classCode: 'PAT' },
      identifiers.map((identifier) => writeIdentifier('id', identifier)),
      addresses.length === 0 ? nothingKnown('addr') : addresses.map(writeAddress),
      telecoms.length === 0 ? nothingKnown('telecom') : telecoms.map(writeTelecom),
      writePerson(patient),
    ),
  );
}

function writePerson(patient: Patient): XmlOut {
  const { names, birthDate, contacts, languages } = patient;
  return element(
    'patient',
    {},
    names.length === 0 ? writePatientName({ family: [], given: [] }) : names.map(writePatientName),
    writeCoded('administrativeGenderCode', genderCode(patient)),
    // eHDSI takes a birth date of 4, 6 or 8 digits: a time of birth is cut to its day.
    birthDate === undefined || readMoment(birthDate) === undefined
      ? element('birthTime', { nullFlavor: 'UNK' })
      : element('birthTime', { value: writeMoment(birthDate.slice(0, 10)) }),
    contacts.filter(isGuardian).map(writeGuardian),
    languages.map((code) =>
      element(
        'languageCommunication',
        {},
        element('templateId', { root: languageTemplate }),
        element('languageCode', { code }),
      ),
    ),
  );
}

/** Writes the header's participants about the patient: preferred professionals, then contacts that are not guardians. */
export function writeParticipants(patient: Patient): XmlOut[] {
  const professionals = patient.preferredProfessionals.map((professional) =>
    writeParticipant(
      professional,
      'PRS',
      element('functionCode', { code: 'PCP', codeSystem: '2.16.840.1.113883.5.88' }),
    ),
  );
  const contacts = patient.contacts
    .filter((contact) => !isGuardian(contact))
    .map((contact) => writeParticipant(withRelationship(contact), relationOf(contact)));
  return [...professionals, ...contacts];
}

function writeParticipant(person: Participant, classCode: string, functionCode?: XmlOut): XmlOut {
  return element(
    'participant',
    { typeCode: 'IND' },
    element('templateId', { root: contactTemplate }),
    functionCode,
    writeAssignedEntity('associatedEntity', person, { complete: true }, { classCode }),
  );
}

/** `guardian` demands a person or an organisation; a guardian without either is written as a participant. */
function isGuardian({ relation, names, organization }: Contact): boolean {
  return relation === 'GUARD' && (names.length > 0 || organization !== undefined);
}

function writeGuardian(contact: Contact): XmlOut {
  const person = withRelationship(contact);
  if (person.names.length === 0) return writeAssignedEntity('guardian', person, {}, { classCode: 'GUARD' });
  // The schema has a choice of the two, and the person is the one to be called.
  const { organization: _organization, ...alone } = person;
  return writeAssignedEntity('guardian', alone, {}, { classCode: 'GUARD' });
}

function withRelationship({ relationship, relation: _relation, ...person }: Contact): Participant {
  return relationship === undefined ? person : { ...person, role: relationship };
}

const relations: ReadonlySet<string> = new Set(['ECON', 'NOK', 'PRS', 'GUARD', 'CAREGIVER', 'AGNT', 'CON']);

function relationOf({ relation }: Contact): string {
  return relation !== undefined && relations.has(relation) ? relation : 'CON';
}
