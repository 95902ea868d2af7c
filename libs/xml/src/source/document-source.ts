import type { XmlElement } from '../tree/element.js';

/** A comment or a processing instruction. */
export interface Mark {
  readonly kind: 'comment' | 'instruction';
  /** As it is written, with its delimiters. */
  readonly text: string;
  /** How many children of the element stand before it. */
  readonly before: number;
}

/** What the plain tree leaves out of one element, and its place. */
export interface ElementSource {
  readonly element: XmlElement;
  /** The element around it; undefined for the document element. */
  readonly parent: ElementSource | undefined;
  /** Its name as it is written, prefix included. */
  readonly name: string;
  /** Names of its attributes as they are written, in the order of `element.attributes`. */
  readonly attributeNames: readonly string[];
  /** Its namespace declarations: prefix (empty for the default namespace), URI, prefix, URI, ... */
  readonly declarations: readonly string[];
  readonly marks: readonly Mark[];
}

/** A document with everything that canonicalisation needs: the plain tree, and beside it what the tree leaves out. */
export interface DocumentSource {
  readonly root: ElementSource;
  /** Every element, in document order. */
  readonly elements: readonly ElementSource[];
  /** Comments and instructions before the document element, and after it. */
  readonly before: readonly Mark[];
  readonly after: readonly Mark[];
  /** The source of an element of this document. @throws Error for an element of another */
  of(element: XmlElement): ElementSource;
}

/**
 * Where an element stands: positions among the child elements from the root, such as `/*[1]/*[3]`. The place, and not a
 * name or an Id, says which element was signed.
 */
export function placeOf(source: ElementSource): string {
  const steps: string[] = [];
  for (let at: ElementSource | undefined = source; at !== undefined; at = at.parent) {
    let position = 1;
    for (const each of at.parent?.element.children ?? []) {
      if (each === at.element) break;
      if (typeof each !== 'string') position++;
    }
    steps.push(`/*[${position}]`);
  }
  return steps.reverse().join('');
}
