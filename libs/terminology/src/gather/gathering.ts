import { canonicalUri } from '../code-systems.js';
import type { OriginEntry } from '../index-file/directory.js';
import type { ConceptDraft, FormDraft, RowDraft, SourceDraft, SystemDraft, ValueSetDraft } from './drafts.js';

/** Who gives a display, the least first: within one source, the more particular goes before the others. */
export type DisplayRank = 'value-set' | 'code-system' | 'display-file';
const displayRanks: readonly DisplayRank[] = ['value-set', 'code-system', 'display-file'];

/** What a value set is called. */
export interface ValueSetNames {
  /** Canonical URL; left out where only an OID is known. */
  readonly url?: string;
  readonly oids: readonly string[];
}

/**
 * Everything the sources say, brought together: the same code system, concept and value set of several sources become
 * one. Sources are read one after the other, and the later goes before the earlier: its displays replace those of the
 * same language, its value set the whole of the earlier one.
 */
export class Gathering {
  readonly sources: SourceDraft[] = [];
  readonly origins: OriginEntry[] = [];
  readonly systems = new Map<string, SystemDraft>();
  readonly valueSets = new Set<ValueSetDraft>();
  readonly forms: FormDraft[] = [];
  private readonly valueSetOfUrl = new Map<string, ValueSetDraft>();
  private readonly valueSetOfOid = new Map<string, ValueSetDraft>();

  /** Begins a source. @returns its place */
  source(draft: SourceDraft): number {
    return this.sources.push(draft) - 1;
  }

  /** Registers the resource or file that speaks. @returns its place */
  origin(entry: OriginEntry): number {
    return this.origins.push(entry) - 1;
  }

  /** The code system of a URI, made where it is new. */
  system(uri: string): SystemDraft {
    const canonical = canonicalUri(uri);
    let system = this.systems.get(canonical);
    if (system === undefined) {
      system = {
        uri: canonical,
        name: undefined,
        oids: new Set(),
        otherUris: new Set(),
        versions: new Set(),
        complete: false,
        subsumes: true,
        concepts: new Map(),
      };
      this.systems.set(canonical, system);
    }
    return system;
  }

  /** The concept of a code, made where it is new, without saying that anybody knows it. */
  concept(system: SystemDraft, code: string): ConceptDraft {
    let concept = system.concepts.get(code);
    if (concept === undefined) {
      concept = { code, flags: 0, displays: [], rows: [], parents: undefined, properties: undefined, place: -1 };
      system.concepts.set(code, concept);
    }
    return concept;
  }

  /**
   * Gives a concept a display. Line breaks, which some exports have in the middle of words for people, become spaces.
   * @param language - BCP 47 in canonical case
   */
  display(concept: ConceptDraft, language: string, written: string, origin: number, by: DisplayRank): void {
    const text = written.replace(/\s+/g, ' ').trim();
    const rank = this.origins[origin]!.source * displayRanks.length + displayRanks.indexOf(by);
    const at = concept.displays.findIndex((display) => display.language === language);
    if (at < 0) concept.displays.push({ language, text, origin, rank });
    else if (concept.displays[at]!.rank < rank) concept.displays[at] = { language, text, origin, rank };
  }

  /** Adds a row for a form of codes. */
  form(draft: FormDraft): void {
    this.system(draft.system);
    this.system(draft.targetSystem);
    this.forms.push(draft);
  }

  /** Adds a map row. */
  row(system: string, code: string, row: RowDraft): void {
    this.concept(this.system(row.targetSystem), row.targetCode);
    this.concept(this.system(system), code).rows.push(row);
  }

  /**
   * Adds a value set in the place of one that is already known by the same URL, or by the same OID where one of the two
   * has no URL of its own: that is how the forms of the European catalogue are joined. Two value sets with URLs of their
   * own stay two even if somebody gave both one OID; the OID then leads to the later.
   */
  valueSet({ url, oids }: ValueSetNames, rest: Omit<ValueSetDraft, 'url' | 'oids'>): void {
    const same = this.sameValueSet(url, oids);
    const draft: ValueSetDraft = same ?? { ...rest, url: url ?? oidUrl(oids), oids: new Set() };
    if (same !== undefined) Object.assign(same, rest, { name: rest.name ?? same.name });
    if (url !== undefined) draft.url = url;
    for (const oid of oids) {
      this.valueSetOfOid.get(oid)?.oids.delete(oid);
      draft.oids.add(oid);
      this.valueSetOfOid.set(oid, draft);
    }
    this.valueSetOfUrl.set(draft.url, draft);
    this.valueSets.add(draft);
  }

  /** The value set of a canonical URL or `urn:oid:`. */
  valueSetNamed(name: string): ValueSetDraft | undefined {
    return this.valueSetOfUrl.get(name) ?? this.valueSetOfOid.get(name.replace(/^urn:oid:/, ''));
  }

  private sameValueSet(url: string | undefined, oids: readonly string[]): ValueSetDraft | undefined {
    const ofUrl = url === undefined ? undefined : this.valueSetOfUrl.get(url);
    if (ofUrl !== undefined) return ofUrl;
    const ofOid = oids.map((oid) => this.valueSetOfOid.get(oid)).find((draft) => draft !== undefined);
    const nameless = url === undefined || ofOid?.url.startsWith('urn:oid:') === true;
    return nameless ? ofOid : undefined;
  }
}

function oidUrl([oid = '']: readonly string[]): string {
  return `urn:oid:${oid}`;
}
