import type { Vocabulary } from '../fhirpath/index.js';
import { addChoice } from '../definitions/vocabulary.js';
import type { StructureDefinition } from './structure-definition.js';

/** The names that expressions use, out of the definitions of all types. */
export function vocabularyOf(definitions: readonly StructureDefinition[]): Vocabulary {
  const choices = new Set<string>();
  const resourceTypes = new Set<string>();
  for (const { kind, type, abstract, snapshot } of definitions) {
    if (kind === 'resource' && abstract !== true) resourceTypes.add(type);
    for (const { path } of snapshot?.element ?? []) addChoice(path.slice(path.lastIndexOf('.') + 1), choices);
  }
  return { choices, resourceTypes };
}
