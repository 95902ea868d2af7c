import { childOf, childrenOf, childrenOfType, type BaseChildren, type TypePlans } from '../definitions/base-element.js';
import type { Constraint, ElementPlan, ProfilePlan } from '../definitions/definitions.js';
import { treeOfRows, type ProfileRows, type StatedConstraint } from '../eps-table/index.js';
import type { InvariantList } from './invariant-list.js';

/**
 * Compiles a profile that is stated in a table of our own.
 * @param types - that it is on
 * @throws TypeError when a row speaks of an element that the type does not have
 */
export function tablePlanOf(rows: ProfileRows, types: TypePlans, invariants: InvariantList): ProfilePlan {
  return {
    type: rows.type,
    ...(rows.imposes !== undefined && { imposes: rows.imposes }),
    source: rows.clause,
    root: constraintOfStated(treeOfRows(rows), undefined, childrenOfType(types, rows.type), { types, invariants }),
  };
}

/** What every row is compiled with. */
interface Surroundings {
  readonly types: TypePlans;
  readonly invariants: InvariantList;
}

function constraintOfStated(
  { stated, elements, slices, max, ...rest }: StatedConstraint,
  base: ElementPlan | undefined,
  children: BaseChildren,
  surroundings: Surroundings,
): Constraint {
  const { types, invariants } = surroundings;
  const places = invariants.placesOf(stated?.map((one) => ({ severity: 'error', ...one })));
  // `1..1` of an element that the type has at most once says no more than `1..`.
  const allowed = base?.max ?? 1;
  const tighter = max !== undefined && (allowed === 0 || max !== allowed);
  return {
    ...rest,
    ...(tighter && { max }),
    ...(places.length > 0 && { invariants: places }),
    ...(elements !== undefined && {
      elements: mapped(elements, (element, child) => {
        const below = childOf(children, element);
        if (below === undefined) throw new TypeError(`the table speaks of ${element}, which the type does not have`);
        const [only, ...others] = child.types ?? below.types ?? [];
        const type = others.length === 0 ? only : undefined;
        return constraintOfStated(child, below, childrenOf(types, below, type), surroundings);
      }),
    }),
    ...(slices !== undefined && {
      slices: mapped(slices, (_name, slice) => {
        const [only, ...others] = slice.types ?? [];
        const below = only === undefined || others.length > 0 ? children : childrenOfType(types, only);
        return constraintOfStated(slice, base, below, surroundings);
      }),
    }),
  };
}

function mapped(
  children: Readonly<Record<string, StatedConstraint>>,
  map: (name: string, child: StatedConstraint) => Constraint,
): Readonly<Record<string, Constraint>> {
  return Object.fromEntries(Object.entries(children).map(([name, child]) => [name, map(name, child)]));
}
