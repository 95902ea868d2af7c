import { isObject, type JsonObject } from '../fhirpath/nodes.js';
import { isMember } from './bindings.js';
import type { ChildRule, Rule } from './rules.js';
import { discriminatorsOf } from './discriminators.js';
import type { PlacedResource } from './document.js';
import { itemsOf, type Item } from './items.js';
import { listOf } from './lists.js';
import { isFixed, matchesPattern } from './pattern.js';
import { targetOf } from './references.js';
import type { Validation } from './validation.js';

/**
 * Whether a resource says by its code, or where the profile fixes no code by its category, that it is what a profile is
 * for. Whether it does it right is another question.
 */
function speaksOf(placed: PlacedResource, url: string, validation: Validation): boolean {
  const rule = validation.model.profile(url)?.rule;
  if (rule === undefined) return false;
  return hasElementOf('code', rule, placed, validation) ?? hasElementOf('category', rule, placed, validation) ?? false;
}

/** Of some profiles, those that a resource is meant for: it claims them, or has the code or category they are for. */
export function meantOf(placed: PlacedResource, urls: readonly string[], validation: Validation): readonly string[] {
  const { meta } = placed.resource;
  const claimed = new Set(
    (isObject(meta) ? listOf(meta['profile']) : []).map((canonical) => String(canonical).split('|')[0]),
  );
  return urls.filter((url) => claimed.has(url) || speaksOf(placed, url, validation));
}

/** Whether what a reference points to is meant for one of some profiles, whether or not it conforms to it. */
export function isMeantForOne(
  value: JsonObject,
  profiles: readonly string[],
  from: PlacedResource,
  validation: Validation,
): boolean {
  const resolved = targetOf(value, from, validation)?.resolved;
  return typeof resolved === 'object' && meantOf(resolved, profiles, validation).length > 0;
}

/** @returns undefined when the profile does not say which value the element has */
function hasElementOf(name: string, rule: Rule, placed: PlacedResource, validation: Validation): boolean | undefined {
  const child = rule.children.find(({ element }) => element === name);
  if (child === undefined || !fixesValue(child)) return undefined;
  const { items } = itemsOf(placed.resource, child);
  return items.some((item) => isThatOf(item, child.rule, placed, validation));
}

function fixesValue({ rule }: ChildRule): boolean {
  const { fixed, pattern, binding, slicing } = rule;
  if (fixed !== undefined || pattern !== undefined || binding?.[0] === 'required') return true;
  if (slicing?.slices.some((slice) => slice.rule.min > 0) === true) return true;
  return rule.children.some((child) => child.element === 'coding' && fixesValue(child));
}

function isThatOf(item: Item, rule: Rule, placed: PlacedResource, validation: Validation): boolean {
  const { fixed, pattern, binding, slicing } = rule;
  if (fixed !== undefined && !isFixed(item.value, fixed)) return false;
  if (pattern !== undefined && !matchesPattern(item.value, pattern)) return false;
  if (binding?.[0] === 'required' && !isMember(item.value, binding[1], validation)) return false;
  if (slicing?.slices.some((slice) => slice.rule.min > 0) === true) {
    const matches = discriminatorsOf(slicing, validation.model);
    const isIn = slicing.slices.some((slice, place) => slice.rule.min > 0 && matches[place]!(item, placed, validation));
    if (!isIn) return false;
  }
  const coding = rule.children.find((child) => child.element === 'coding' && fixesValue(child));
  if (coding === undefined) return true;
  const value = item.value as Readonly<Record<string, unknown>>;
  return itemsOf(value, coding).items.some((inner) => isThatOf(inner, coding.rule, placed, validation));
}
