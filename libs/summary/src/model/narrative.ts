/**
 * Narrative as a small tree in XHTML's words, whatever format it came from, so that tables stay tables on both sides.
 * Only the names listed here exist; a reader drops the markup of anything else and keeps its text, so neither script
 * nor external reference can pass.
 */
export type NarrativeName =
  | 'div'
  | 'p'
  | 'span'
  | 'b'
  | 'i'
  | 'u'
  | 'br'
  | 'ul'
  | 'ol'
  | 'li'
  | 'table'
  | 'caption'
  | 'thead'
  | 'tbody'
  | 'tfoot'
  | 'tr'
  | 'th'
  | 'td'
  | 'sub'
  | 'sup';

/** Text or an element of the narrative. */
export type NarrativeNode = string | NarrativeElement;

/** One element of the narrative. */
export interface NarrativeElement {
  readonly name: NarrativeName;
  /** Target of references from entries (CDA ID, XHTML id). */
  readonly id?: string;
  readonly colspan?: string;
  readonly rowspan?: string;
  readonly children: readonly NarrativeNode[];
}

/** The human-readable part of a section. */
export type Narrative = readonly NarrativeNode[];
