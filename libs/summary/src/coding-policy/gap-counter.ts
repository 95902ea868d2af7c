import type { CodeCoverage } from './coverage.js';
import { reportableCode, reportableSystem } from './reportable.js';

/** A code that is missing, and how often it was. */
export interface CountedGap {
  readonly element: string;
  /** Empty where it is not named by a URI. */
  readonly system: string;
  /** Empty where what stood in the place of a code does not look like one. */
  readonly code: string;
  readonly reason: string;
  readonly count: number;
}

/** What a counter has counted, as it is stored: nothing in it says whose codes they were, or when. */
export interface CodeGapSnapshot {
  readonly documents: number;
  readonly codings: number;
  /** Gaps that found no place of their own any more. */
  readonly others: number;
  /** The most frequent first. */
  readonly gaps: readonly CountedGap[];
}

/** Distinct gaps that are kept apart: far more than a country has local codes for. */
const mostGaps = 10_000;

/**
 * Counts the codes that translations could not transcode or translate, over many documents, so that whoever keeps the
 * maps knows which to add first. It keeps codes and counts, and no trace of document, person or time.
 */
export class CodeGapCounter {
  private documents = 0;
  private codings = 0;
  private others = 0;
  private readonly counts = new Map<string, Omit<CountedGap, 'count'> & { count: number }>();

  /** @param from - what was counted earlier */
  constructor(from?: CodeGapSnapshot) {
    if (from !== undefined) this.add(from);
  }

  /** Adds what another counter has counted. */
  add({ documents, codings, others, gaps }: CodeGapSnapshot): void {
    this.documents += documents;
    this.codings += codings;
    this.others += others;
    for (const { element, system, code, reason, count } of gaps) this.addGap({ element, system, code, reason }, count);
  }

  /** Counts one document. */
  count({ codings, gaps }: CodeCoverage): void {
    this.documents++;
    this.codings += codings;
    for (const { element, system, code, reason } of gaps) {
      this.addGap({ element, system: reportableSystem(system), code: reportableCode(code), reason }, 1);
    }
  }

  /** What was counted so far. */
  snapshot(): CodeGapSnapshot {
    const gaps = [...this.counts.values()].map((gap) => ({ ...gap }));
    gaps.sort((a, b) => b.count - a.count || (keyOf(a) < keyOf(b) ? -1 : 1));
    return { documents: this.documents, codings: this.codings, others: this.others, gaps };
  }

  private addGap(gap: Omit<CountedGap, 'count'>, count: number): void {
    const key = keyOf(gap);
    const counted = this.counts.get(key);
    if (counted !== undefined) counted.count += count;
    else if (this.counts.size < mostGaps) this.counts.set(key, { ...gap, count });
    else this.others += count;
  }
}

function keyOf({ element, system, code, reason }: Omit<CountedGap, 'count'>): string {
  return `${element}\n${system}\n${code}\n${reason}`;
}
