import type { BindingPlan, Constraint, Definitions, ElementPlan } from '../definitions/definitions.js';

/** The strongest strength with which each value set is bound anywhere. */
export type Strengths = ReadonlyMap<string, BindingPlan[0]>;

/** Lists the value sets that type plans, profiles and extensions bind codes to. */
export function referencedValueSets(definitions: Pick<Definitions, 'types' | 'profiles' | 'extensions'>): Strengths {
  const found = new Map<string, BindingPlan[0]>();
  const note = (binding: BindingPlan | undefined): void => {
    if (binding !== undefined && found.get(binding[1]) !== 'required') found.set(binding[1], binding[0]);
  };
  const inElement = (element: ElementPlan): void => {
    note(element.binding);
    for (const child of Object.values(element.elements ?? {})) inElement(child);
  };
  const inConstraint = (constraint: Constraint): void => {
    note(constraint.binding);
    for (const child of Object.values(constraint.elements ?? {})) inConstraint(child);
    for (const slice of Object.values(constraint.slices ?? {})) inConstraint(slice);
  };
  for (const { elements } of Object.values(definitions.types)) Object.values(elements).forEach(inElement);
  for (const { root } of Object.values(definitions.profiles)) inConstraint(root);
  for (const { root } of Object.values(definitions.extensions)) inConstraint(root);
  return found;
}
