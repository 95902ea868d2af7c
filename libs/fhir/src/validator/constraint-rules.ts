import type { Constraint, ElementPlan } from '../definitions/definitions.js';
import { childOf, childrenOf, childrenOfType, type BaseChildren } from '../definitions/base-element.js';
import type { ChildRule, Rule, RuleSource } from './rules.js';
import { suffixOf } from './type-rules.js';

/** Makes the rule of a profile on a type. */
export function ruleOf(root: Constraint, type: string, model: RuleSource): Rule {
  return makeRule(root, childrenOfType(model.types, type), model);
}

function makeRule(constraint: Constraint, base: BaseChildren, model: RuleSource): Rule {
  const { slicing, slices, types, min: _min, max: _max, ...others } = constraint;
  return {
    countOnly: slices === undefined && types === undefined && Object.keys(others).length === 0,
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
  model: RuleSource,
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
function childrenBelow(constraint: Constraint, plan: ElementPlan, model: RuleSource): BaseChildren {
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
