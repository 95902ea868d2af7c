import type { Patient as FhirPatient, PatientCommunication } from 'fhir/r4.js';
import { PasserelleError } from '@passerelle/kernel';
import type { Coded } from '../../model/coded.js';
import { isLanguageTag, noLanguageTag } from '../../model/language-tag.js';
import type { Patient } from '../../model/party.js';
import {
  absentElement,
  address,
  contactPoint,
  date,
  dateTime,
  humanName,
  identifiers,
  languageCode,
  readAddresses,
  readCodeableConcepts,
  readContactPoints,
  readDataAbsentReason,
  readHumanNames,
  readIdentifiers,
  readMoment,
} from '../datatypes/index.js';
import { objectsOf, stated, stringOf } from '../narrowing.js';
import type { FhirReading } from '../reading.js';
import type { FhirResource } from '../resource.js';
import type { FhirWriting } from '../writing.js';
import { readContacts, writeContact } from './contact.js';
import { readParticipant } from './read-participant.js';
import { writeParticipant } from './write-participant.js';

const languageSystem = 'urn:ietf:bcp:47';
const genders = new Set(['male', 'female', 'other', 'unknown'] as const);

/** Builds the Patient with all its identifiers. Name and birth date are demanded by IPS and EPS, or why there is none. */
export function writePatient(patient: Patient, writing: FhirWriting): FhirPatient {
  const { birthDate, deceased, names } = patient;
  return {
    resourceType: 'Patient',
    identifier: identifiers(patient.identifiers),
    name: names.length === 0 ? [{ text: 'unknown', ...absentElement('UNK') }] : names.map(humanName),
    telecom: patient.telecoms.map(contactPoint),
    gender: patient.gender,
    birthDate: birthDate === undefined ? undefined : date(birthDate),
    _birthDate: birthDate === undefined ? absentElement('UNK') : undefined,
    deceasedBoolean: typeof deceased === 'boolean' ? deceased : undefined,
    deceasedDateTime: typeof deceased === 'string' ? dateTime(deceased, writing.offset) : undefined,
    address: patient.addresses.map(address),
    contact: patient.contacts.flatMap((contact) => writeContact(contact, writing) ?? []),
    communication: patient.languages.map(writeLanguage),
    generalPractitioner: patient.preferredProfessionals.flatMap((each) => writeParticipant(each, writing) ?? []),
  };
}

/** A language whose region the code had to leave behind has the whole tag as text. */
function writeLanguage(tag: string): PatientCommunication {
  const code = languageCode(tag) ?? tag;
  return { language: { coding: [{ system: languageSystem, code }], text: code === tag ? undefined : tag } };
}

/** The whole tag where the text has the region that the code had to leave behind. */
function languageOf({ coding, text }: Coded): string | undefined {
  if (coding === undefined) return text;
  return text?.startsWith(`${coding.code}-`) === true && !text.includes(' ') ? text : coding.code;
}

function readTag(coded: Coded, reading: FhirReading): readonly string[] {
  const tag = languageOf(coded);
  if (tag === undefined) return [];
  if (isLanguageTag(tag)) return [tag];
  reading.omit?.(noLanguageTag);
  return [];
}

/** When the patient died, or whether: who died at a time that cannot be read has died all the same. */
function readDeceased(resource: FhirResource): Patient['deceased'] {
  const { deceasedDateTime, deceasedBoolean } = resource;
  const at = readMoment(deceasedDateTime);
  if (at !== undefined) return at;
  if (stringOf(deceasedDateTime) !== undefined) return true;
  return typeof deceasedBoolean === 'boolean' ? deceasedBoolean : undefined;
}

/**
 * Reads the Patient.
 * @throws PasserelleError PSR-1104 where no identifier is given
 */
export function readPatient(resource: FhirResource, reading: FhirReading): Patient {
  const found = readIdentifiers(resource['identifier']);
  if (found.length === 0) throw new PasserelleError('PSR-1104');
  const gender = stringOf(resource['gender'])?.toLowerCase() as Patient['gender'];
  if (gender !== undefined && !genders.has(gender)) reading.omit?.('gender that is none of the four');
  const practitioners = objectsOf(resource['generalPractitioner']);
  return stated({
    identifiers: found,
    // A name that is marked as missing was written for want of one.
    names: readHumanNames(objectsOf(resource['name']).filter((name) => readDataAbsentReason(name) === undefined)),
    gender: gender !== undefined && genders.has(gender) ? gender : undefined,
    birthDate: readMoment(resource['birthDate']),
    deceased: readDeceased(resource),
    addresses: readAddresses(resource['address']),
    telecoms: readContactPoints(resource['telecom']),
    languages: objectsOf(resource['communication']).flatMap((each) =>
      readCodeableConcepts(each['language']).flatMap((coded) => readTag(coded, reading)),
    ),
    contacts: readContacts(resource, reading),
    preferredProfessionals: practitioners.flatMap((each) => readParticipant(each, reading, resource) ?? []),
  });
}
