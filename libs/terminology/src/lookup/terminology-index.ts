import { PasserelleError, type Sha256 } from '@passerelle/kernel';
import { readFileSync } from 'node:fs';
import { canonicalUri, oidOfUri, uriOfOid } from '../code-systems.js';
import { hashCode } from '../index-file/code-hash.js';
import { decodeIndex, type DecodedIndex, type IndexColumns } from '../index-file/decode.js';
import type { Directory, SourceEntry, SystemEntry, ValueSetEntry } from '../index-file/directory.js';
import { conceptFlags, designationFields } from '../index-file/layout.js';
import { languageChain } from './language-chain.js';
import { MapRows } from './map-rows.js';
import { StringTable } from './string-table.js';
import type { Display, KnownConcept, MapRow, Provenance, Terminology } from './terminology.js';

const oidPrefix = 'urn:oid:';

/** Languages whose chain is remembered. A document may ask for any tag, so there is an end to remembering. */
const rememberedLanguages = 100;

const isKnown = conceptFlags.defined | conceptFlags.listed | conceptFlags.named;

/** An index that is open: a terminology, and what it is made of. */
export interface TerminologyIndex extends Terminology {
  readonly sources: readonly SourceEntry[];
  /** Sorted by URI; the concepts of one are those from its `start` up to the next one's. */
  readonly systems: readonly SystemEntry[];
  readonly valueSets: readonly ValueSetEntry[];
  readonly languages: readonly string[];
  /** Octets of the file. */
  readonly byteLength: number;
  /** Number of concepts, those included that only a map names. */
  readonly size: number;
  /** Every concept that is known, in the order of the file. */
  concepts(): IterableIterator<KnownConcept>;
  /** Members of a value set, as system and code. */
  members(valueSet: ValueSetEntry): IterableIterator<{ readonly system: string; readonly code: string }>;
  /** Every map row with the code it is for; forms stand as their form. */
  rows(): IterableIterator<{ readonly system: string; readonly code: string; readonly row: MapRow }>;
}

/**
 * Opens an index.
 * @param from - octets of the file, or its path; the octets are used where they lie and must not change afterwards
 * @throws PSR-7104 when it is damaged or no index; PSR-7105 when it is of another format; PSR-8002 when the file cannot
 *   be read
 */
export function openIndex(from: Uint8Array | string): TerminologyIndex {
  return new OpenIndex(decodeIndex(typeof from === 'string' ? readIndexFile(from) : from));
}

function readIndexFile(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new PasserelleError('PSR-8002', { file: path }, { cause });
  }
}

class OpenIndex implements TerminologyIndex {
  readonly version: string;
  readonly digest: Sha256;
  readonly byteLength: number;
  readonly size: number;
  private readonly directory: Directory;
  private readonly columns: IndexColumns;
  private readonly strings: StringTable;
  private readonly mapRows: MapRows;
  private readonly origins: readonly Provenance[];
  private readonly placeOfSystem = new Map<string, number>();
  private readonly placeOfValueSet = new Map<string, ValueSetEntry>();
  private readonly chains = new Map<string, readonly number[]>();

  constructor({ digest, directory, text, columns, concepts, byteLength }: DecodedIndex) {
    this.version = directory.version;
    this.digest = digest;
    this.directory = directory;
    this.columns = columns;
    this.strings = new StringTable(text, columns.strings);
    this.size = concepts;
    this.byteLength = byteLength;
    this.origins = directory.origins.map(({ name, version }) => ({ catalogue: name, version, digest }));
    this.nameSystems();
    this.nameValueSets();
    const nameOf = (concept: number) => this.nameOf(concept);
    this.mapRows = new MapRows({ directory, columns, strings: this.strings, origins: this.origins, nameOf });
  }

  get sources(): readonly SourceEntry[] {
    return this.directory.sources;
  }

  get systems(): readonly SystemEntry[] {
    return this.directory.systems;
  }

  get valueSets(): readonly ValueSetEntry[] {
    return this.directory.valueSets;
  }

  get languages(): readonly string[] {
    return this.directory.languages;
  }

  display(system: string, code: string, language: string): Display | undefined {
    const concept = this.find(system, code);
    if (concept < 0) return undefined;
    const { conceptDesignations, designations } = this.columns;
    const from = conceptDesignations[concept]! * designationFields.length;
    const to = conceptDesignations[concept + 1]! * designationFields.length;
    if (from === to) return undefined;
    for (const wanted of this.chainOf(language)) {
      for (let at = from; at < to; at += designationFields.length) {
        if (designations[at + designationFields.language] === wanted) return this.displayAt(at);
      }
    }
    return undefined;
  }

  has(system: string, code: string): boolean {
    const concept = this.find(system, code);
    return concept >= 0 && (this.columns.conceptFlags[concept]! & isKnown) !== 0;
  }

  concept(system: string, code: string): KnownConcept | undefined {
    const concept = this.find(system, code);
    return concept < 0 ? undefined : this.known(concept);
  }

  covers(system: string): boolean {
    const place = this.systemPlace(system);
    const entry = this.systems[place];
    if (entry === undefined) return false;
    if (entry.complete) return true;
    const { conceptFlags: flags } = this.columns;
    for (let at = entry.start; at < this.endOfSystem(place); at++)
      if ((flags[at]! & conceptFlags.listed) !== 0) return true;
    return false;
  }

  contains(valueSet: string, system: string, code: string): boolean | undefined {
    const entry = this.valueSet(valueSet);
    if (entry === undefined) return undefined;
    const concept = this.find(system, code);
    const isMember = concept >= 0 && this.isMember(entry, concept);
    if (entry.open === undefined) return isMember;
    const { include, exclude } = entry.open;
    if (isMember) return exclude ? undefined : true;
    return include.includes('*') || include.includes(canonicalUri(system)) ? undefined : false;
  }

  map(system: string, code: string, targetSystem?: string): readonly MapRow[] {
    if (code === '') return [];
    const concept = this.find(system, code);
    const rows = concept < 0 ? [] : this.mapRows.ofConcept(concept);
    const found = rows.length > 0 ? rows : this.mapRows.ofForm(this.systemPlace(system), code);
    if (targetSystem === undefined) return found;
    const target = canonicalUri(targetSystem);
    return found.filter((row) => row.system === target);
  }

  valueSetUrl(name: string): string | undefined {
    return this.valueSet(name)?.url;
  }

  uriOfOid(oid: string): string | undefined {
    const place = this.placeOfSystem.get(`${oidPrefix}${oid}`);
    if (place !== undefined) return this.systems[place]!.uri;
    const uri = uriOfOid(oid);
    return uri.startsWith(oidPrefix) ? undefined : uri;
  }

  oidsOf(system: string): readonly string[] {
    const place = this.systemPlace(system);
    const own = oidOfUri(system);
    const oids = place < 0 ? [] : this.systems[place]!.oids;
    return own === undefined ? oids : [own, ...oids.filter((oid) => oid !== own)];
  }

  *concepts(): IterableIterator<KnownConcept> {
    for (let concept = 0; concept < this.size; concept++) {
      const known = this.known(concept);
      if (known !== undefined) yield known;
    }
  }

  *members({ start, count }: ValueSetEntry): IterableIterator<{ system: string; code: string }> {
    for (let at = start; at < start + count; at++) yield this.nameOf(this.columns.members[at]!);
  }

  *rows(): IterableIterator<{ system: string; code: string; row: MapRow }> {
    for (let concept = 0; concept < this.size; concept++) {
      for (const row of this.mapRows.ofConcept(concept)) yield { ...this.nameOf(concept), row };
    }
    for (const form of this.directory.forms) {
      yield { system: this.systems[form.system]!.uri, code: form.form, row: this.mapRows.formRow(form, form.form) };
    }
  }

  private nameSystems(): void {
    // What a system calls itself goes before what another gives it for a second name.
    for (const [place, { uri }] of this.systems.entries()) this.placeOfSystem.set(uri, place);
    for (const [place, { oids, otherUris }] of this.systems.entries()) {
      for (const name of [...oids.map((oid) => `${oidPrefix}${oid}`), ...otherUris]) {
        if (!this.placeOfSystem.has(name)) this.placeOfSystem.set(name, place);
      }
    }
  }

  private nameValueSets(): void {
    for (const entry of this.valueSets) this.placeOfValueSet.set(entry.url, entry);
    for (const entry of this.valueSets) {
      for (const oid of entry.oids) this.placeOfValueSet.set(oid, entry).set(`${oidPrefix}${oid}`, entry);
    }
  }

  private systemPlace(system: string): number {
    return this.placeOfSystem.get(system) ?? this.placeOfSystem.get(canonicalUri(system)) ?? -1;
  }

  private endOfSystem(place: number): number {
    return this.systems[place + 1]?.start ?? this.size;
  }

  /** The place of a concept, or -1. */
  private find(system: string, code: string): number {
    const place = this.systemPlace(system);
    if (place < 0) return -1;
    const { slots, conceptSystem, conceptCode } = this.columns;
    const mask = slots.length - 1;
    for (let slot = hashCode(place, code) & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const concept = slots[slot]! - 1;
      if (conceptSystem[concept] === place && this.strings.spells(conceptCode[concept]!, code)) return concept;
    }
    return -1;
  }

  private nameOf(concept: number): { system: string; code: string } {
    const { conceptSystem, conceptCode } = this.columns;
    return { system: this.systems[conceptSystem[concept]!]!.uri, code: this.strings.at(conceptCode[concept]!) };
  }

  private chainOf(language: string): readonly number[] {
    let chain = this.chains.get(language);
    if (chain === undefined) {
      chain = languageChain(language, this.languages);
      if (this.chains.size < rememberedLanguages) this.chains.set(language, chain);
    }
    return chain;
  }

  private displayAt(at: number): Display {
    const { designations } = this.columns;
    return {
      display: this.strings.at(designations[at + designationFields.text]!),
      language: this.languages[designations[at + designationFields.language]!]!,
      source: this.origins[designations[at + designationFields.origin]!]!,
    };
  }

  private known(concept: number): KnownConcept | undefined {
    const flags = this.columns.conceptFlags[concept]!;
    if ((flags & isKnown) === 0) return undefined;
    const displays: Display[] = [];
    const { conceptDesignations } = this.columns;
    for (let at = conceptDesignations[concept]!; at < conceptDesignations[concept + 1]!; at++) {
      displays.push(this.displayAt(at * designationFields.length));
    }
    return {
      ...this.nameOf(concept),
      inactive: (flags & conceptFlags.inactive) !== 0,
      defined: (flags & conceptFlags.defined) !== 0,
      displays,
    };
  }

  private valueSet(name: string): ValueSetEntry | undefined {
    const bar = name.indexOf('|');
    const canonical = bar < 0 ? name : name.slice(0, bar);
    const entry = this.placeOfValueSet.get(canonical);
    // Another version may have other members, and nobody knows which.
    return bar < 0 || entry?.version === name.slice(bar + 1) ? entry : undefined;
  }

  private isMember({ start, count }: ValueSetEntry, concept: number): boolean {
    const { members } = this.columns;
    let low = start;
    let high = start + count - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const member = members[middle]!;
      if (member === concept) return true;
      if (member < concept) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }
}
