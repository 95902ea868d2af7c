import { isObject } from '../fhirpath/nodes.js';
import { demandedAt, discriminatorsOf, type Demanded } from './discriminators.js';
import type { PlacedResource } from './document.js';
import type { Item } from './items.js';
import { listOf } from './lists.js';
import type { Model } from './model.js';
import type { SliceRule, SlicingRule } from './rules.js';
import type { Validation } from './validation.js';

/** Gives the slices that an item is in. More than one where the discriminators do not tell them all apart. */
type Sorter = (item: Item, placed: PlacedResource, validation: Validation) => readonly SliceRule[];

const sorters = new WeakMap<SlicingRule, Sorter>();
const none: readonly SliceRule[] = [];

/** What sorts the items of an element into its slices. */
export function sorterOf(slicing: SlicingRule, model: Model): Sorter {
  let sorter = sorters.get(slicing);
  if (sorter === undefined) sorters.set(slicing, (sorter = byCoding(slicing) ?? byMatching(slicing, model)));
  return sorter;
}

function byMatching(slicing: SlicingRule, model: Model): Sorter {
  const matches = discriminatorsOf(slicing, model);
  return (item, placed, validation) =>
    slicing.slices.filter((_slice, place) => matches[place]!(item, placed, validation));
}

/**
 * Sections and observations are told apart by one code each, of a dozen and a half. They are looked up by it, which
 * comes to the same as asking each slice in turn.
 * @returns undefined when the slices are told apart otherwise
 */
function byCoding({ plan, slices }: SlicingRule): Sorter | undefined {
  const [discriminator, ...others] = plan.discriminators;
  if (discriminator === undefined || others.length > 0) return undefined;
  const [type, path] = discriminator;
  if ((type !== 'value' && type !== 'pattern') || !/^\w+$/.test(path)) return undefined;
  const byCode = new Map<string, SliceRule[]>();
  for (const slice of slices) {
    const key = keyOfPattern(demandedAt(slice.rule, [path]));
    if (key === undefined) return undefined;
    byCode.set(key, [...(byCode.get(key) ?? []), slice]);
  }
  return ({ value }) => {
    const coded = isObject(value) ? value[path] : undefined;
    for (const coding of isObject(coded) ? listOf(coded['coding']) : []) {
      if (!isObject(coding)) continue;
      const found = byCode.get(keyOf(coding['system'], coding['code']));
      if (found !== undefined) return found;
    }
    return none;
  };
}

/** The code in a pattern that consists of one coding with system and code, and nothing else. */
function keyOfPattern(demanded: Demanded | undefined): string | undefined {
  const pattern = demanded?.fixed === undefined && demanded?.binding === undefined ? demanded?.pattern : undefined;
  if (!isObject(pattern) || Object.keys(pattern).length !== 1) return undefined;
  const [coding, ...others] = listOf(pattern['coding']);
  if (!isObject(coding) || others.length > 0 || Object.keys(coding).length !== 2) return undefined;
  const { system, code } = coding;
  return typeof system === 'string' && typeof code === 'string' ? keyOf(system, code) : undefined;
}

function keyOf(system: unknown, code: unknown): string {
  return `${String(system)} ${String(code)}`;
}
