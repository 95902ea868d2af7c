import type { XmlElement } from './element.js';
import type { DocumentName } from './names.js';
import type { Declarations } from './namespaces.js';

/**
 * Is told, while a document is scanned, what the plain tree leaves out. Mapping needs none of it; canonicalisation needs
 * all. It comes from the scan that builds the tree, so that what is verified and what is read cannot be two documents.
 */
export interface ScanRecorder {
  /** The attributes of a start tag, before {@link start}; only the first `count` of the names belong to it. */
  attributes(names: readonly DocumentName[], count: number, declarations: Declarations | undefined): void;
  /** A start tag, with its name as it is written. */
  start(name: string): void;
  /** An element that is complete. */
  end(element: XmlElement): void;
  /**
   * A comment or processing instruction, with its delimiters.
   * @param from - place of its first character in the scanned text
   * @param to - place after its last
   * @param before - children of the innermost open element that stand before it
   */
  mark(from: number, to: number, before: number): void;
}
