import { isDeepStrictEqual } from 'node:util';
import type { Constraint, DiscriminatorType, ElementPlan, JsonValue, SlicingPlan } from '../definitions/definitions.js';
import { childOf, childrenOf, type BaseChildren, type TypePlans } from '../definitions/base-element.js';
import type { ElementNode } from './element-tree.js';
import type { InvariantList } from './invariant-list.js';
import {
  core,
  coreTypeOf,
  simpleQuantity,
  typeName,
  withoutVersion,
  type ElementDefinition,
} from './structure-definition.js';
import { bindingOf } from './type-plans.js';

/** A constraint while its parts are still gathered. */
export type GrowingConstraint = { -readonly [K in keyof Constraint]: Constraint[K] };

/** What the compilation of a profile needs beside its elements. */
export interface Surroundings {
  readonly types: TypePlans;
  readonly isType: (name: string) => boolean;
  readonly invariants: InvariantList;
}

/**
 * What an element of a profile adds to the element of the type: the difference between a snapshot and R4 core.
 * @param base - the element of the type; undefined for the root
 * @param children - what stands below the element in the type
 */
export function constraintOf(
  node: ElementNode,
  base: ElementPlan | undefined,
  children: BaseChildren,
  surroundings: Surroundings,
): GrowingConstraint {
  const { element } = node;
  const constraint: GrowingConstraint = base === undefined ? {} : ownConstraint(element, base, surroundings);
  const places = surroundings.invariants.placesOf(element.constraint);
  const known = new Set([...(base?.invariants ?? []), ...(children.invariants ?? [])]);
  const added = places.filter((place) => !known.has(place));
  if (added.length > 0) constraint.invariants = added;
  if (constraint.max === 0) return constraint;
  const elements = childConstraints(node, children, surroundings);
  if (elements !== undefined) constraint.elements = elements;
  if (base !== undefined) addSlices(node, base, constraint, surroundings);
  return constraint;
}

function ownConstraint(element: ElementDefinition, base: ElementPlan, { isType }: Surroundings): GrowingConstraint {
  const constraint: GrowingConstraint = {};
  if (element.min !== undefined && element.min > (base.min ?? 0)) constraint.min = element.min;
  if (element.max !== undefined && element.max !== '*') {
    const max = Number(element.max);
    const allowed = base.max ?? 1;
    if (allowed === 0 || max < allowed) constraint.max = max;
  }
  for (const key of Object.keys(element) as (keyof ElementDefinition)[]) {
    if (/^fixed[A-Z]/.test(String(key))) constraint.fixed = element[key] as JsonValue;
    else if (/^pattern[A-Z]/.test(String(key))) constraint.pattern = element[key] as JsonValue;
  }
  const types = [...new Set((element.type ?? []).map(typeName))];
  if (types.length > 0 && types.length < (base.types?.length ?? 0)) constraint.types = types;
  const profiles = profilesOf(element, isType);
  if (profiles !== undefined) constraint.profiles = profiles;
  const targets = (element.type ?? [])
    .filter(({ code }) => code === 'Reference')
    .flatMap(({ targetProfile }) => targetProfile ?? [])
    .map((canonical) => coreTypeOf(canonical, isType) ?? withoutVersion(canonical));
  if (targets.length > 0 && !targets.includes('Resource') && !sameSet(targets, base.targets))
    constraint.targets = targets;
  const binding = bindingOf(element);
  if (binding !== undefined && !isDeepStrictEqual(binding, base.binding)) constraint.binding = binding;
  return constraint;
}

function profilesOf(
  { type }: ElementDefinition,
  isType: (name: string) => boolean,
): Record<string, readonly string[]> | undefined {
  const profiles: Record<string, string[]> = {};
  for (const each of type ?? []) {
    const urls = (each.profile ?? [])
      .map(withoutVersion)
      .filter((url) => coreTypeOf(url, isType) === undefined && url !== core + simpleQuantity);
    if (urls.length > 0) profiles[each.code] = [...(profiles[each.code] ?? []), ...urls];
  }
  return Object.keys(profiles).length > 0 ? profiles : undefined;
}

function sameSet(left: readonly string[], right: readonly string[] | undefined): boolean {
  return right !== undefined && left.length === right.length && left.every((item) => right.includes(item));
}

function childConstraints(
  node: ElementNode,
  children: BaseChildren,
  surroundings: Surroundings,
): Record<string, Constraint> | undefined {
  const constraints: Record<string, Constraint> = {};
  for (const [name, child] of node.children) {
    const base = childOf(children, name) ?? namedChoice(name, children);
    // Snapshots may repeat the value of a primitive, about which a profile says nothing.
    if (base === undefined && name === 'value') continue;
    if (base === undefined) throw new TypeError(`${child.element.id}: the type has no element ${name}`);
    const type = child.element.type?.length === 1 ? typeName(child.element.type[0]!) : undefined;
    const constraint = constraintOf(child, base, childrenOf(surroundings.types, base, type), surroundings);
    if (Object.keys(constraint).length > 0) constraints[name] = constraint;
  }
  return Object.keys(constraints).length > 0 ? constraints : undefined;
}

/** A snapshot may name one type of a choice outright, `valueQuantity` for `value[x]`. */
function namedChoice(name: string, children: BaseChildren): ElementPlan | undefined {
  for (const [choice, plan] of Object.entries(children.elements)) {
    if (!choice.endsWith('[x]') || !name.startsWith(choice.slice(0, -3))) continue;
    const suffix = name.slice(choice.length - 3);
    const type = plan.types?.find((each) => each.charAt(0).toUpperCase() + each.slice(1) === suffix);
    if (type !== undefined) return { ...plan, types: [type] };
  }
  return undefined;
}

function addSlices(
  node: ElementNode,
  base: ElementPlan,
  constraint: GrowingConstraint,
  surroundings: Surroundings,
): void {
  const slicing = slicingOf(node);
  if (slicing === undefined || node.slices.size === 0) return;
  const slices: Record<string, Constraint> = {};
  for (const [name, slice] of node.slices) {
    const type = slice.element.type?.length === 1 ? typeName(slice.element.type[0]!) : undefined;
    const children = childrenOf(surroundings.types, base, type);
    // The minimum of a slice is its own: that of the element, which it would otherwise repeat, counts all items.
    const { min: _min, ...own } = base;
    const whole = constraintOf(slice, own, children, surroundings);
    // What tells a slice from the others stays with it, also where the element says the same.
    const { types, fixed, pattern } = whole;
    slices[name] = {
      ...without(whole, constraint),
      ...(types !== undefined && { types }),
      ...(fixed !== undefined && { fixed }),
      ...(pattern !== undefined && { pattern }),
    };
  }
  constraint.slicing = slicing;
  constraint.slices = slices;
}

function slicingOf({ element: { slicing } }: ElementNode): SlicingPlan | undefined {
  if (slicing === undefined) return undefined;
  return {
    rules: slicing.rules,
    ...(slicing.ordered === true && { ordered: true }),
    discriminators: (slicing.discriminator ?? []).map(({ type, path }) => [type as DiscriminatorType, path] as const),
  };
}

/** What holds for an item of a slice already because it holds for every item of the element. */
const repeated: ReadonlySet<string> = new Set(['fixed', 'pattern', 'types', 'profiles', 'targets', 'binding']);

/**
 * What a slice says beyond the element that it is a slice of, which holds for all items anyway. The number of items and
 * the slicing below are its own and stay.
 */
function without(slice: GrowingConstraint, element: Constraint): Constraint {
  const same = (key: keyof Constraint): boolean => isDeepStrictEqual(slice[key], element[key]);
  const own = Object.entries(slice).filter(([key]) => !repeated.has(key) || !same(key as keyof Constraint));
  const rest: GrowingConstraint = Object.fromEntries(own);
  const invariants = (rest.invariants ?? []).filter((place) => element.invariants?.includes(place) !== true);
  if (invariants.length > 0) rest.invariants = invariants;
  else delete rest.invariants;
  if (rest.elements !== undefined) {
    const elements = Object.entries(rest.elements)
      .map(([name, child]) => [name, withoutChild(child, element.elements?.[name])] as const)
      .filter(([, child]) => Object.keys(child).length > 0);
    if (elements.length > 0) rest.elements = Object.fromEntries(elements);
    else delete rest.elements;
  }
  return rest;
}

function withoutChild(child: Constraint, same: Constraint | undefined): Constraint {
  if (same === undefined) return child;
  const rest: GrowingConstraint = { ...without(child, same) };
  if (rest.min === same.min) delete rest.min;
  if (rest.max === same.max) delete rest.max;
  if (rest.slices !== undefined && isDeepStrictEqual(rest.slices, same.slices)) {
    delete rest.slices;
    delete rest.slicing;
  }
  return rest;
}
