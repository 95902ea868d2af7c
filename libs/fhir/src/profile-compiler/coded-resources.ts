import type { Definitions, ValueSetPlan } from '../definitions/definitions.js';
import type { PackagedResource } from './core-package.js';
import { referencedValueSets } from './referenced-value-sets.js';
import type { TerminologyPackage } from './terminology-package.js';
import { ValueSetExpander, type CodeSystem, type ValueSet } from './value-set-plans.js';

/** An extensible value set with more codes than this is left to a terminology. */
const mostExtensibleCodes = 500;

/** Finds value sets and code systems in packages that are read whole and in those that are read on demand. */
export class CodedResources {
  readonly #held = new Map<string, PackagedResource[]>();
  readonly #packages: readonly TerminologyPackage[];

  /**
   * @param held - resources that are in memory
   * @param packages - those that are read on demand
   */
  constructor(held: readonly PackagedResource[], packages: readonly TerminologyPackage[]) {
    this.#packages = packages;
    for (const resource of held) {
      if (resource.url === undefined || !/^(?:ValueSet|CodeSystem)$/.test(resource.resourceType)) continue;
      const key = `${resource.resourceType} ${resource.url}`;
      this.#held.set(key, [...(this.#held.get(key) ?? []), resource]);
    }
  }

  /** All editions of a resource at hand, those that are read whole first. */
  all(type: string, url: string): readonly PackagedResource[] {
    const held = this.#held.get(`${type} ${url}`) ?? [];
    const others = this.#packages.flatMap((each) => each.resource(type, url) ?? []);
    return [...held, ...others];
  }
}

/** Compiles the value sets that type plans, profiles and extensions bind codes to, as far as they are at hand. */
export function valueSetPlansOf(
  definitions: Pick<Definitions, 'types' | 'profiles' | 'extensions'>,
  coded: CodedResources,
): Record<string, ValueSetPlan> {
  const expander = new ValueSetExpander(
    (url) => coded.all('ValueSet', url)[0] as unknown as ValueSet | undefined,
    (url) => coded.all('CodeSystem', url) as unknown as readonly CodeSystem[],
  );
  const plans: Record<string, ValueSetPlan> = {};
  for (const [url, strength] of referencedValueSets(definitions)) {
    const plan = expander.planOf(url);
    if (plan === undefined) continue;
    const size = Object.values(plan.codes ?? {}).reduce((sum, codes) => sum + codes.split('\t').length, 0);
    plans[url] = strength === 'extensible' && size > mostExtensibleCodes ? { open: systemsOf(plan) } : plan;
  }
  return plans;
}

function systemsOf({ codes = {}, forms = {}, open = [] }: ValueSetPlan): readonly string[] {
  return [...new Set([...Object.keys(codes), ...Object.keys(forms), ...open])];
}
