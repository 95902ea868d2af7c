import type { ValueSetEntry } from '../index-file/directory.js';
import { isForm } from '../lookup/code-form.js';
import type { TerminologyIndex } from '../lookup/terminology-index.js';
import type { Terminology } from '../lookup/terminology.js';

/** How much an index holds of one code system. */
export interface SystemCensus {
  readonly uri: string;
  readonly name?: string;
  readonly oids: readonly string[];
  readonly versions: readonly string[];
  /** Whether a source holds all its concepts. */
  readonly complete: boolean;
  readonly concepts: number;
  readonly inactive: number;
}

/** How much an index holds of one concept map. */
export interface MapCensus {
  readonly catalogue: string;
  readonly version: string;
  readonly rows: number;
  /** Rows whose target is no code of the terminology although other codes of its system are: they have grown old. */
  readonly stale: number;
}

/** What an index holds. */
export interface Census {
  readonly systems: readonly SystemCensus[];
  readonly languages: readonly { readonly language: string; readonly displays: number }[];
  readonly valueSets: readonly ValueSetEntry[];
  readonly maps: readonly MapCensus[];
}

/**
 * Counts what an index holds, code system by code system and language by language.
 * @param terminology - all layers of the node: the targets of a map may be in another than the map
 */
export function takeCensus(index: TerminologyIndex, terminology: Terminology = index): Census {
  const systems = new Map<string, { concepts: number; inactive: number }>();
  const languages = new Map<string, number>();
  for (const { system, inactive, displays } of index.concepts()) {
    const counted = systems.get(system) ?? { concepts: 0, inactive: 0 };
    systems.set(system, { concepts: counted.concepts + 1, inactive: counted.inactive + (inactive ? 1 : 0) });
    for (const { language } of displays) languages.set(language, (languages.get(language) ?? 0) + 1);
  }
  return {
    systems: index.systems.flatMap(({ uri, name, oids, versions, complete }) => {
      const counted = systems.get(uri);
      return counted === undefined
        ? []
        : [{ uri, ...(name !== undefined && { name }), oids, versions, complete, ...counted }];
    }),
    languages: [...languages]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([language, displays]) => ({ language, displays })),
    valueSets: index.valueSets,
    maps: countMaps(index, terminology),
  };
}

function countMaps(index: TerminologyIndex, terminology: Terminology): MapCensus[] {
  const maps = new Map<string, MapCensus>();
  for (const { row, code } of index.rows()) {
    const { catalogue, version } = row.source;
    const key = `${catalogue} ${version}`;
    const counted = maps.get(key) ?? { catalogue, version, rows: 0, stale: 0 };
    const stale = !isForm(code) && terminology.covers(row.system) && !terminology.has(row.system, row.code);
    maps.set(key, { ...counted, rows: counted.rows + 1, stale: counted.stale + (stale ? 1 : 0) });
  }
  return [...maps.values()];
}
