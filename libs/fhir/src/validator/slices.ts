import { isObject } from '../fhirpath/nodes.js';
import type { SliceRule, SlicingRule } from './rules.js';
import { sorterOf } from './slice-sorter.js';
import type { PlacedResource } from './document.js';
import type { Item } from './items.js';
import { isMeantForOne } from './identity.js';
import { checkEntries, isEntrySlicing } from './entry-slices.js';
import type { Validation } from './validation.js';

/**
 * Sorts the items of an element into the slices that a profile cuts it into (FHIR R4 section 5.1.0.14), holds each
 * against its slice, and checks how many there are of each.
 */
export function checkSlices(
  items: readonly Item[],
  listed: boolean,
  slicing: SlicingRule,
  placed: PlacedResource,
  validation: Validation,
): void {
  const { plan, slices } = slicing;
  const { findings } = validation;
  const counts = new Map<SliceRule, number>();
  if (isEntrySlicing(slicing)) {
    checkEntries(items, slicing, counts, placed, validation);
    checkCounts(slices, counts, validation);
    return;
  }
  const sort = sorterOf(slicing, validation.model);
  let last = -1;
  let unmatchedBefore = false;
  for (const [index, item] of items.entries()) {
    if (listed) findings.enter(index);
    const found = sort(item, placed, validation);
    checkMatched(item, found, placed, validation);
    for (const slice of found) counts.set(slice, (counts.get(slice) ?? 0) + 1);
    const [first] = found;
    if (first === undefined) {
      if (plan.rules === 'closed') findings.error('slice-closed', `Only these are allowed here: ${names(slices)}.`);
      unmatchedBefore = true;
    } else {
      if (plan.rules === 'openAtEnd' && unmatchedBefore) {
        findings.error('slice-order', `Others than ${names(slices)} must stand at the end.`);
      }
      const place = slices.indexOf(first);
      if (plan.ordered === true && place < last) findings.error('slice-order', `The order must be: ${names(slices)}.`);
      last = Math.max(last, place);
    }
    if (listed) findings.leave();
  }
  checkCounts(slices, counts, validation);
}

function checkCounts(
  slices: readonly SliceRule[],
  counts: ReadonlyMap<SliceRule, number>,
  { findings }: Validation,
): void {
  for (const slice of slices) {
    const count = counts.get(slice) ?? 0;
    const { min, max } = slice.rule;
    if (count < min)
      findings.error('slice-min', `The slice ${slice.name} must be there${min > 1 ? ` at least ${min} times` : ''}.`);
    if (count > max)
      findings.error(
        'slice-max',
        max === 0
          ? `The slice ${slice.name} must not be there.`
          : `At most ${max} of the slice ${slice.name} are allowed.`,
      );
  }
}

function checkMatched(item: Item, found: readonly SliceRule[], placed: PlacedResource, validation: Validation): void {
  const [first, ...others] = found;
  if (first === undefined) return;
  // Where the discriminators do not tell slices apart, the item must be right for one of them, if it is meant for any.
  if (others.length > 0) {
    if (found.some((slice) => holds(item, slice, placed, validation))) return;
    if (isOfNone(item, found, placed, validation)) return;
  }
  validation.checkItem(item, first.rule, placed, validation);
  checkDeeper(item, first, placed, validation);
}

/** A reference to what is meant for none of the profiles that the slices refer to: an observation of another kind. */
function isOfNone(
  { value }: Item,
  found: readonly SliceRule[],
  placed: PlacedResource,
  validation: Validation,
): boolean {
  const profiles = found.flatMap(({ rule }) => rule.targets ?? []).filter((target) => target.includes('/'));
  return profiles.length > 0 && isObject(value) && !isMeantForOne(value, profiles, placed, validation);
}

function holds(item: Item, slice: SliceRule, placed: PlacedResource, validation: Validation): boolean {
  const found = validation.collect(() => {
    validation.checkItem(item, slice.rule, placed, validation);
  });
  return found.every(({ severity }) => severity !== 'error');
}

/** A slice may be sliced again: the item is then one of the inner slices as well. */
function checkDeeper(item: Item, { rule }: SliceRule, placed: PlacedResource, validation: Validation): void {
  if (rule.slicing !== undefined) checkSlices([item], false, rule.slicing, placed, validation);
}

function names(slices: readonly SliceRule[]): string {
  return slices.map(({ name }) => name).join(', ');
}
