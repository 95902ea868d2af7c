import { PasserelleError } from '@passerelle/kernel';
import { conceptOfKey, conceptsOfResource } from '../../concepts.js';
import type { Entry } from '../../model/entry.js';
import type { ConceptKey, Section } from '../../model/summary.js';
import { readCodeableConcept, readIdentifiers } from '../datatypes/index.js';
import { legible } from '../entry/legible.js';
import { readNarrative } from '../narrative/read-div.js';
import { listOf, objectOf, objectsOf, stated, stringOf, type JsonObject } from '../narrowing.js';
import type { FhirResource } from '../resource.js';
import { meaningOfSection } from '../sections.js';
import type { BundleIndex } from './bundle-index.js';
import { readAbsence } from './read-absence.js';

const emptyReasons = ['nilknown', 'notasked', 'withheld', 'unavailable', 'notstarted', 'closed'] as const;

/** Nested sections, which the profiles forbid and producers write, come after the one they stand in. */
const deepest = 8;

/**
 * Reads sections with all that are nested in them, one entry for each distinct resource they refer to: a resource that
 * two sections of concepts share is read in the first.
 * @throws PasserelleError PSR-1108 for a reference within the Bundle that resolves to nothing
 */
export function readSections(sources: unknown, index: BundleIndex): Section[] {
  const seen = new Set<FhirResource>();
  const sections: Section[] = [];
  gather(sources, index, seen, sections, 0);
  return sections;
}

/** Adds sections in the order of the document. */
function gather(sources: unknown, index: BundleIndex, seen: Set<FhirResource>, into: Section[], depth: number): void {
  if (depth > deepest) return;
  for (const source of objectsOf(sources)) {
    into.push(readSection(source, index, seen));
    if (source['section'] !== undefined) gather(source['section'], index, seen, into, depth + 1);
  }
}

/** Reads one section, without those nested in it. */
function readSection(source: JsonObject, index: BundleIndex, seen: Set<FhirResource>): Section {
  const resources = resourcesOf(source['entry'], index);
  const { concept, code } = meaningOfSection(
    readCodeableConcept(source['code']) ?? { absence: 'NI' },
    resources.map(({ resourceType }) => resourceType),
  );
  const entries: Entry[] = [];
  // A section that is open to anything may tell what stands in its own section as well: the patient's story refers to the
  // directive that is listed as such, and would otherwise take it away from there.
  const told = concept === 'unmodelled' ? new Set<FhirResource>() : seen;
  for (const resource of resources) {
    if (told.has(resource)) continue;
    told.add(resource);
    entries.push(readEntry(resource, concept, index));
  }
  return stated({
    concept,
    code,
    title: stringOf(source['title']) ?? code.coding?.display ?? code.text ?? '',
    narrative: readNarrative(source['text'], index),
    entries,
    emptyReason: entries.length > 0 ? undefined : readEmptyReason(source['emptyReason'], index),
  });
}

/**
 * The resources a section refers to. A relative reference that resolves to nothing may live on the producer's server,
 * so the document is read with a warning; a URN names a resource of this Bundle or none, so its statement is lost.
 * @throws PasserelleError PSR-1108 for a URN the Bundle does not hold
 */
function resourcesOf(references: unknown, index: BundleIndex): FhirResource[] {
  return listOf(references).flatMap((reference) => {
    const resource = index.resolve(reference);
    if (resource !== undefined) return resource;
    if (stringOf(objectOf(reference)?.['reference'])?.startsWith('urn:') === true)
      throw new PasserelleError('PSR-1108');
    index.warn('A section refers to a resource that the Bundle does not hold.');
    return [];
  });
}

/** An entry of the section's concept, or everything legible of the resource. */
function readEntry(resource: FhirResource, concept: ConceptKey | 'unmodelled', index: BundleIndex): Entry {
  // Only resources of the Bundle are in the index, and each of them has a place.
  const path = index.pathOf(resource) ?? 'Bundle';
  const read = readModelled(resource, concept, path, index);
  return (
    read ?? {
      kind: 'unmodelled',
      path,
      identifiers: readIdentifiers(resource['identifier']),
      summary: legible(resource, (reference) => index.resolve(reference, resource)) || resource.resourceType,
      reason: reasonOf(resource, concept),
    }
  );
}

/** Absences come first: their resources would read as a problem named "no known problems". */
function readModelled(
  resource: FhirResource,
  concept: ConceptKey | 'unmodelled',
  path: string,
  index: BundleIndex,
): Entry | undefined {
  const own = concept === 'unmodelled' ? undefined : conceptOfKey(concept);
  const read = own && (readAbsence(resource, own.key, path, index) ?? own.fhir.read(resource, path, index));
  if (read !== undefined) return read;
  // The section is of no concept, or refers to something else than its own: then the resource says itself what it is.
  for (const { key, fhir } of conceptsOfResource(resource)) {
    const foreign = key === concept ? undefined : fhir.read(resource, path, index);
    if (foreign !== undefined) return foreign;
  }
  return undefined;
}

/** Why a resource is not structured here. */
function reasonOf(resource: FhirResource, concept: ConceptKey | 'unmodelled'): string {
  if (concept === 'unmodelled') return `${resource.resourceType} that no room can hold`;
  const known = conceptOfKey(concept).fhir.resourceTypes.includes(resource.resourceType);
  return known ? `no statement of ${concept} that the model can hold` : `${resource.resourceType} in ${concept}`;
}

/** Why the section is empty; a code that is not known must not become "nothing known". */
function readEmptyReason(value: unknown, index: BundleIndex): Section['emptyReason'] {
  const coded = readCodeableConcept(value);
  if (coded === undefined) return undefined;
  const code = emptyReasons.find((each) => each === coded.coding?.code);
  if (code === undefined)
    index.warn('A section is empty for a reason that is not known here; it is read as unavailable.');
  return code ?? 'unavailable';
}
