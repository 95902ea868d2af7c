import { PasserelleError } from '@passerelle/kernel';
import { conceptOfKey, conceptsOfResource } from '../../concepts.js';
import type { Entry, Unmodelled } from '../../model/entry.js';
import type { ConceptKey, Section } from '../../model/summary.js';
import { readCodeableConcept, readIdentifiers } from '../datatypes/index.js';
import { legible } from '../entry/legible.js';
import { readNarrative } from '../narrative/read-div.js';
import { listOf, objectOf, stated, stringOf, type JsonObject } from '../narrowing.js';
import type { FhirResource } from '../resource.js';
import { meaningOfSection } from '../sections.js';
import type { BundleIndex } from './bundle-index.js';
import { unreadableValuesOf } from './unreadable-values.js';
import type { OnePatient } from './one-patient.js';
import { readAbsence } from './read-absence.js';

const emptyReasons = ['nilknown', 'notasked', 'withheld', 'unavailable', 'notstarted', 'closed'] as const;

/**
 * Reads sections with all that are nested in them, one entry for each distinct resource they refer to: a resource that
 * two sections of concepts share is read in the first. Nested sections, which the profiles forbid and producers write,
 * come after the one they stand in, however deep: the JSON door has limited that.
 * @throws PasserelleError PSR-1108 for a reference within the Bundle that resolves to nothing, PSR-1116 for a statement
 *   about another patient
 */
export function readSections(sources: unknown, index: BundleIndex, patient: OnePatient): Section[] {
  const sections: Section[] = [];
  gather(sources, 'Bundle.entry[0].resource', { index, patient, seen: new Set() }, sections);
  return sections;
}

/** What the reading of all sections of one document shares. */
interface SectionsReading {
  readonly index: BundleIndex;
  readonly patient: OnePatient;
  /** Resources that a section of a concept has told. */
  readonly seen: Set<FhirResource>;
}

/** Adds sections in the order of the document. */
function gather(sources: unknown, path: string, reading: SectionsReading, into: Section[]): void {
  for (const [at, each] of listOf(sources).entries()) {
    const source = objectOf(each);
    if (source === undefined) continue;
    const place = `${path}.section[${at}]`;
    into.push(readSection(source, place, reading));
    if (source['section'] !== undefined) gather(source['section'], place, reading, into);
  }
}

/** Reads one section, without those nested in it. */
function readSection(source: JsonObject, path: string, { index, patient, seen }: SectionsReading): Section {
  const { resources, missing } = resourcesOf(source['entry'], path, index);
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
    entries.push(readEntry(resource, concept, { index, patient }));
  }
  entries.push(...missing);
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
 * so its words are read, with a warning; a URN names a resource of this Bundle or none, so its statement is lost.
 * @throws PasserelleError PSR-1108 for a URN the Bundle does not hold
 */
function resourcesOf(references: unknown, path: string, index: BundleIndex): SectionContent {
  const resources: FhirResource[] = [];
  const missing: Unmodelled[] = [];
  for (const [at, reference] of listOf(references).entries()) {
    const found = index.resolveAll(reference);
    resources.push(...found);
    if (found.length > 0) continue;
    if (stringOf(objectOf(reference)?.['reference'])?.startsWith('urn:') === true)
      throw new PasserelleError('PSR-1108');
    index.warn('A section refers to a resource that the Bundle does not hold.');
    missing.push(wordsOf(reference, `${path}.entry[${at}]`));
  }
  return { resources, missing };
}

/** What is left of a statement that is elsewhere: the words of the reference to it, or at least its type. */
function wordsOf(reference: unknown, path: string): Unmodelled {
  const { display, type, reference: target } = objectOf(reference) ?? {};
  const words = stringOf(display) ?? stringOf(type) ?? /[A-Z][A-Za-z]{1,60}(?=\/)/.exec(stringOf(target) ?? '')?.[0];
  return {
    kind: 'unmodelled',
    path,
    identifiers: readIdentifiers(objectOf(reference)?.['identifier']),
    summary: words ?? 'statement that is not in the document',
    reason: 'reference to a resource that the Bundle does not hold',
  };
}

/** What the entries of a section are: resources of the Bundle, and references that lead nowhere. */
interface SectionContent {
  readonly resources: readonly FhirResource[];
  readonly missing: readonly Unmodelled[];
}

/** An entry of the section's concept, or everything legible of the resource. */
function readEntry(
  resource: FhirResource,
  concept: ConceptKey | 'unmodelled',
  { index, patient }: Pick<SectionsReading, 'index' | 'patient'>,
): Entry {
  index.takeAccount();
  index.follow(resource);
  patient.check(resource, index);
  // Only resources of the Bundle are in the index, and each of them has a place.
  const path = index.pathOf(resource) ?? 'Bundle';
  const entry = readModelled(resource, concept, path, index) ?? {
    kind: 'unmodelled',
    path,
    identifiers: readIdentifiers(resource['identifier']),
    summary: legible(resource, (reference) => index.resolve(reference, resource)) || resource.resourceType,
    reason: reasonOf(resource, concept),
  };
  const { omitted, followed } = index.takeAccount();
  // An unmodelled entry shows its values as they were written, however impossible.
  const parts = entry.kind === 'unmodelled' ? [] : [...followed].filter((each) => each === resource || isPart(each));
  const all = [...(entry.omitted ?? []), ...omitted, ...parts.flatMap(unreadableValuesOf)];
  return all.length === 0 ? entry : { ...entry, omitted: [...new Set(all)] };
}

/** Whether an entry has values of what it refers to: the head has those of the patient, and a reason is only a code. */
function isPart({ resourceType }: FhirResource): boolean {
  return resourceType !== 'Patient' && resourceType !== 'Condition';
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
