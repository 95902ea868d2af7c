import { readCodeableConcept } from '../fhir/datatypes/index.js';
import { listOf, objectOf, stringOf } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { Coded } from '../model/coded.js';

/** The codes of the resources that references point to; what resolves to nothing is told by what it shows. */
export function codesOf(references: unknown, from: FhirResource, reading: FhirReading): Coded[] {
  return listOf(references).flatMap((reference) => {
    const code = readCodeableConcept(reading.resolve(reference, from)?.['code']);
    if (code !== undefined) return [code];
    const text = stringOf(objectOf(reference)?.['display']);
    return text === undefined ? [] : [{ text }];
  });
}
