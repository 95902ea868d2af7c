import { systemName } from '../code-systems.js';
import { encodeIndex, type ConceptContent, type IndexContent } from '../index-file/encode.js';
import { relationships } from '../index-file/directory.js';
import { conceptFlags } from '../index-file/layout.js';
import type { ConceptDraft, RowDraft, SystemDraft } from './drafts.js';
import type { Gathering } from './gathering.js';
import { ValueSetResolver } from './value-sets.js';

/**
 * Compiles what was gathered into the octets of an index: sorts systems, concepts and value sets, finds the members of the
 * value sets, and writes. The same sources in the same order give the same octets.
 * @throws PSR-7103 when the index would be too large
 */
export function compileIndex(gathering: Gathering): Buffer {
  // Members first: a value set may list codes, and name systems, that nothing else has.
  const valueSets = resolvedValueSets(gathering);
  const systems = [...gathering.systems.values()].sort((a, b) => order(a.uri, b.uri));
  const concepts = place(systems);
  const languages = [...new Set(concepts.flatMap(({ displays }) => displays.map(({ language }) => language)))].sort(
    order,
  );
  const targetOf = ({ targetSystem, targetCode }: RowDraft): number =>
    gathering.concept(gathering.system(targetSystem), targetCode).place;
  const contentOf = ({ code, flags, displays, rows }: ConceptDraft): ConceptContent => ({
    code,
    flags,
    designations: displays
      .map(({ language, text, origin }) => ({ language: languages.indexOf(language), text, origin }))
      .sort((a, b) => a.language - b.language),
    rows: rows.map(({ targetSystem: _system, targetCode: _code, ...row }, at) => ({
      ...row,
      target: targetOf(rows[at]!),
      relationship: relationships.indexOf(row.relationship),
    })),
  });
  const placeOf = new Map(systems.map(({ uri }, at) => [uri, at]));
  const content: IndexContent = {
    version: gathering.sources.map(({ name, version }) => `${name} ${version}`).join(', '),
    sources: gathering.sources,
    origins: gathering.origins,
    languages,
    systems: systems.map((system) => ({ ...namesOf(system), concepts: sorted(system).map(contentOf) })),
    valueSets: valueSets.map(({ draft, resolved: { members, open } }) => ({
      url: draft.url,
      oids: [...draft.oids],
      ...(draft.name !== undefined && { name: draft.name }),
      ...(draft.version !== undefined && { version: draft.version }),
      origin: draft.origin,
      members: Uint32Array.from(members, (member) => member.place).sort(),
      ...(open !== undefined && { open }),
    })),
    forms: gathering.forms.map(({ system, targetSystem, ...form }) => ({
      ...form,
      system: placeOf.get(system)!,
      targetSystem: placeOf.get(targetSystem)!,
    })),
  };
  return encodeIndex(content);
}

/** Texts by their UTF-16 units: the same everywhere, whatever the locale. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sorted(system: SystemDraft): ConceptDraft[] {
  return [...system.concepts.values()].sort((a, b) => order(a.code, b.code));
}

/** Gives every concept its place. @returns all of them, in the order of their places */
function place(systems: readonly SystemDraft[]): ConceptDraft[] {
  const concepts = systems.flatMap(sorted);
  for (const [at, concept] of concepts.entries()) concept.place = at;
  return concepts;
}

function resolvedValueSets(gathering: Gathering) {
  const resolver = new ValueSetResolver(gathering);
  const drafts = [...gathering.valueSets].sort((a, b) => order(a.url, b.url));
  const resolved = drafts.map((draft) => ({ draft, resolved: resolver.resolve(draft) }));
  for (const { resolved: each } of resolved) for (const member of each.members) member.flags |= conceptFlags.listed;
  return resolved;
}

function namesOf({ uri, name: given, oids, otherUris, versions, complete }: SystemDraft) {
  // A code system that countries share has one name here, whatever its packages call it.
  const name = systemName(uri) ?? given;
  return {
    uri,
    ...(name !== undefined && { name }),
    oids: [...oids],
    otherUris: [...otherUris],
    versions: [...versions],
    complete,
  };
}
