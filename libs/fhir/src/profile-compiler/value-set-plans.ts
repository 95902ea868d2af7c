import { anySystem, type ValueSetPlan } from '../definitions/definitions.js';
import { withoutVersion } from './structure-definition.js';

/** What is read of a ValueSet. */
export interface ValueSet {
  readonly resourceType: 'ValueSet';
  readonly url: string;
  readonly compose?: { readonly include: readonly ConceptSet[]; readonly exclude?: readonly ConceptSet[] };
  readonly expansion?: { readonly contains?: readonly ExpansionItem[] };
}

interface ConceptSet {
  readonly system?: string;
  readonly valueSet?: readonly string[];
  readonly concept?: readonly { readonly code: string }[];
  readonly filter?: readonly { readonly property: string; readonly op: string; readonly value: string }[];
}

interface ExpansionItem {
  readonly system?: string;
  readonly code?: string;
  readonly contains?: readonly ExpansionItem[];
}

/** What is read of a CodeSystem. */
export interface CodeSystem {
  readonly resourceType: 'CodeSystem';
  readonly url: string;
  readonly content?: string;
  readonly concept?: readonly Concept[];
}

interface Concept {
  readonly code: string;
  readonly concept?: readonly Concept[];
  readonly property?: readonly { readonly code: string; readonly valueCode?: string }[];
}

/** Code systems that no package lists: what a code of theirs looks like. */
const forms: Readonly<Record<string, string>> = {
  // BCP 47: language, script, region, variants; private use.
  'urn:ietf:bcp:47':
    '(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(?:-[A-Za-z0-9]{1,8})*|x(?:-[A-Za-z0-9]{1,8})+',
  // Currencies.
  'urn:iso:std:iso:4217': '[A-Z]{3}',
  // BCP 13: media types with parameters.
  'urn:ietf:bcp:13': '[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(?:\\s*;.*)?',
};

/** What an expansion has gathered so far. */
interface Gathered {
  readonly codes: Map<string, Set<string>>;
  readonly whole: Set<string>;
  readonly forms: Map<string, string>;
  readonly open: Set<string>;
}

/** Gives the codes of value sets out of the packages at hand. */
export class ValueSetExpander {
  readonly #valueSets: (url: string) => ValueSet | undefined;
  readonly #codeSystems: (url: string) => readonly CodeSystem[];
  readonly #concepts = new Map<string, ReadonlyMap<string, ReadonlySet<string>> | undefined>();

  /**
   * @param valueSets - the value set with a URL
   * @param codeSystems - all editions of a code system at hand; a code counts when one of them has it
   */
  constructor(valueSets: (url: string) => ValueSet | undefined, codeSystems: (url: string) => readonly CodeSystem[]) {
    this.#valueSets = valueSets;
    this.#codeSystems = codeSystems;
  }

  /** The plan of a value set; undefined when no package at hand has it. */
  planOf(url: string): ValueSetPlan | undefined {
    const valueSet = this.#valueSets(url);
    if (valueSet === undefined) return undefined;
    const gathered = this.#gather(valueSet, new Set());
    return {
      ...(gathered.codes.size > 0 && {
        codes: Object.fromEntries([...gathered.codes].map(([system, codes]) => [system, [...codes].join('\t')])),
      }),
      ...(gathered.whole.size > 0 && { whole: [...gathered.whole] }),
      ...(gathered.forms.size > 0 && { forms: Object.fromEntries(gathered.forms) }),
      ...(gathered.open.size > 0 && { open: [...gathered.open] }),
    };
  }

  #gather({ url, compose, expansion }: ValueSet, above: Set<string>): Gathered {
    const gathered: Gathered = { codes: new Map(), whole: new Set(), forms: new Map(), open: new Set() };
    if (above.has(url)) return gathered;
    const path = new Set([...above, url]);
    if (compose === undefined) addExpansion(expansion?.contains, gathered);
    for (const include of compose?.include ?? []) this.#include(include, gathered, path);
    for (const exclude of compose?.exclude ?? []) this.#exclude(exclude, gathered, path);
    return gathered;
  }

  #include(set: ConceptSet, gathered: Gathered, path: Set<string>): void {
    const inner = (set.valueSet ?? []).map((canonical) => {
      const valueSet = this.#valueSets(withoutVersion(canonical));
      return valueSet === undefined ? undefined : this.#gather(valueSet, path);
    });
    if (set.system === undefined) {
      // A value set that includes several in one include means what they share; none of those at hand does so.
      for (const each of inner) {
        if (each === undefined) gathered.open.add(anySystem);
        else merge(each, gathered);
      }
      return;
    }
    const { system } = set;
    const codes = inner.length === 0 ? this.#codesOf(set) : undefined;
    if (codes !== undefined) {
      addCodes(gathered, system, codes);
      if (set.concept === undefined && set.filter === undefined) gathered.whole.add(system);
    } else if (set.filter === undefined && forms[system] !== undefined) gathered.forms.set(system, forms[system]);
    else if (regexOf(set) !== undefined) gathered.forms.set(system, regexOf(set)!);
    else gathered.open.add(system);
  }

  #exclude(set: ConceptSet, gathered: Gathered, path: Set<string>): void {
    if (set.system === undefined) {
      for (const canonical of set.valueSet ?? []) {
        const valueSet = this.#valueSets(withoutVersion(canonical));
        if (valueSet === undefined) continue;
        for (const [system, codes] of this.#gather(valueSet, path).codes) remove(gathered, system, codes);
      }
      return;
    }
    const codes = this.#codesOf(set);
    if (codes !== undefined) remove(gathered, set.system, codes);
  }

  /** The codes that a part of a value set names; undefined when the packages do not tell. */
  #codesOf({ system = '', concept, filter }: ConceptSet): Iterable<string> | undefined {
    if (concept !== undefined) return concept.map(({ code }) => code);
    const tree = this.#treeOf(system);
    if (tree === undefined) return undefined;
    let codes: readonly string[] = [...tree.keys()];
    for (const each of filter ?? []) {
      const holds = filterOf(each, tree);
      if (holds === undefined) return undefined;
      codes = codes.filter(holds);
    }
    return codes;
  }

  /** Every code of a complete code system with all codes above it. */
  #treeOf(system: string): ReadonlyMap<string, ReadonlySet<string>> | undefined {
    const url = withoutVersion(system);
    if (!this.#concepts.has(url)) {
      const complete = this.#codeSystems(url).filter(({ content }) => content === 'complete');
      const tree = new Map<string, Set<string>>();
      for (const { concept } of complete) addConcepts(concept, [], tree);
      this.#concepts.set(url, complete.length > 0 ? closed(tree) : undefined);
    }
    return this.#concepts.get(url);
  }
}

function addConcepts(
  concepts: readonly Concept[] | undefined,
  above: readonly string[],
  tree: Map<string, Set<string>>,
): void {
  for (const { code, concept, property } of concepts ?? []) {
    const parents = tree.get(code) ?? new Set();
    for (const each of above.slice(-1)) parents.add(each);
    for (const each of property ?? []) {
      // HL7 v3 writes its hierarchies so, because they are no trees.
      if ((each.code === 'subsumedBy' || each.code === 'parent') && each.valueCode !== undefined)
        parents.add(each.valueCode);
    }
    tree.set(code, parents);
    addConcepts(concept, [code], tree);
  }
}

/** Replaces the codes directly above by all codes above. */
function closed(tree: ReadonlyMap<string, Set<string>>): ReadonlyMap<string, ReadonlySet<string>> {
  const whole = new Map<string, ReadonlySet<string>>();
  const above = (code: string, found: Set<string>): Set<string> => {
    for (const parent of tree.get(code) ?? []) {
      if (found.has(parent)) continue;
      found.add(parent);
      above(parent, found);
    }
    return found;
  };
  for (const code of tree.keys()) whole.set(code, above(code, new Set()));
  return whole;
}

function filterOf(
  { property, op, value }: { readonly property: string; readonly op: string; readonly value: string },
  tree: ReadonlyMap<string, ReadonlySet<string>>,
): ((code: string) => boolean) | undefined {
  const below = (code: string): boolean => tree.get(code)?.has(value) === true;
  if (property !== 'concept') return undefined;
  switch (op) {
    case 'is-a':
      return (code) => code === value || below(code);
    case 'descendent-of':
      return below;
    case 'is-not-a':
      return (code) => code !== value && !below(code);
    default:
      return undefined;
  }
}

/** A filter that only says what a code looks like: `[A-Z]{2}` of ISO 3166. */
function regexOf({ filter }: ConceptSet): string | undefined {
  const [only, ...others] = filter ?? [];
  return others.length === 0 && only?.op === 'regex' && only.property === 'code' ? only.value : undefined;
}

function addExpansion(items: readonly ExpansionItem[] | undefined, gathered: Gathered): void {
  for (const { system, code, contains } of items ?? []) {
    if (system !== undefined && code !== undefined) addCodes(gathered, system, [code]);
    addExpansion(contains, gathered);
  }
}

function addCodes({ codes }: Gathered, system: string, added: Iterable<string>): void {
  const known = codes.get(system) ?? new Set();
  for (const code of added) known.add(code);
  codes.set(system, known);
}

function merge(from: Gathered, into: Gathered): void {
  for (const [system, codes] of from.codes) addCodes(into, system, codes);
  for (const system of from.whole) into.whole.add(system);
  for (const [system, form] of from.forms) into.forms.set(system, form);
  for (const system of from.open) into.open.add(system);
}

function remove({ codes, whole }: Gathered, system: string, gone: Iterable<string>): void {
  whole.delete(system);
  for (const code of gone) codes.get(system)?.delete(code);
}
