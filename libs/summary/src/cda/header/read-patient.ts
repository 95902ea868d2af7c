import { matriculeFault, matriculeSystem, PasserelleError } from '@passerelle/kernel';
import { attribute, child, children, path, type XmlElement } from '@passerelle/xml';
import type { Patient } from '../../model/party.js';
import { readAddresses, readCoded, readIdentifiers, readMoment, readNames, readTelecoms } from '../datatypes/index.js';
import type { CdaReading } from '../reading.js';
import { genderOf } from './gender.js';
import { readContacts, readPreferredProfessionals } from './read-contacts.js';

/**
 * Reads the patient from `recordTarget` (CDA R2 section 4.2.2.11) and the people around the patient from `guardian` and
 * the header's participants.
 * @throws PasserelleError PSR-1104 where no `id` of the patient has a value
 */
export function readPatient(document: XmlElement, reading: CdaReading): Patient {
  const role = path(document, 'recordTarget', 'patientRole');
  const identifiers = readIdentifiers(role);
  if (role === undefined || identifiers.length === 0) throw new PasserelleError('PSR-1104');
  // The sentence does not hold the number. Wrong check digits do not stop a document: it is still this patient's.
  if (identifiers.some(({ system, value }) => system === matriculeSystem && matriculeFault(value) !== undefined)) {
    reading.warn('The matricule of the patient does not have valid check digits.');
  }
  const patient = child(role, 'patient');
  const genderCode = readCoded(child(patient, 'administrativeGenderCode'), reading);
  const gender = genderOf(genderCode);
  const birthDate = readBirthDate(patient, reading);
  const deceased = readDeceased(patient);
  return {
    identifiers,
    names: readNames(patient),
    ...(gender !== undefined && { gender }),
    ...(genderCode !== undefined && { genderCode }),
    ...(birthDate !== undefined && { birthDate }),
    ...(deceased !== undefined && { deceased }),
    addresses: readAddresses(role),
    telecoms: readTelecoms(role),
    languages: readLanguages(patient),
    contacts: readContacts(document, patient, reading),
    preferredProfessionals: readPreferredProfessionals(document, reading),
  };
}

function readBirthDate(patient: XmlElement | undefined, reading: CdaReading): Patient['birthDate'] {
  const value = attribute(child(patient, 'birthTime'), 'value');
  const birthDate = readMoment(value);
  if (value !== undefined && birthDate === undefined)
    reading.warn('The birth date of the patient is no possible date.');
  return birthDate;
}

/** `sdtc:deceasedTime` and `sdtc:deceasedInd`, which CDA R2 itself does not have. */
function readDeceased(patient: XmlElement | undefined): Patient['deceased'] {
  const at = readMoment(attribute(child(patient, 'deceasedTime'), 'value'));
  if (at !== undefined) return at;
  const indicator = attribute(child(patient, 'deceasedInd'), 'value');
  return indicator === undefined ? undefined : indicator === 'true';
}

function readLanguages(patient: XmlElement | undefined): string[] {
  const languages = children(patient, 'languageCommunication').map((each) =>
    attribute(child(each, 'languageCode'), 'code'),
  );
  return languages.filter((language) => language !== undefined);
}
