import type { BindingPlan, Constraint, ElementPlan, JsonValue, SlicingPlan } from '../definitions/definitions.js';
import { childOf, childrenOf, childrenOfType, type BaseChildren } from '../definitions/base-element.js';
import type { InvariantRule, Model } from './model.js';
import { suffixOf } from './type-rules.js';

/** What a profile demands of one element, made ready to be asked. */
export interface Rule {
  readonly min: number;
  readonly max: number;
  readonly fixed: JsonValue | undefined;
  readonly pattern: JsonValue | undefined;
  /** Types left of a choice. */
  readonly types: ReadonlySet<string> | undefined;
  /** Profiles of the value, by its type. */
  readonly profiles: Readonly<Record<string, readonly string[]>> | undefined;
  readonly targets: readonly string[] | undefined;
  readonly binding: BindingPlan | undefined;
  readonly invariants: readonly InvariantRule[];
  readonly children: readonly ChildRule[];
  readonly slicing: SlicingRule | undefined;
}

/** A child of an element, and the properties that it can be written as. */
export interface ChildRule {
  /** Name for texts and paths: `value[x]` where it is not there at all. */
  readonly element: string;
  readonly properties: readonly PropertyName[];
  readonly rule: Rule;
}

/** A property that an element can be written as. */
export interface PropertyName {
  readonly property: string;
  /** The property under which id and extensions of a primitive stand. */
  readonly beside: string;
  readonly type: string;
}

/** How the items of an element are told apart, and what each kind must be. */
export interface SlicingRule {
  readonly plan: SlicingPlan;
  readonly slices: readonly SliceRule[];
}

/** One slice. */
export interface SliceRule {
  readonly name: string;
  readonly rule: Rule;
}

/** Makes the rule of a profile on a type. */
export function ruleOf(root: Constraint, type: string, model: Model): Rule {
  return makeRule(root, childrenOfType(model.types, type), model);
}

function makeRule(constraint: Constraint, base: BaseChildren, model: Model): Rule {
  const { slicing, slices, types } = constraint;
  return {
    min: constraint.min ?? 0,
    max: constraint.max ?? Number.POSITIVE_INFINITY,
    fixed: constraint.fixed,
    pattern: constraint.pattern,
    types: types === undefined ? undefined : new Set(types),
    profiles: constraint.profiles,
    targets: constraint.targets,
    binding: constraint.binding,
    invariants: model.invariants(constraint.invariants),
    children: childRules(constraint.elements ?? {}, base, model),
    slicing:
      slicing === undefined || slices === undefined
        ? undefined
        : {
            plan: slicing,
            slices: Object.entries(slices).map(([name, slice]) => {
              const [only, ...others] = slice.types ?? [];
              const below = only === undefined || others.length > 0 ? base : childrenOfType(model.types, only);
              return { name, rule: makeRule(slice, below, model) };
            }),
          },
  };
}

function childRules(
  elements: Readonly<Record<string, Constraint>>,
  base: BaseChildren,
  model: Model,
): readonly ChildRule[] {
  return Object.entries(elements).map(([element, constraint]) => {
    const plan = childOf(base, element) ?? {};
    return {
      element,
      properties: propertiesOf(element, plan),
      rule: makeRule(constraint, childrenBelow(constraint, plan, model), model),
    };
  });
}

/** The children that the type gives an element; of a choice, those of the one type that the profile leaves. */
function childrenBelow(constraint: Constraint, plan: ElementPlan, model: Model): BaseChildren {
  const types = constraint.types ?? plan.types ?? [];
  return childrenOf(model.types, plan, types.length === 1 ? types[0] : undefined);
}

function propertiesOf(element: string, { types = [] }: ElementPlan): ChildRule['properties'] {
  if (!element.endsWith('[x]')) return [{ property: element, beside: `_${element}`, type: types[0] ?? '' }];
  const stem = element.slice(0, -3);
  return types.map((type) => {
    const property = stem + suffixOf(type);
    return { property, beside: `_${property}`, type: type === 'SimpleQuantity' ? 'Quantity' : type };
  });
}
