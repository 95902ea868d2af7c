import type { TerminologyIndex } from '../lookup/terminology-index.js';
import type { KnownConcept, MapRow } from '../lookup/terminology.js';

/** A display that is another than before. */
export interface RenamedCode {
  readonly system: string;
  readonly code: string;
  readonly language: string;
  /** Left out where there was none, or is none any more. */
  readonly from?: string;
  readonly to?: string;
}

/** A code. */
export interface NamedCode {
  readonly system: string;
  readonly code: string;
  /** Its display, English where there is one. */
  readonly display?: string;
}

/** A map row that came, went or leads elsewhere. */
export interface RemappedCode {
  readonly system: string;
  readonly code: string;
  readonly scope?: string;
  /** `system|code` of the targets. */
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** What changed among some codes. */
export interface CodeDifferences {
  readonly added: readonly NamedCode[];
  readonly removed: readonly NamedCode[];
  readonly renamed: readonly RenamedCode[];
}

/** What changed in a value set; a set that is new or gone has only added or only removed codes. */
export interface ValueSetDifferences extends CodeDifferences {
  readonly url: string;
  readonly name?: string;
  readonly state: 'new' | 'gone' | 'changed';
  /** Rows with a target in it. */
  readonly remapped: readonly RemappedCode[];
}

/** What is different between two indexes. */
export interface Differences extends CodeDifferences {
  /** Those of codes that no value set of either lists. */
  readonly remapped: readonly RemappedCode[];
  /** Value sets with a difference. */
  readonly valueSets: readonly ValueSetDifferences[];
}

/** Compares two indexes: codes, their displays, value sets and maps. */
export function compareIndexes(before: TerminologyIndex, after: TerminologyIndex): Differences {
  const codes = compareCodes(before, after);
  const remapped = compareMaps(before, after);
  const renamedOf = grouped(codes.renamed);
  const remappedOf = new Map<string, RemappedCode[]>();
  for (const each of remapped) {
    for (const target of new Set([...each.from, ...each.to])) append(remappedOf, target, each);
  }
  const sets = [before, after].map((index) => new Map(index.valueSets.map((each) => [each.url, each])));
  const urls = [...new Set(sets.flatMap((each) => [...each.keys()]))].sort();
  const seen = new Set<RemappedCode>();
  const valueSets = urls.flatMap((url): ValueSetDifferences[] => {
    const [old, current] = sets.map((each) => each.get(url));
    const [oldCodes, currentCodes] = [membersOf(before, old), membersOf(after, current)];
    const all = new Set([...oldCodes.keys(), ...currentCodes.keys()]);
    const touched = new Set([...all].flatMap((key) => remappedOf.get(key) ?? []));
    for (const each of touched) seen.add(each);
    const found: ValueSetDifferences = {
      url,
      ...((current ?? old)?.name !== undefined && { name: (current ?? old)!.name! }),
      state: old === undefined ? 'new' : current === undefined ? 'gone' : 'changed',
      added: [...currentCodes].flatMap(([key, code]) => (oldCodes.has(key) ? [] : [withDisplay(code, after)])),
      removed: [...oldCodes].flatMap(([key, code]) => (currentCodes.has(key) ? [] : [withDisplay(code, before)])),
      renamed: [...currentCodes.keys()].flatMap((key) => (oldCodes.has(key) ? (renamedOf.get(key) ?? []) : [])),
      remapped: [...touched],
    };
    const same = found.added.length + found.removed.length + found.renamed.length + found.remapped.length === 0;
    return same && found.state === 'changed' ? [] : [found];
  });
  return { ...codes, remapped: remapped.filter((each) => !seen.has(each)), valueSets };
}

type Code = Omit<NamedCode, 'display'>;

function keyOf({ system, code }: Code): string {
  return `${system}|${code}`;
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function grouped(renamed: readonly RenamedCode[]): ReadonlyMap<string, RenamedCode[]> {
  const groups = new Map<string, RenamedCode[]>();
  for (const each of renamed) append(groups, keyOf(each), each);
  return groups;
}

function membersOf(
  index: TerminologyIndex,
  valueSet: TerminologyIndex['valueSets'][number] | undefined,
): Map<string, Code> {
  return new Map(valueSet === undefined ? [] : [...index.members(valueSet)].map((code) => [keyOf(code), code]));
}

function withDisplay({ system, code }: Code, index: TerminologyIndex): NamedCode {
  return named({ system, code, displays: index.concept(system, code)?.displays ?? [] });
}

function named({ system, code, displays }: Pick<KnownConcept, 'system' | 'code' | 'displays'>): NamedCode {
  const display = displays.find(({ language }) => /^en\b/.test(language)) ?? displays[0];
  return { system, code, ...(display !== undefined && { display: display.display }) };
}

function compareCodes(before: TerminologyIndex, after: TerminologyIndex): CodeDifferences {
  const added: NamedCode[] = [];
  const renamed: RenamedCode[] = [];
  for (const concept of after.concepts()) {
    const old = before.concept(concept.system, concept.code);
    if (old === undefined) added.push(named(concept));
    else renamed.push(...compareDisplays(old, concept));
  }
  const removed = [...before.concepts()].filter(({ system, code }) => !after.has(system, code)).map(named);
  return { added, removed, renamed };
}

function compareDisplays(old: KnownConcept, current: KnownConcept): RenamedCode[] {
  const { system, code } = current;
  const [from, to] = [old, current].map(
    ({ displays }) => new Map(displays.map(({ language, display }) => [language, display])),
  ) as [Map<string, string>, Map<string, string>];
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((language) => {
    const [was, is] = [from.get(language), to.get(language)];
    if (was === is) return [];
    return [{ system, code, language, ...(was !== undefined && { from: was }), ...(is !== undefined && { to: is }) }];
  });
}

function compareMaps(before: TerminologyIndex, after: TerminologyIndex): RemappedCode[] {
  const questions = new Map<
    string,
    { system: string; code: string; scope: string | undefined; from: string[]; to: string[] }
  >();
  const gather = (index: TerminologyIndex, side: 'from' | 'to'): void => {
    for (const { system, code, row } of index.rows()) {
      const key = `${system}|${code}|${row.scope ?? ''}`;
      const question = questions.get(key) ?? { system, code, scope: row.scope, from: [], to: [] };
      question[side].push(targetOf(row));
      questions.set(key, question);
    }
  };
  gather(before, 'from');
  gather(after, 'to');
  return [...questions.values()].flatMap(({ system, code, scope, from, to }) => {
    const same = [...new Set(from)].sort().join('\n') === [...new Set(to)].sort().join('\n');
    return same ? [] : [{ system, code, ...(scope !== undefined && { scope }), from, to }];
  });
}

function targetOf(row: MapRow): string {
  return keyOf(row);
}
