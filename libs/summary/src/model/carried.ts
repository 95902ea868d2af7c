import type { Identifier } from '@passerelle/kernel';
import type { Coded } from './coded.js';

/** What every entry carries, whatever its concept. */
export interface Carried {
  /** Place in the source: an absolute XPath of the CDA entry, or the FHIRPath of the Bundle entry. Key of the loss report. */
  readonly path: string;
  readonly identifiers: readonly Identifier[];
  /** The text of the narrative that the entry refers to, resolved. */
  readonly text?: string;
  /** Parts of the source entry that this model has no place for, named in the field's words; they go to the loss report. */
  readonly omitted?: readonly string[];
}

/** A statement that there is nothing, or that nothing is known: never silence. That nobody asked is said of a section. */
export interface Absence extends Carried {
  readonly kind: 'absence';
  readonly meaning: 'none-known' | 'no-information';
  /** The statement as coded in the source. */
  readonly code?: Coded;
}

/** An entry this model does not know yet. Its content is carried as text in the narrative and reported, never dropped. */
export interface Unmodelled extends Carried {
  readonly kind: 'unmodelled';
  /** Everything legible of it: displays, codes, values and dates in document order. */
  readonly summary: string;
  /** Why it is not structured: `section not modelled`, `no clinical statement of this concept`. */
  readonly reason: string;
}

/** How a part that the head of a document left out is told: the report has rows for entries only. */
export function leftOutOfHeader(part: string): string {
  return `Left out of the header: ${part}.`;
}
