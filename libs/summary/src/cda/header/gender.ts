import type { Coded } from '../../model/coded.js';
import type { Patient } from '../../model/party.js';

type Gender = NonNullable<Patient['gender']>;

// AdministrativeGender (2.16.840.1.113883.5.1) and what FHIR's administrative-gender makes of it.
const byCode: Readonly<Record<string, Gender>> = { F: 'female', M: 'male', UN: 'other' };
const byGender: Readonly<Record<Gender, readonly [code: string, display: string] | undefined>> = {
  female: ['F', 'Female'],
  male: ['M', 'Male'],
  other: ['UN', 'Undifferentiated'],
  unknown: undefined,
};

/** The gender a code means. A null flavour is `unknown`; a code of another table is left to {@link Patient.genderCode}. */
export function genderOf(coded: Coded | undefined): Gender | undefined {
  if (coded === undefined) return undefined;
  return coded.coding === undefined ? 'unknown' : byCode[coded.coding.code];
}

/** The code to write for a patient: the one of the source, or that of the gender. */
export function genderCode({ gender, genderCode: coded }: Patient): Coded {
  if (coded !== undefined) return coded;
  const term = gender === undefined ? undefined : byGender[gender];
  if (term === undefined) return { absence: gender === 'unknown' ? 'UNK' : 'NI' };
  const [code, display] = term;
  return {
    coding: { system: 'http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender', code, display },
  };
}
