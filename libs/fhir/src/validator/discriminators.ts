import type { BindingPlan, DiscriminatorType, JsonValue } from '../definitions/definitions.js';
import { compileFhirPath, type Evaluate } from '../fhirpath/index.js';
import { bare, isObject } from '../fhirpath/nodes.js';
import { isMember } from './bindings.js';
import type { Rule, SlicingRule } from './rules.js';
import type { PlacedResource } from './document.js';
import { nodeOf, type Item } from './items.js';
import type { Model } from './model.js';
import { isFixed, matchesPattern } from './pattern.js';
import { conformsToOne, isOfOneType } from './references.js';
import type { Validation } from './validation.js';

/** Tells whether an item is in a slice. */
export type Match = (item: Item, placed: PlacedResource, validation: Validation) => boolean;

const made = new WeakMap<SlicingRule, readonly Match[]>();

/** For each slice of a slicing, what tells whether an item is in it: all its discriminators together. */
export function discriminatorsOf(slicing: SlicingRule, model: Model): readonly Match[] {
  let matches = made.get(slicing);
  if (matches === undefined) {
    matches = slicing.slices.map(({ rule }) => {
      const all = slicing.plan.discriminators.map(([type, path]) => matchOf(type, path, rule, model));
      // Without a discriminator, nothing tells the slices apart: an item is in the slice that it is right for.
      return (item, placed, validation) => all.length > 0 && all.every((match) => match(item, placed, validation));
    });
    made.set(slicing, matches);
  }
  return matches;
}

function matchOf(type: DiscriminatorType, path: string, rule: Rule, model: Model): Match {
  switch (type) {
    case 'value':
    case 'pattern':
      return valueMatch(path, rule, model);
    case 'exists':
      return existsMatch(path, rule, model);
    case 'type':
      return typeMatch(path, rule);
    case 'profile':
      return profileMatch(rule);
  }
}

/** What a slice demands at the place that tells it from the others. */
export interface Demanded {
  readonly fixed?: JsonValue | undefined;
  readonly pattern?: JsonValue | undefined;
  readonly binding?: BindingPlan | undefined;
}

function valueMatch(path: string, rule: Rule, model: Model): Match {
  const names = path.split('.').filter((name) => name !== '$this');
  const demanded = demandedAt(rule, names);
  const url = path === 'url' ? rule.profiles?.['Extension'] : undefined;
  if (url !== undefined) return ({ value }) => isObject(value) && url.some((each) => each === value['url']);
  if (demanded === undefined) return () => false;
  if (names.length === 0) return (item, _placed, validation) => meets(nodeOf(item), demanded, validation);
  const evaluate = compileFhirPath(path.replace(/^\$this\./, ''), model.vocabulary);
  return (item, placed, validation) =>
    valuesAt(evaluate, item, placed, validation).some((value) => meets(value, demanded, validation));
}

function valuesAt(evaluate: Evaluate, item: Item, placed: PlacedResource, validation: Validation): readonly unknown[] {
  return evaluate(nodeOf(item), validation.evaluationOf(placed));
}

function meets(node: unknown, { fixed, pattern, binding }: Demanded, validation: Validation): boolean {
  const value = bare(node);
  if (fixed !== undefined && !isFixed(value, fixed)) return false;
  if (pattern !== undefined && !matchesPattern(value, pattern)) return false;
  return binding === undefined || isMember(value, binding[1], validation);
}

/** The demand at a path: at the element itself, or as the part of a pattern that stands further up. */
export function demandedAt(rule: Rule, names: readonly string[]): Demanded | undefined {
  const [name, ...rest] = names;
  if (name === undefined) {
    const { fixed, pattern, binding } = rule;
    const required = binding?.[0] === 'required' ? binding : undefined;
    return fixed === undefined && pattern === undefined && required === undefined
      ? undefined
      : { fixed, pattern, binding: required };
  }
  const whole = rule.fixed ?? rule.pattern;
  const part = whole === undefined ? undefined : partOf(whole, names);
  if (part !== undefined) return { pattern: part };
  const child = rule.children.find(({ element }) => element === name || element === `${name}[x]`);
  if (child === undefined) return undefined;
  const below = demandedAt(child.rule, rest);
  if (below !== undefined) return below;
  // A coding that only some slice of the element fixes: `category:VSCat.coding.code`.
  return child.rule.slicing?.slices.map((slice) => demandedAt(slice.rule, rest)).find((each) => each !== undefined);
}

function partOf(pattern: JsonValue, names: readonly string[]): JsonValue | undefined {
  let part: JsonValue | undefined = pattern;
  for (const name of names) {
    if (Array.isArray(part)) part = part[0] as JsonValue | undefined;
    if (!isObject(part) || !Object.hasOwn(part, name)) return undefined;
    part = part[name] as JsonValue;
  }
  return Array.isArray(part) ? (part[0] as JsonValue | undefined) : part;
}

function existsMatch(path: string, rule: Rule, model: Model): Match {
  const names = path.split('.');
  let at: Rule | undefined = rule;
  for (const name of names) at = at?.children.find(({ element }) => element.replace('[x]', '') === name)?.rule;
  const evaluate = compileFhirPath(path, model.vocabulary);
  const wanted = at === undefined || at.max > 0;
  return (item, placed, validation) => valuesAt(evaluate, item, placed, validation).length > 0 === wanted;
}

function typeMatch(path: string, rule: Rule): Match {
  const { targets } = rule;
  if (path === 'resolve()' && targets !== undefined) {
    return ({ value }, placed, validation) => isObject(value) && isOfOneType(value, targets, placed, validation);
  }
  return ({ type }) => rule.types?.has(type) === true;
}

function profileMatch({ targets }: Rule): Match {
  if (targets === undefined) return () => true;
  return ({ value }, placed, validation) => isObject(value) && conformsToOne(value, targets, placed, validation);
}
