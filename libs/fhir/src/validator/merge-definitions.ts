import type { Constraint, Definitions, InvariantPlan } from '../definitions/definitions.js';

/**
 * Puts imported definitions beside those that are built in. What both define, the imported one defines. Each file has a
 * list of invariants of its own, so those of the imported one are found again in the common list.
 */
export function mergedDefinitions(builtIn: Definitions, imported: Definitions): Definitions {
  const invariants = [...builtIn.invariants];
  const places = new Map(invariants.map((plan, place) => [identityOf(plan), place]));
  const renumbered = imported.invariants.map((plan) => {
    const known = places.get(identityOf(plan));
    if (known !== undefined) return known;
    invariants.push(plan);
    places.set(identityOf(plan), invariants.length - 1);
    return invariants.length - 1;
  });
  const renumber = <T extends { readonly root: Constraint }>(plans: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(plans).map(([url, plan]) => [url, { ...plan, root: constraintWith(plan.root, renumbered) }]),
    );
  return {
    packages: { ...builtIn.packages, ...imported.packages },
    types: builtIn.types,
    profiles: { ...builtIn.profiles, ...renumber(imported.profiles) },
    extensions: { ...builtIn.extensions, ...renumber(imported.extensions) },
    valueSets: { ...builtIn.valueSets, ...imported.valueSets },
    invariants,
    unchecked: [...builtIn.unchecked, ...imported.unchecked],
  };
}

function identityOf({ key, expression }: InvariantPlan): string {
  return `${key} ${expression}`;
}

function constraintWith(constraint: Constraint, places: readonly number[]): Constraint {
  const { invariants, elements, slices, ...rest } = constraint;
  const each = (children: Readonly<Record<string, Constraint>>): Readonly<Record<string, Constraint>> =>
    Object.fromEntries(Object.entries(children).map(([name, child]) => [name, constraintWith(child, places)]));
  return {
    ...rest,
    ...(invariants !== undefined && { invariants: invariants.map((place) => places[place]!) }),
    ...(elements !== undefined && { elements: each(elements) }),
    ...(slices !== undefined && { slices: each(slices) }),
  };
}
