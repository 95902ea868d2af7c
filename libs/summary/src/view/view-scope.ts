import type { Catalogue } from '@passerelle/terminology';
import type { LookedUpSummary } from '../coding-policy/coverage.js';
import { CatalogueBook } from './catalogue-book.js';
import { CodeSystemBook } from './code-system-book.js';
import { PeopleBook } from './people-book.js';
import { wordsOf, type ViewLanguage, type Words } from './words/index.js';

/** What the making of one view keeps at hand: the reader's language, and the books that fill while entries are shown. */
export interface ViewScope {
  readonly language: ViewLanguage;
  readonly words: Words;
  /** BCP 47 of the document, where it says. */
  readonly documentLanguage?: string;
  readonly catalogue?: Catalogue;
  /** Names of systems of identifiers by URI: `Matricule`. */
  readonly identifierNames: ReadonlyMap<string, string>;
  readonly people: PeopleBook;
  readonly systems: CodeSystemBook;
  readonly catalogues: CatalogueBook;
  /** Text of the source of the section that is shown, folded: what stands in it need not stand in a row as well. */
  readonly sectionText: string;
}

/** What a view is made with. */
export interface ViewOptions {
  /** The reader's language. */
  readonly language: ViewLanguage;
  /** Names codes in the reader's language; without it codes are shown with the displays that were received. */
  readonly catalogue?: Catalogue;
  /** What was done to the codes of the summary before; the page names the maps and catalogues. */
  readonly lookedUp?: Pick<LookedUpSummary, 'provenance' | 'headerProvenance'>;
  /** Names of systems of identifiers by URI; a system without name is shown by its OID. */
  readonly identifierNames?: ReadonlyMap<string, string>;
}

/** Opens the scope of one view. */
export function openScope(
  { language, catalogue, lookedUp, identifierNames = new Map() }: ViewOptions,
  documentLanguage: string | undefined,
): ViewScope {
  return {
    language,
    words: wordsOf(language),
    ...(documentLanguage !== undefined && { documentLanguage }),
    ...(catalogue !== undefined && { catalogue }),
    identifierNames,
    people: new PeopleBook(),
    systems: new CodeSystemBook(),
    catalogues: new CatalogueBook(lookedUp),
    sectionText: '',
  };
}

/** Text as it is compared: white space and case do not count. */
export function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
