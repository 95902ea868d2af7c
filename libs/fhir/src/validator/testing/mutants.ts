import type { JsonObject } from '../../fhirpath/nodes.js';
import type { Json } from './summary-bundle.js';

/** Numbers that look random and are the same in every run (a linear congruential generator, of Numerical Recipes). */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * Copies of a document in which many small things went wrong: properties left out, doubled, renamed to those of their
 * siblings, values of other types. They stay JSON; what they mean does not matter.
 */
export function* mutants(document: Json, count: number): Generator<JsonObject> {
  for (let seed = 1; seed <= count; seed++) {
    const next = numbers(seed);
    const mutant = structuredClone(document) as Json;
    damage(mutant, next, 0);
    yield mutant as JsonObject;
  }
}

function damage(value: Json, next: (below: number) => number, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  const keys = Object.keys(value as object);
  for (const key of keys) {
    if (key === 'resourceType' || key === 'resource' || (depth < 3 && key === 'entry')) {
      damage(value[key], next, depth + 1);
      continue;
    }
    const other = keys[next(keys.length)]!;
    switch (next(40)) {
      case 0:
        if (Array.isArray(value)) break;
        delete value[key];
        break;
      case 1:
        value[key] = structuredClone(value[other]);
        break;
      case 2:
        if (Array.isArray(value[key]))
          value[key] = [...(value[key] as Json[]), ...structuredClone(value[key] as Json[])];
        break;
      case 3:
        value[key] = typeof value[key] === 'string' ? '2020' : value[key];
        break;
      default:
        damage(value[key], next, depth + 1);
    }
  }
}
