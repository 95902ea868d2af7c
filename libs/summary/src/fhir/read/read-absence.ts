import { absenceOf } from '@passerelle/terminology';
import type { Coded } from '../../model/coded.js';
import type { Absence } from '../../model/entry.js';
import type { ConceptKey } from '../../model/summary.js';
import { readCodeableConcept } from '../datatypes/index.js';
import { readCarried } from '../entry/carried.js';
import type { FhirReading } from '../reading.js';
import type { FhirResource } from '../resource.js';

/**
 * Reads a resource whose code says that there is nothing, or that nothing is known, of the section's concept: SNOMED CT
 * (IPS 2.0) or the absent-unknown codes of IPS 1.x. A limited absence (no known food allergy) leaves the rest open, so
 * it is a statement like others.
 */
export function readAbsence(
  resource: FhirResource,
  concept: ConceptKey,
  path: string,
  reading: FhirReading,
): Absence | undefined {
  const code = codeOf(resource, reading);
  if (code?.coding === undefined) return undefined;
  for (const coding of [code.coding, ...(code.coding.translations ?? [])]) {
    const statement = absenceOf(coding, concept);
    if (statement?.concept !== concept || statement.scope !== undefined) continue;
    // A resource that says "nothing" has no other content to lose.
    return { kind: 'absence', ...readCarried(resource, path, 'all', reading), meaning: statement.meaning, code };
  }
  return undefined;
}

/** The code of a resource of any concept; a medicine's or device's may stand in a resource of its own. */
function codeOf(resource: FhirResource, reading: FhirReading): Coded | undefined {
  const own = resource['code'] ?? resource['medicationCodeableConcept'] ?? resource['vaccineCode'] ?? resource['type'];
  const direct = resource.resourceType === 'AllergyIntolerance' ? resource['code'] : own;
  const other = reading.resolve(resource['medicationReference'] ?? resource['device'], resource);
  return readCodeableConcept(direct) ?? readCodeableConcept(other?.['code'] ?? other?.['type']);
}
