import type { Constraint, Definitions, ExtensionPlan, ProfilePlan } from '../definitions/definitions.js';
import type { GrowingConstraint } from './constraint-of.js';

type Profiles = Readonly<Record<string, ProfilePlan>>;

/**
 * Takes out of constraint trees what can never make a difference, so that a document is not held against it:
 * slices that only name a shape, and profiles that add nothing to their type. Taking out one thing can make the next
 * one idle, so it is done until nothing is.
 */
export function prunedProfiles(profiles: Profiles, extensions: Definitions['extensions']): Profiles {
  let pruned = profiles;
  for (;;) {
    const idle = new Set(Object.keys(pruned).filter((url) => isIdle(pruned[url]!)));
    const types = new Map([...idle].map((url) => [url, pruned[url]!.type]));
    const next = Object.fromEntries(
      Object.entries(pruned).map(([url, plan]) => [url, { ...plan, root: prune(plan.root, types, extensions) }]),
    );
    if (JSON.stringify(next) === JSON.stringify(pruned)) return next;
    pruned = next;
  }
}

/** The same for the trees of extensions, which hold no slices that a profile could make idle. */
export function prunedExtension(plan: ExtensionPlan): ExtensionPlan {
  return { ...plan, root: prune(plan.root, new Map(), {}) };
}

function isIdle({ root, imposes }: ProfilePlan): boolean {
  return Object.keys(root).length === 0 && imposes === undefined;
}

function prune(
  constraint: Constraint,
  idle: ReadonlyMap<string, string>,
  extensions: Definitions['extensions'],
): Constraint {
  const rest: GrowingConstraint = { ...constraint };
  if (rest.profiles !== undefined) {
    const profiles = Object.entries(rest.profiles).filter(([, urls]) => !urls.some((url) => idle.has(url)));
    if (profiles.length > 0) rest.profiles = Object.fromEntries(profiles);
    else delete rest.profiles;
  }
  if (rest.targets !== undefined) rest.targets = [...new Set(rest.targets.map((url) => idle.get(url) ?? url))];
  if (rest.elements !== undefined) {
    const elements = entries(rest.elements, idle, extensions).filter(([, child]) => Object.keys(child).length > 0);
    if (elements.length > 0) rest.elements = Object.fromEntries(elements);
    else delete rest.elements;
  }
  if (rest.slices !== undefined && rest.slicing !== undefined) {
    const { rules, discriminators } = rest.slicing;
    const paths = new Set(discriminators.map(([, path]) => path));
    const slices = entries(rest.slices, idle, extensions);
    const kept =
      rules === 'open' ? slices.filter(([, slice]) => matters(slice, discriminators, paths, extensions)) : slices;
    if (kept.length > 0) rest.slices = Object.fromEntries(kept);
    else {
      delete rest.slices;
      delete rest.slicing;
    }
  }
  return rest;
}

function entries(
  children: Readonly<Record<string, Constraint>>,
  idle: ReadonlyMap<string, string>,
  extensions: Definitions['extensions'],
): [string, Constraint][] {
  return Object.entries(children).map(([name, child]) => [name, prune(child, idle, extensions)]);
}

/** Whether a slice of an open slicing demands anything of the items that are in it, or of their number. */
function matters(
  slice: Constraint,
  discriminators: readonly (readonly [string, string])[],
  paths: ReadonlySet<string>,
  extensions: Definitions['extensions'],
): boolean {
  if (slice.min !== undefined || slice.max !== undefined) return true;
  const { types: _types, slicing: _slicing, ...rest } = slice;
  const left: GrowingConstraint = { ...rest };
  const byProfile = discriminators.some(([type, path]) => type === 'profile' && path !== 'resource');
  const byUrl = paths.has('url');
  // What tells the slice is fulfilled by whatever is in it.
  if (byProfile) delete left.targets;
  if (left.targets?.every((target) => !target.includes('/')) === true) delete left.targets;
  if (byUrl && left.profiles?.['Extension']?.every((url) => Object.hasOwn(extensions, url)) === true) {
    // The definition of the extension is checked wherever one is met, whether a profile speaks of it or not.
    return false;
  }
  if (byUrl) delete left.profiles;
  if (left.elements !== undefined) {
    const elements = Object.entries(left.elements).filter(([name]) => !paths.has(name) || name === 'resource');
    if (elements.length > 0) left.elements = Object.fromEntries(elements);
    else delete left.elements;
  }
  if (paths.has('$this')) {
    delete left.pattern;
    delete left.fixed;
  }
  return Object.keys(left).length > 0;
}
