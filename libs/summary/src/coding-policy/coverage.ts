import type { CodeProvenance, GapReason } from '@passerelle/terminology';
import type { Coding } from '../model/coded.js';
import type { PatientSummary } from '../model/summary.js';
import type { CodeUsage } from './coded-elements.js';

/** A code that lacks something: no European code, or no words in the reader's language. */
export interface CodeGap {
  /** Concept and path in its model: `medications.route`. */
  readonly element: string;
  readonly system: string;
  readonly code: string;
  readonly reason: GapReason;
  /** What the policy asks of the element; left out where it does not name it. */
  readonly usage?: CodeUsage;
  /** The coding as it stands in the summary. */
  readonly coding: Coding;
}

/** How the codes of a summary fared. */
export interface CodeCoverage {
  /** Codes looked at. */
  readonly codings: number;
  /** Codes that got another code or another display. */
  readonly changed: number;
  readonly gaps: readonly CodeGap[];
}

/** A summary whose codes were looked up, and what came of it. */
export interface LookedUpSummary {
  readonly summary: PatientSummary;
  /** For each entry, by its path, where what changed comes from, in order. */
  readonly provenance: ReadonlyMap<string, readonly CodeProvenance[]>;
  /** The same for the header and the names of sections. */
  readonly headerProvenance: readonly CodeProvenance[];
  readonly coverage: CodeCoverage;
}
