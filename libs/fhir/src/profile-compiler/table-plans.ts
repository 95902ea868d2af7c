import type { Constraint, ProfilePlan } from '../definitions/definitions.js';
import { treeOfRows, type ProfileRows, type StatedConstraint } from '../eps-table/index.js';
import type { InvariantList } from './invariant-list.js';

/** Compiles a profile that is stated in a table of our own. */
export function tablePlanOf(rows: ProfileRows, invariants: InvariantList): ProfilePlan {
  return {
    type: rows.type,
    ...(rows.imposes !== undefined && { imposes: rows.imposes }),
    source: rows.clause,
    root: constraintOfStated(treeOfRows(rows), invariants),
  };
}

function constraintOfStated(
  { stated, elements, slices, ...rest }: StatedConstraint,
  invariants: InvariantList,
): Constraint {
  const each = (children: Readonly<Record<string, StatedConstraint>>): Readonly<Record<string, Constraint>> =>
    Object.fromEntries(Object.entries(children).map(([name, child]) => [name, constraintOfStated(child, invariants)]));
  const places = invariants.placesOf(stated?.map((one) => ({ severity: 'error', ...one })));
  return {
    ...rest,
    ...(places.length > 0 && { invariants: places }),
    ...(elements !== undefined && { elements: each(elements) }),
    ...(slices !== undefined && { slices: each(slices) }),
  };
}
