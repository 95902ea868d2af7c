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

/** Codes of one element and code system that lack the same. The codes themselves are the patient's and stand nowhere here. */
export interface CodeGapCount {
  /** Concept and path in its model: `medications.route`. */
  readonly element: string;
  /** Empty where it is not named by a URI. */
  readonly system: string;
  /** `no-map`, `outside-value-set`, ...: see GapReason of the terminology. */
  readonly reason: string;
  /** What eHDSI asks of the element: `R`, `RNFA` or `O`. */
  readonly usage?: string;
  readonly count: number;
}

/** How the codes fared, and by which catalogue. */
export interface CodeAccount {
  readonly catalogue: { readonly version: string; readonly digest: Sha256 };
  /** BCP 47, where displays were translated. */
  readonly language?: string;
  /** Codes looked at, and those of them that got another code or display. */
  readonly codings: number;
  readonly changed: number;
  readonly gaps: readonly CodeGapCount[];
}

/** The account of a translation. It holds places and codes of the format, never clinical content or names. */
export interface LossReport {
  readonly source: { readonly format: string; readonly sha256: Sha256; readonly language: string };
  readonly target: { readonly format: string; readonly sha256: Sha256 };
  readonly entries: readonly LossReportEntry[];
  readonly totals: Readonly<Record<Outcome, number>> & { readonly entries: number };
  /** Left out where there was no catalogue. */
  readonly codes?: CodeAccount;
  /** What a reader should know of the document as a whole, as sentences without personal data. */
  readonly warnings: readonly string[];
}
