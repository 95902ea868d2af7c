import { CodeSystemBook } from './code-system-book.js';
import { PeopleBook } from './people-book.js';
import type { DisplayTranslator } from './view-model.js';
import { wordsOf, type ViewLanguage, type Words } from './words/index.js';

/** What the making of one view keeps at hand: the reader's language, and the books that fill while entries are shown. */
export interface ViewScope {
  readonly language: ViewLanguage;
  readonly words: Words;
  /** BCP 47 of the document, where it says. */
  readonly documentLanguage?: string;
  readonly translator?: DisplayTranslator;
  /** Names of systems of identifiers by URI: `Matricule`. */
  readonly identifierNames: ReadonlyMap<string, string>;
  readonly people: PeopleBook;
  readonly systems: CodeSystemBook;
  /** Text of the source of the section that is shown, folded: what stands in it need not stand in a row as well. */
  readonly sectionText: string;
}

/** What a view is made with. */
export interface ViewOptions {
  /** The reader's language. */
  readonly language: ViewLanguage;
  /** Displays in the reader's language; without it codes are shown with the displays that were received. */
  readonly translator?: DisplayTranslator;
  /** Names of systems of identifiers by URI; a system without name is shown by its OID. */
  readonly identifierNames?: ReadonlyMap<string, string>;
}

/** Opens the scope of one view. */
export function openScope(
  { language, translator, identifierNames = new Map() }: ViewOptions,
  documentLanguage: string | undefined,
): ViewScope {
  return {
    language,
    words: wordsOf(language),
    ...(documentLanguage !== undefined && { documentLanguage }),
    ...(translator !== undefined && { translator }),
    identifierNames,
    people: new PeopleBook(),
    systems: new CodeSystemBook(),
    sectionText: '',
  };
}

/** Text as it is compared: white space and case do not count. */
export function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
