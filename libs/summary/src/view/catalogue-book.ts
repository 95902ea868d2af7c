import type { CodeProvenance } from '@passerelle/terminology';
import type { LookedUpSummary } from '../coding-policy/coverage.js';
import type { CatalogueView } from './view-model.js';

/** Where the codes and the names of codes that a view shows come from, as far as the source did not give them itself. */
export class CatalogueBook {
  private readonly noted = new Map<string, Omit<CatalogueView, 'names'> & { readonly names: Set<string> }>();

  /** Opens the book with what was done to the codes of the summary before it is shown. */
  constructor(before: Pick<LookedUpSummary, 'provenance' | 'headerProvenance'> | undefined) {
    for (const each of before?.headerProvenance ?? []) this.note(each);
    for (const used of before?.provenance.values() ?? []) for (const each of used) this.note(each);
  }

  /** Notes a map that gave a code, or a catalogue that gave the name of one. */
  note({ kind, catalogue, version, digest }: CodeProvenance): void {
    const gives = kind === 'map' ? 'codes' : 'names';
    const key = `${gives} ${version} ${digest}`;
    const noted = this.noted.get(key) ?? { names: new Set(), version, digest, gives };
    noted.names.add(catalogue);
    this.noted.set(key, noted);
  }

  /** All that were noted: maps before catalogues of names; those of one version and index together. */
  catalogues(): CatalogueView[] {
    return [...this.noted]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, { names, ...view }]) => ({ ...view, names: [...names].sort() }));
  }
}
