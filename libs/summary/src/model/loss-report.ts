import type { Sha256 } from '@passerelle/kernel';

/** Where one entry of the source went. */
export type Outcome = 'carried' | 'transcoded' | 'narrative-only' | 'not-carried';

/** One row for each `entry` element of a CDA's sections, or each resource that a section of a Bundle refers to. */
export interface LossReportEntry {
  /** LOINC code of the section the entry stands in; empty where the section has no code. */
  readonly section: string;
  /** Place in the source. */
  readonly path: string;
  readonly outcome: Outcome;
  /** Why an outcome is not plain `carried`, and which parts of a carried entry were left out. */
  readonly reason?: string;
  /** Place in the target. */
  readonly target?: string;
}

/** The account of a translation. It holds places and codes of the format, never clinical content or names. */
export interface LossReport {
  readonly source: { readonly format: string; readonly sha256: Sha256; readonly language: string };
  readonly target: { readonly format: string; readonly sha256: Sha256 };
  readonly entries: readonly LossReportEntry[];
  readonly totals: Readonly<Record<Outcome, number>> & { readonly entries: number };
  /** What a reader should know of the document as a whole, as sentences without personal data. */
  readonly warnings: readonly string[];
}
