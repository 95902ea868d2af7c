import type { Definitions, ElementPlan, TypePlan } from '../../definitions/definitions.js';
import { elementAt } from '../../definitions/base-element.js';
import type { JsonObject } from '../../fhirpath/nodes.js';
import { suffixOf } from '../type-rules.js';
import { numbers } from './mutants.js';

const deepest = 4;

/** Primitives of each type, some of which are what invariants look for. */
const primitives: Readonly<Record<string, readonly unknown[]>> = {
  boolean: [true, false],
  integer: [-1, 0, 1, 150],
  positiveInt: [1, 2],
  unsignedInt: [0, 3],
  decimal: [-2, 0, 1.5, 150],
  date: ['2020', '2020-05', '2020-05-06', '2021-01-01'],
  dateTime: ['2020', '2020-05-06', '2020-05-06T10:00:00Z', '2021-01-01T10:00:00+02:00'],
  instant: ['2020-05-06T10:00:00Z', '2021-05-06T10:00:00Z'],
  time: ['10:00:00', '11:00:00'],
  base64Binary: ['AAAA'],
  uri: ['http://unitsofmeasure.org', 'urn:iso:std:iso:4217', 'http://x.example/y', '#a'],
  code: ['a', '1', '%', 'type', 'final'],
};
const texts = ['Name', 'x', '*', '1', '0', 'path', 'a.b', 'Äx'];

/**
 * Makes up an instance of a type: about half of its elements, codes of its bindings among the values. It is not valid,
 * nor is it meant to be: it gives invariants something to be true or false of.
 * @param seed - the same seed makes the same instance
 */
export function instanceOf(type: string, definitions: Definitions, seed: number): JsonObject {
  return made(type, definitions, numbers(seed * 7919 + type.length), 0);
}

function made(type: string, definitions: Definitions, next: (below: number) => number, depth: number): JsonObject {
  const plan: TypePlan = definitions.types[type]!;
  const resource = plan.kind === 'resource' ? { resourceType: type } : {};
  return { ...resource, ...children(plan.elements, definitions, next, depth) };
}

function children(
  elements: Readonly<Record<string, ElementPlan>>,
  definitions: Definitions,
  next: (below: number) => number,
  depth: number,
): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [name, plan] of Object.entries(elements)) {
    // The deeper, the less, so that instances stay small; what must be there is left out at times, too.
    if (next(100) >= (plan.min === undefined ? 50 - depth * 8 : 85)) continue;
    const types = plan.types ?? [''];
    const type = types[next(types.length)]!;
    const value = (): unknown => valueOf(type, plan, definitions, next, depth);
    const items = plan.max === undefined || plan.max === 1 ? undefined : 1 + next(2);
    const made = items === undefined ? value() : Array.from({ length: items }, value);
    if (made === undefined || (Array.isArray(made) && made.includes(undefined))) continue;
    object[name.endsWith('[x]') ? name.slice(0, -3) + suffixOf(type) : name] = made;
  }
  return object;
}

function valueOf(
  type: string,
  plan: ElementPlan,
  definitions: Definitions,
  next: (below: number) => number,
  depth: number,
): unknown {
  if (plan.elements !== undefined)
    return depth < deepest ? children(plan.elements, definitions, next, depth + 1) : undefined;
  if (plan.sameAs !== undefined) {
    const same = elementAt(definitions.types, plan.sameAs).elements ?? {};
    return depth < deepest ? children(same, definitions, next, depth + 1) : undefined;
  }
  if (Object.hasOwn(definitions.types, type)) {
    return depth < deepest ? made(type, definitions, next, depth + 1) : undefined;
  }
  if (type === 'Resource') return { resourceType: ['Patient', 'Composition', 'MessageHeader'][next(3)], id: 'a' };
  const codes = Object.values(definitions.valueSets[plan.binding?.[1] ?? '']?.codes ?? {}).flatMap((list) =>
    list.split('\t'),
  );
  if (type === 'code' && codes.length > 0) return codes[next(codes.length)];
  const pool = Object.hasOwn(primitives, type) ? primitives[type]! : texts;
  return pool[next(pool.length)];
}
