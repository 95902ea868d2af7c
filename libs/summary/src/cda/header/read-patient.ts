import { matriculeFault, matriculeSystem, PasserelleError, type Identifier } from '@passerelle/kernel';
import { attribute, child, children, type XmlElement } from '@passerelle/xml';
import { isLanguageTag, noLanguageTag } from '../../model/language-tag.js';
import type { Patient } from '../../model/party.js';
import {
  readAddresses,
  readCoded,
  readIdentifiers,
  readMoment,
  readNames,
  readPoint,
  readTelecoms,
} from '../datatypes/index.js';
import type { CdaReading } from '../reading.js';
import { genderOf } from './gender.js';
import { readContacts, readPreferredProfessionals } from './read-contacts.js';

/**
 * Reads the patient from `recordTarget` (CDA R2 section 4.2.2.11) and the people around the patient from `guardian` and
 * the header's participants.
 * @throws PasserelleError PSR-1104 where no `id` of the patient has a value, PSR-1116 where there is a second patient
 */
export function readPatient(document: XmlElement, reading: CdaReading): Patient {
  const [role, ...others] = children(document, 'recordTarget').map((target) => child(target, 'patientRole'));
  const identifiers = readIdentifiers(role);
  if (role === undefined || identifiers.length === 0) throw new PasserelleError('PSR-1104');
  if (others.some((other) => !isSame(identifiers, readIdentifiers(other)))) throw new PasserelleError('PSR-1116');
  // The sentence does not hold the number. Wrong check digits do not stop a document: it is still this patient's.
  if (identifiers.some(({ system, value }) => system === matriculeSystem && matriculeFault(value) !== undefined)) {
    reading.warn('The matricule of the patient does not have valid check digits.');
  }
  const patient = child(role, 'patient');
  const genderCode = readCoded(child(patient, 'administrativeGenderCode'), reading);
  const gender = genderOf(genderCode);
  const birthDate = readBirthDate(patient, reading);
  const deceased = readDeceased(patient, reading);
  return {
    identifiers,
    names: readNames(patient),
    ...(gender !== undefined && { gender }),
    ...(genderCode !== undefined && { genderCode }),
    ...(birthDate !== undefined && { birthDate }),
    ...(deceased !== undefined && { deceased }),
    addresses: readAddresses(role),
    telecoms: readTelecoms(role),
    languages: readLanguages(patient, reading),
    contacts: readContacts(document, patient, reading),
    preferredProfessionals: readPreferredProfessionals(document, reading),
  };
}

/** A record target may be repeated; it is the same person where they share an identifier. */
function isSame(some: readonly Identifier[], others: readonly Identifier[]): boolean {
  return others.some((other) => some.some(({ system, value }) => system === other.system && value === other.value));
}

function readBirthDate(patient: XmlElement | undefined, reading: CdaReading): Patient['birthDate'] {
  const value = attribute(child(patient, 'birthTime'), 'value');
  const birthDate = readMoment(value);
  if (value !== undefined && birthDate === undefined)
    reading.warn('The birth date of the patient is no possible date.');
  return birthDate;
}

/** `sdtc:deceasedTime` and `sdtc:deceasedInd`, which CDA R2 itself does not have. */
function readDeceased(patient: XmlElement | undefined, reading: CdaReading): Patient['deceased'] {
  const time = child(patient, 'deceasedTime');
  const at = readPoint(time, reading);
  if (at !== undefined) return at;
  // Who died at a time that cannot be read has died all the same.
  if (attribute(time, 'value') !== undefined) return true;
  const indicator = attribute(child(patient, 'deceasedInd'), 'value');
  return indicator === undefined ? undefined : indicator === 'true';
}

function readLanguages(patient: XmlElement | undefined, reading: CdaReading): string[] {
  const languages = children(patient, 'languageCommunication').map((each) =>
    attribute(child(each, 'languageCode'), 'code'),
  );
  return languages.filter((language) => {
    if (language !== undefined && !isLanguageTag(language)) reading.omit?.(noLanguageTag);
    return isLanguageTag(language);
  });
}
