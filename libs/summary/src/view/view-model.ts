import type { Moment } from '../model/moment.js';
import type { Narrative } from '../model/narrative.js';
import type { ViewLanguage } from './words/index.js';

/** Words of the source, or of a code, with the language they are in. */
export interface Phrase {
  readonly text: string;
  /** BCP 47; undefined where nobody says, as with names and numbers. */
  readonly language?: string;
}

/**
 * What a reader sees of a code in place of its meaning: `own` words of the source that are in the reader's language,
 * `translated` ones, `untranslated` ones as received, or `no-display` where the code has no words at all.
 */
export type Translation = 'own' | 'translated' | 'untranslated' | 'no-display';

/** A code of a code system, as people name it: `SNOMED CT 91936005`. */
export interface ShownCode {
  readonly system: string;
  readonly code: string;
}

/** Words that stand beside the text shown for a code. */
export interface BesidePhrase extends Phrase {
  /** `original`: what the source wrote first. `other`: a name that was given later, on the way or by us. */
  readonly role: 'original' | 'other';
}

/** A coded value for people: one text to read, and everything else that was said of it beside. */
export interface CodedText {
  readonly kind: 'coded';
  readonly shown: Phrase;
  readonly translation: Translation;
  /** Says in words that the text is not translated, has no name, or has no code and why. */
  readonly mark?: string;
  /** The original text and all displays that differ from the text shown; the words of the source first. */
  readonly beside: readonly BesidePhrase[];
  readonly codes: readonly ShownCode[];
}

/** Words of the source that are no code: a name, an instruction. */
export interface SourceText extends Phrase {
  readonly kind: 'source';
}

/** A piece of a line: our own words, words of the source, or a coded value. Pieces stand apart by a space. */
export type Piece = string | SourceText | CodedText;

/** One line of a cell. */
export interface Line {
  /** What the line says, where its column does not: `Route`. */
  readonly label?: string;
  readonly pieces: readonly Piece[];
  /** `main`: what the row is about. `quiet`: worth having, not worth reading first. */
  readonly tone?: 'main' | 'quiet';
}

/** A short statement about a whole row that must not be overlooked or that changes its meaning: `Ruled out`. */
export interface Flag {
  readonly text: string;
  readonly tone: 'warning' | 'plain';
}

/** One row of a table: an entry, or a part of one. */
export interface RowView {
  /** 0 for an entry, 1 for a member of a panel or an activity of a plan, and so on. */
  readonly depth: number;
  readonly flags: readonly Flag[];
  /** By the keys of the columns; a cell may be missing. */
  readonly cells: Readonly<Record<string, readonly Line[]>>;
  /** Lines across the whole table under the row. */
  readonly notes: readonly Line[];
}

/** A column of a table. */
export interface ColumnView {
  readonly key: string;
  readonly title: string;
  /** Width relative to the other columns. */
  readonly share: number;
}

/** Entries of one kind. */
export interface TableView {
  readonly caption: string;
  /** Only columns that hold something; the first says what a row is about. */
  readonly columns: readonly ColumnView[];
  readonly rows: readonly RowView[];
}

/** A section of the summary. */
export interface SectionView {
  /** Unique in the page: `section-1`. */
  readonly id: string;
  readonly title: string;
  /** The title the source gave, where it says something else. */
  readonly sourceTitle?: Phrase;
  /** The title with the code of the section, and what the source calls it. */
  readonly heading?: CodedText;
  /** Allergies and alerts, which nobody may overlook. */
  readonly prominent: boolean;
  /** Number of statements, absences not counted. */
  readonly count: number;
  /** What is said of the section as a whole: that there is nothing, that nobody asked, entries that are text only. */
  readonly statements: readonly Line[];
  readonly tables: readonly TableView[];
  /** The text of the source. */
  readonly narrative?: Narrative;
}

/** A labelled group of lines in the head or at the end of the page. */
export interface BlockView {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** A code system whose codes the page shows. */
export interface SystemView {
  readonly name: string;
  /** URI, or the bare OID. */
  readonly address: string;
  readonly versions: readonly string[];
}

/** Concept maps or catalogues of one index that were asked for what the source does not say itself. */
export interface CatalogueView {
  readonly names: readonly string[];
  readonly version: string;
  /** SHA-256 of the index it was read from, hexadecimal. */
  readonly digest: string;
  /** `codes`: European codes in the place of national ones. `names`: names of codes. */
  readonly gives: 'codes' | 'names';
}

/** A patient summary for people, in one language and of no format. */
export interface SummaryView {
  readonly language: ViewLanguage;
  readonly documentLanguage?: string;
  /** Who made the document, by name. */
  readonly author: string;
  /** When the document was made, as it says. */
  readonly created: Moment;
  readonly title: Phrase;
  /** Name, date of birth and sex in words, as they stand at the top of every page. */
  readonly patient: { readonly name: string; readonly birth: string; readonly details: readonly string[] };
  /** When, by whom and from what the summary was made, and whether the patient has died: what a reader weighs it by. */
  readonly provenance: readonly Line[];
  readonly head: readonly BlockView[];
  readonly sections: readonly SectionView[];
  /** Set where the record is a PDF and nothing else; its sections then say that nobody has read it. */
  readonly onlyPdf?: { readonly mediaType: string; readonly octets: number };
  /** Everybody the summary names, with what is known of them. */
  readonly people: readonly BlockView[];
  readonly systems: readonly SystemView[];
  readonly catalogues: readonly CatalogueView[];
}
