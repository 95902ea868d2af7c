import type { Definitions, ExtensionPlan, InvariantPlan, ProfilePlan, ValueSetPlan } from '../definitions/definitions.js';
import { compileInvariant, type Test, type Vocabulary } from '../fhirpath/index.js';
import { vocabularyOfTypes } from '../definitions/vocabulary.js';
import { CodeSet } from './code-set.js';
import { ruleOf, type Rule } from './constraint-rules.js';
import { typeRuleOf, type TypeRule } from './type-rules.js';

/** An invariant made ready to be asked. */
export interface InvariantRule {
  readonly plan: InvariantPlan;
  readonly holds: Test;
}

/** A profile made ready to be asked. */
export interface ProfileRule {
  readonly url: string;
  /** The last part of the URL, for texts. */
  readonly name: string;
  readonly type: string;
  readonly imposes: readonly string[];
  readonly rule: Rule;
}

/** An extension's definition made ready to be asked. */
export interface ExtensionRule {
  readonly context: ReadonlySet<string>;
  readonly modifier: boolean;
  readonly rule: Rule;
}

/**
 * Definitions made ready for documents. Every part is made when a document first needs it: a summary meets a few dozen
 * of the types and a handful of the extensions.
 */
export class Model {
  readonly #definitions: Definitions;
  readonly #vocabulary: Vocabulary;
  readonly #types = new Map<string, TypeRule | undefined>();
  readonly #profiles = new Map<string, ProfileRule | undefined>();
  readonly #extensions = new Map<string, ExtensionRule | undefined>();
  readonly #codeSets = new Map<string, CodeSet | undefined>();
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
    return once(this.#types, name, () => {
      const plan = own(this.#definitions.types, name);
      return plan === undefined ? undefined : typeRuleOf(name, plan, this);
    });
  }

  /** The plans of all types, for what profiles leave to them. */
  get types(): Definitions['types'] {
    return this.#definitions.types;
  }

  /** @param url - without version; undefined when the profile is not known here */
  profile(url: string): ProfileRule | undefined {
    return once(this.#profiles, url, () => {
      const plan: ProfilePlan | undefined = own(this.#definitions.profiles, url);
      if (plan === undefined) return undefined;
      return {
        url,
        name: url.slice(url.lastIndexOf('/') + 1),
        type: plan.type,
        imposes: plan.imposes ?? [],
        rule: ruleOf(plan.root, plan.type, this),
      };
    });
  }

  /** @param url - without version */
  extension(url: string): ExtensionRule | undefined {
    return once(this.#extensions, url, () => {
      const plan: ExtensionPlan | undefined = own(this.#definitions.extensions, url);
      if (plan === undefined) return undefined;
      return {
        context: new Set(plan.context),
        modifier: plan.modifier === true,
        rule: ruleOf(plan.root, 'Extension', this),
      };
    });
  }

  /** The codes of a value set; undefined when they are not known here. */
  codeSet(valueSet: string): CodeSet | undefined {
    return once(this.#codeSets, valueSet, () => {
      const plan: ValueSetPlan | undefined = own(this.#definitions.valueSets, valueSet);
      return plan === undefined ? undefined : new CodeSet(plan);
    });
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

function once<T>(made: Map<string, T | undefined>, key: string, make: () => T | undefined): T | undefined {
  const known = made.get(key);
  if (known !== undefined || made.has(key)) return known;
  const value = make();
  // What a document names and nobody defines is not remembered: a hostile one would fill the memory with names.
  if (value !== undefined) made.set(key, value);
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
