import type { Vocabulary } from '../fhirpath/index.js';
import type { TypePlan } from './definitions.js';

/** The names that expressions use, out of the plans of all types. */
export function vocabularyOfTypes(types: Readonly<Record<string, TypePlan>>): Vocabulary {
  const choices = new Set<string>();
  const resourceTypes = new Set<string>();
  const gather = (elements: TypePlan['elements']): void => {
    for (const [name, { elements: below }] of Object.entries(elements)) {
      addChoice(name, choices);
      if (below !== undefined) gather(below);
    }
  };
  for (const [type, { kind, elements }] of Object.entries(types)) {
    if (kind === 'resource') resourceTypes.add(type);
    gather(elements);
  }
  return { choices, resourceTypes };
}

/** Notes an element with a choice of types. */
export function addChoice(name: string, choices: Set<string>): void {
  if (name.endsWith('[x]')) choices.add(name.slice(0, -3));
}
