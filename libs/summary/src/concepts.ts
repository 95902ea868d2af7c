import { allergy } from './allergies/allergy.js';
import type { Concept } from './concept.js';
import { device } from './devices/device.js';
import { immunization } from './immunizations/immunization.js';
import { medication } from './medications/medication.js';
import type { Entry } from './model/entry.js';
import type { ConceptKey } from './model/summary.js';
import { problem } from './problems/problem.js';
import { procedure } from './procedures/procedure.js';
import { result } from './results/result.js';

/**
 * The rooms of the house, in the order of the sections of the pivot. A new clinical concept is a folder and a row here.
 */
export const concepts: readonly AnyConcept[] = [
  room(medication),
  room(allergy),
  room(immunization),
  room(problem),
  room(procedure),
  room(device),
  room(result),
];

/** A concept whose doors take any entry; {@link conceptOfEntry} finds the one an entry belongs to. */
export type AnyConcept = Concept;

// Each door takes entries of its own kind only. The look-ups below go by that kind, which is what makes this widening sound.
function room<E extends Entry>(concept: Concept<E>): AnyConcept {
  return concept as unknown as AnyConcept;
}

const byKey = new Map(concepts.map((concept) => [concept.key, concept]));
const byKind = new Map(concepts.map((concept) => [concept.kind, concept]));
const byLoinc = new Map(concepts.map((concept) => [concept.loinc, concept]));
const byTemplate = new Map(
  concepts.flatMap((concept) => concept.cda.sectionTemplates.map((root) => [root, concept] as const)),
);
const byResourceType = new Map(
  concepts.flatMap((concept) => concept.fhir.resourceTypes.map((type) => [type, concept] as const)),
);

/** The concept of a key. */
export function conceptOfKey(key: ConceptKey): AnyConcept {
  return byKey.get(key)!;
}

/** The concept whose door writes entries of a kind; none for absences and unmodelled entries. */
export function conceptOfEntry(entry: Entry): AnyConcept | undefined {
  return byKind.get(entry.kind);
}

/** The concept whose main section has the LOINC code. */
export function conceptOfLoinc(loinc: string): AnyConcept | undefined {
  return byLoinc.get(loinc);
}

/** The concept whose section has the templateId, for sections without a code that is known. */
export function conceptOfSectionTemplate(root: string): AnyConcept | undefined {
  return byTemplate.get(root);
}

/** The concept that reads resources of a type, for sections of a Bundle without a code that is known. */
export function conceptOfResourceType(type: string): AnyConcept | undefined {
  return byResourceType.get(type);
}
