import type { Patient } from '@passerelle/summary';

/**
 * What a peer learns of a patient in a search, as members of a FHIR Patient: the minimal patient of the NCPeH API
 * (identifier, name, birth date, gender) and nothing more.
 */
export function demographics(patient: Patient): Readonly<Record<string, unknown>> {
  return {
    identifier: patient.identifiers.map(({ system, value }) => ({ system, value })),
    name: patient.names.map((name) => ({
      ...(name.family.length > 0 ? { family: name.family.join(' ') } : {}),
      ...(name.given.length > 0 ? { given: [...name.given] } : {}),
      ...(name.text === undefined ? {} : { text: name.text }),
    })),
    ...(patient.gender === undefined ? {} : { gender: patient.gender }),
    ...(patient.birthDate === undefined ? {} : { birthDate: patient.birthDate.slice(0, 10) }),
  };
}
