import type { SlicingPlan } from '../definitions/definitions.js';
import { isObject } from '../fhirpath/nodes.js';
import type { SliceRule } from './constraint-rules.js';
import { conformityOf } from './conformity.js';
import { entryProfiles } from './discriminators.js';
import type { PlacedResource } from './document.js';
import { speaksOf } from './identity.js';
import type { Item } from './items.js';
import { listOf } from './lists.js';
import type { Validation } from './validation.js';

type Demands = (
  item: Item,
  found: readonly SliceRule[],
  slices: readonly SliceRule[],
  placed: PlacedResource,
  validation: Validation,
) => void;

/**
 * Slices of Bundle.entry are told apart by the profile of the resource. Taken by the letter, a resource with a fault
 * would conform to no profile, be in no slice, and nobody would say anything of it: the slicing is open. So a resource
 * is held against the profile that it is meant for, whether it claims it or not:
 *
 * - the only profile that the slices give its type;
 * - of several, those that it claims, and those whose code or category it has.
 *
 * A resource of such a type that is meant for none of them, a body weight in a Bundle without a slice for it, is free.
 * @returns undefined for every other slicing
 */
export function entryDemands({ discriminators }: SlicingPlan): Demands | undefined {
  const byProfile = discriminators.some(([type, path]) => type === 'profile' && path === 'resource');
  return byProfile ? holdEntry : undefined;
}

const holdEntry: Demands = ({ value }, found, _slices, placed, validation) => {
  const resource = isObject(value) ? value['resource'] : undefined;
  if (!isObject(resource)) return;
  const type = String(resource['resourceType']);
  const inner = validation.document.placeOf(resource, placed, '');
  const urls = found.flatMap(({ rule }) => entryProfiles(rule)[type] ?? []);
  const claimed = claimedBy(resource['meta']);
  const meant = urls.length === 1 ? urls : urls.filter((url) => claimed.has(url) || speaksOf(inner, url, validation));
  for (const url of meant) if (!isBetterServed(url, meant, inner, validation)) validation.holdAgainst(inner, url);
};

function claimedBy(meta: unknown): ReadonlySet<unknown> {
  const claimed = isObject(meta) ? listOf(meta['profile']) : [];
  return new Set(claimed.map((canonical) => (typeof canonical === 'string' ? canonical.split('|')[0] : undefined)));
}

/** An observation may have the code of one profile and the category of another: one that it conforms to is enough. */
function isBetterServed(url: string, meant: readonly string[], placed: PlacedResource, validation: Validation): boolean {
  if (meant.length < 2 || conforms(placed, url, validation)) return false;
  return meant.some((other) => other !== url && conforms(placed, other, validation));
}

function conforms(placed: PlacedResource, url: string, validation: Validation): boolean {
  return conformityOf(placed, url, validation).every(({ severity }) => severity !== 'error');
}
