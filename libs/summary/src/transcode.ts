import type { Catalogue, TranscodingProvenance } from '@passerelle/terminology';
import { mapCodings } from './model/codings.js';
import type { Coding } from './model/coded.js';
import type { Entry } from './model/entry.js';
import type { PatientSummary, Section } from './model/summary.js';

/** A summary in European codes, and where they came from. */
export interface TranscodedSummary {
  readonly summary: PatientSummary;
  /** For each entry that was transcoded, by its path, the rows of the catalogue that were used, in order. */
  readonly provenance: ReadonlyMap<string, readonly TranscodingProvenance[]>;
  /** Rows used for the header and the names of sections. */
  readonly headerProvenance: readonly TranscodingProvenance[];
}

/**
 * Puts the European code in the place of every national code that the catalogue knows; the national code stays inside as
 * its translation (myhealtheu-wire.md section 13.7). Codes the catalogue does not know stay as they are.
 */
export function transcodeSummary(summary: PatientSummary, catalogue: Catalogue): TranscodedSummary {
  const provenance = new Map<string, readonly TranscodingProvenance[]>();
  const headerProvenance: TranscodingProvenance[] = [];
  const into = (used: TranscodingProvenance[]) => (coding: Coding) => {
    const transcoding = catalogue.transcode(coding);
    if (transcoding === undefined) return coding;
    used.push(transcoding.provenance);
    return transcoding.coding;
  };
  const transcodeEntry = (entry: Entry): Entry => {
    const used: TranscodingProvenance[] = [];
    const transcoded = mapCodings(entry, into(used));
    // Two entries have one path where the source has one place for both.
    if (used.length > 0) provenance.set(entry.path, [...(provenance.get(entry.path) ?? []), ...used]);
    return transcoded;
  };
  const transcodeSection = (section: Section): Section => ({
    ...section,
    code: mapCodings(section.code, into(headerProvenance)),
    entries: section.entries.map(transcodeEntry),
  });
  return {
    summary: {
      ...summary,
      header: mapCodings(summary.header, into(headerProvenance)),
      sections: summary.sections.map(transcodeSection),
    },
    provenance,
    headerProvenance,
  };
}
