import type { Coded } from '../../model/coded.js';
import { readCodeableConcept } from '../datatypes/index.js';
import { listOf, objectOf, stringOf } from '../narrowing.js';
import type { FhirReading } from '../reading.js';
import type { FhirResource } from '../resource.js';

/** Reads why something was done or prescribed: `reasonCode`, or the code of what `reasonReference` refers to. */
export function readReason(resource: FhirResource, reading: FhirReading): Coded | undefined {
  const coded = readCodeableConcept(resource['reasonCode']);
  if (coded !== undefined) return coded;
  for (const reference of listOf(resource['reasonReference'])) {
    const target = reading.resolve(reference, resource);
    const code = readCodeableConcept(target?.['code']);
    if (code !== undefined) return code;
    const display = stringOf(objectOf(reference)?.['display']);
    if (display !== undefined) return { text: display };
  }
  return undefined;
}
