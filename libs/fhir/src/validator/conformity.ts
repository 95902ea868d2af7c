import type { PlacedResource } from './document.js';
import type { Found } from './findings.js';
import type { Validation } from './validation.js';

/** Of a chain of resources that demand profiles of each other, as many are followed; every one is asked by itself anyway. */
const longestChain = 40;

const none: readonly Found[] = [];

/**
 * What a resource breaks of a profile and of the profiles that it imposes; expressions start below the resource. It is
 * found out once for each resource and profile. While it is being found out, a resource that asks for it again, because
 * two resources refer to each other, is taken to conform: what it breaks is found all the same.
 * @param url - of a profile that is known here; of others nothing is found
 */
export function conformityOf(placed: PlacedResource, url: string, validation: Validation): readonly Found[] {
  const known = validation.conformities.get(placed.resource);
  const before = known?.get(url);
  if (before !== undefined) return before;
  if (validation.chain >= longestChain) return none;
  const profile = validation.model.profile(url);
  if (profile === undefined) return none;
  const results = known ?? new Map<string, readonly Found[]>();
  if (known === undefined) validation.conformities.set(placed.resource, results);
  results.set(url, none);
  validation.chain++;
  const found = validation.collect(() => {
    if (placed.resource['resourceType'] !== profile.type) {
      const text = `The profile ${profile.name} is for resources of the type ${profile.type}.`;
      validation.findings.error('profile-type', text);
      return;
    }
    const item = { value: placed.resource, beside: undefined, type: profile.type };
    validation.checkItem(item, profile.rule, placed, validation);
  });
  const imposed =
    profile.imposes.length === 0 ? none : profile.imposes.flatMap((each) => conformityOf(placed, each, validation));
  validation.chain--;
  const own =
    found.length === 0 ? none : found.map((finding) => ({ ...finding, text: `${finding.text} (${profile.name})` }));
  const all = own.length === 0 && imposed.length === 0 ? none : [...own, ...imposed];
  results.set(url, all);
  return all;
}

/**
 * Reports what a resource breaks of a profile, at its own place, the first time it is asked.
 * @param url - of a profile that is known here
 */
export function holdAgainst(placed: PlacedResource, url: string, validation: Validation): void {
  const held = validation.held.get(placed.resource) ?? new Set();
  if (held.has(url)) return;
  validation.held.set(placed.resource, held.add(url));
  for (const finding of conformityOf(placed, url, validation)) {
    validation.reported.push({ ...finding, expression: placed.expression + finding.expression });
  }
}
