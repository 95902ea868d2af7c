import type { ImmunizationReaction, Observation } from 'fhir/r4.js';
import { absentElement, codeableConcept, readCodeableConcept } from '../fhir/datatypes/index.js';
import { objectOf, objectsOf, stringOf } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { Coded } from '../model/coded.js';
import type { Immunization } from '../model/entry.js';

/** ActCode ASSERTION: the value says what was found. */
const assertion = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'ASSERTION', display: 'Assertion' }],
};

/** Reads the reactions to a vaccination: R4 refers to an Observation whose value, or else whose code, is the reaction. */
export function readReactions(resource: FhirResource, reading: FhirReading): Coded[] {
  return objectsOf(resource['reaction']).flatMap((reaction) => {
    const observation = reading.resolve(reaction['detail'], resource);
    const coded =
      readCodeableConcept(observation?.['valueCodeableConcept']) ?? readCodeableConcept(observation?.['code']);
    if (coded !== undefined) return [coded];
    const display = stringOf(objectOf(reaction['detail'])?.['display']);
    return display === undefined ? [] : [{ text: display }];
  });
}

/** Writes the reactions, each with the Observation it refers to. */
export function writeReactions(entry: Immunization, writing: FhirWriting): ImmunizationReaction[] {
  return entry.reactions.map((reaction, place) => {
    const observation: Observation = {
      resourceType: 'Observation',
      status: 'final',
      code: assertion,
      subject: writing.patient,
      // When the reaction began is not known, only that it came after the vaccination.
      _effectiveDateTime: absentElement('UNK'),
      valueCodeableConcept: codeableConcept(reaction, writing.language),
    };
    return { detail: { reference: writing.add(observation, `${entry.path}/reaction[${place + 1}]`) } };
  });
}
