import type { Definitions, ExtensionPlan, ProfilePlan, ValueSetPlan } from '../definitions/definitions.js';
import { compileInvariant, type Vocabulary } from '../fhirpath/index.js';
import { vocabularyOfTypes } from '../definitions/vocabulary.js';
import { CodeSet } from './code-set.js';
import { ruleOf } from './constraint-rules.js';
import type { ExtensionRule, InvariantRule, ProfileRule, RuleSource, TypeRule } from './rules.js';
import { typeRuleOf } from './type-rules.js';

/**
 * Definitions made ready for documents. Every part is made when a document first needs it: a summary meets a few dozen
 * of the types and a handful of the extensions.
 */
export class Model implements RuleSource {
  readonly #definitions: Definitions;
  readonly #vocabulary: Vocabulary;
  readonly #types = new Map<string, TypeRule>();
  readonly #profiles = new Map<string, ProfileRule>();
  readonly #extensions = new Map<string, ExtensionRule>();
  readonly #codeSets = new Map<string, CodeSet>();
  readonly #invariants: (InvariantRule | undefined)[] = [];
  #profilesByCode: ReadonlyMap<string, string> | undefined;

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
    this.#vocabulary = vocabularyOfTypes(definitions.types);
  }

  /** The names that expressions use. */
  get vocabulary(): Vocabulary {
    return this.#vocabulary;
  }

  /** The rule of a datatype or resource type; undefined when FHIR R4 has no such type. */
  type(name: string): TypeRule | undefined {
    const known = this.#types.get(name);
    if (known !== undefined) return known;
    const plan = own(this.#definitions.types, name);
    return plan === undefined ? undefined : kept(this.#types, name, typeRuleOf(name, plan, this));
  }

  /** The plans of all types, for what profiles leave to them. */
  get types(): Definitions['types'] {
    return this.#definitions.types;
  }

  /** @param url - without version; undefined when the profile is not known here */
  profile(url: string): ProfileRule | undefined {
    const known = this.#profiles.get(url);
    if (known !== undefined) return known;
    const plan: ProfilePlan | undefined = own(this.#definitions.profiles, url);
    if (plan === undefined) return undefined;
    return kept(this.#profiles, url, {
      url,
      name: url.slice(url.lastIndexOf('/') + 1),
      type: plan.type,
      imposes: plan.imposes ?? [],
      rule: ruleOf(plan.root, plan.type, this),
    });
  }

  /** @param url - without version */
  extension(url: string): ExtensionRule | undefined {
    const known = this.#extensions.get(url);
    if (known !== undefined) return known;
    const plan: ExtensionPlan | undefined = own(this.#definitions.extensions, url);
    if (plan === undefined) return undefined;
    return kept(this.#extensions, url, {
      context: new Set(plan.context),
      modifier: plan.modifier === true,
      rule: ruleOf(plan.root, 'Extension', this),
    });
  }

  /** The codes of a value set; undefined when they are not known here. */
  codeSet(valueSet: string): CodeSet | undefined {
    const known = this.#codeSets.get(valueSet);
    if (known !== undefined) return known;
    const plan: ValueSetPlan | undefined = own(this.#definitions.valueSets, valueSet);
    return plan === undefined ? undefined : kept(this.#codeSets, valueSet, new CodeSet(plan));
  }

  /** @param places - in the list of the definitions */
  invariants(places: readonly number[] | undefined): readonly InvariantRule[] {
    return (places ?? []).map((place) => {
      const plan = this.#definitions.invariants[place]!;
      return (this.#invariants[place] ??= { plan, holds: compileInvariant(plan.expression, this.#vocabulary) });
    });
  }

  /**
   * The profile of R4 core that an observation with a LOINC code must follow, whatever it claims: FHIR R4 says so of the
   * vital signs. Read off the profiles themselves, which fix their codes.
   */
  vitalSign(loinc: string): string | undefined {
    this.#profilesByCode ??= profilesByCode(this.#definitions.profiles);
    return this.#profilesByCode.get(loinc);
  }
}

/** What a document names and nobody defines is not kept: a hostile one would fill the memory with names. */
function kept<T>(made: Map<string, T>, key: string, value: T): T {
  made.set(key, value);
  return value;
}

function own<T>(of: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(of, key) ? of[key] : undefined;
}

const core = 'http://hl7.org/fhir/StructureDefinition/';

function profilesByCode(profiles: Definitions['profiles']): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [url, { type, root }] of Object.entries(profiles)) {
    if (type !== 'Observation' || !url.startsWith(core)) continue;
    const coding = root.elements?.['code']?.elements?.['coding'];
    for (const { elements } of Object.values(coding?.slices ?? {})) {
      const code = elements?.['code']?.fixed;
      if (typeof code === 'string') found.set(code, url);
    }
  }
  return found;
}
