import { isObject } from '../fhirpath/nodes.js';
import type { Rule, SliceRule, SlicingRule } from './rules.js';
import { conformityOf, holdAgainst } from './conformity.js';
import type { PlacedResource } from './document.js';
import { meantOf } from './identity.js';
import type { Item } from './items.js';
import type { Validation } from './validation.js';

/** A slice of Bundle.entry with the profiles that it gives resources of one type. */
interface EntrySlice {
  readonly slice: SliceRule;
  readonly urls: readonly string[];
}

const byType = new WeakMap<SlicingRule, ReadonlyMap<string, readonly EntrySlice[]>>();

/** Tells the slicing of Bundle.entry, whose slices are told apart by the profile of the resource. */
export function isEntrySlicing({ plan: { discriminators } }: SlicingRule): boolean {
  return discriminators.some(([type, path]) => type === 'profile' && path === 'resource');
}

/**
 * Holds entries against the slices of Bundle.entry. Taken by the letter, a resource with a fault would conform to no
 * profile, be in no slice, and nobody would say anything of it: the slicing is open. So a resource is held against the
 * profile that it is meant for, whether it claims it or not:
 *
 * - the only profile that the slices give its type;
 * - of several, those that it claims, and those whose code or category it has.
 *
 * A resource of such a type that is meant for none of them, an observation of another kind, is free.
 * @param counts - is filled with the number of entries in each slice
 */
export function checkEntries(
  items: readonly Item[],
  slicing: SlicingRule,
  counts: Map<SliceRule, number>,
  placed: PlacedResource,
  validation: Validation,
): void {
  const slices = slicesByType(slicing);
  for (const { value } of items) {
    const resource = isObject(value) ? value['resource'] : undefined;
    if (!isObject(resource) || typeof resource['resourceType'] !== 'string') continue;
    const fitting = slices.get(resource['resourceType']);
    if (fitting === undefined) continue;
    for (const { slice } of fitting) counts.set(slice, (counts.get(slice) ?? 0) + 1);
    const inner = validation.document.placeOf(resource, placed, '');
    const urls = fitting.length === 1 ? fitting[0]!.urls : meantFor(inner, fitting, validation);
    for (const url of urls) holdAgainst(inner, url, validation);
  }
}

function slicesByType(slicing: SlicingRule): ReadonlyMap<string, readonly EntrySlice[]> {
  const known = byType.get(slicing);
  if (known !== undefined) return known;
  const found = new Map<string, EntrySlice[]>();
  for (const slice of slicing.slices) {
    for (const [type, urls] of Object.entries(entryProfiles(slice.rule))) {
      found.set(type, [...(found.get(type) ?? []), { slice, urls }]);
    }
  }
  byType.set(slicing, found);
  return found;
}

/** The profiles that a slice of Bundle.entry gives its resources, by their type. */
function entryProfiles(rule: Rule): Readonly<Record<string, readonly string[]>> {
  return rule.children.find(({ element }) => element === 'resource')?.rule.profiles ?? {};
}

function meantFor(placed: PlacedResource, fitting: readonly EntrySlice[], validation: Validation): readonly string[] {
  const urls = fitting.flatMap((each) => each.urls);
  const meant = meantOf(placed, urls, validation);
  if (meant.length < 2) return meant;
  // An observation may have the code of one profile and the category of another: one that it conforms to is enough.
  const met = meant.filter((url) =>
    conformityOf(placed, url, validation).every(({ severity }) => severity !== 'error'),
  );
  return met.length > 0 ? met : meant;
}
