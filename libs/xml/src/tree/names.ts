import { PasserelleError } from '@passerelle/kernel';
import { fixedLimits } from '../guard/limits.js';
import { internalized } from './internalized.js';
import { split, type NamespaceScope, type ResolvedName } from './namespaces.js';

// XML 1.0 productions 4 and 4a, as ranges: what may begin a name, and what may stand further on besides.
const nameStart = [
  ...[':', 'A-Z', '_', 'a-z', '\\u00c0-\\u00d6', '\\u00d8-\\u00f6', '\\u00f8-\\u02ff', '\\u0370-\\u037d'],
  ...['\\u037f-\\u1fff', '\\u200c-\\u200d', '\\u2070-\\u218f', '\\u2c00-\\u2fef', '\\u3001-\\ud7ff'],
  ...['\\uf900-\\ufdcf', '\\ufdf0-\\ufffd', '\\u{10000}-\\u{effff}'],
].join('');
const nameFurther = ['\\-', '.', '0-9', '\\u00b7', '\\u0300-\\u036f', '\\u203f-\\u2040'].join('');
// eslint-disable-next-line no-misleading-character-class -- combining characters may stand further on in a name
const nameForm = new RegExp(`^[${nameStart}][${nameStart}${nameFurther}]*$`, 'u');

/** Whether a text is a Name (XML 1.0 production 5). */
export function isName(text: string): boolean {
  return nameForm.test(text);
}

/** A name of the document, once for all places it stands in, with what it meant in the scope that last asked. */
export class DocumentName {
  private elementScope: NamespaceScope | undefined;
  private element: ResolvedName | undefined;
  private attributeScope: NamespaceScope | undefined;
  private attribute = '';
  readonly text: string;
  readonly hash: number;
  /** The next name in the same slot. */
  readonly next: DocumentName | undefined;
  /** Whether an attribute of this name declares a namespace. */
  readonly isDeclaration: boolean;

  constructor(text: string, hash: number, next: DocumentName | undefined) {
    this.text = text;
    this.hash = hash;
    this.next = next;
    this.isDeclaration = text === 'xmlns' || text.startsWith('xmlns:');
  }

  /** The element's name, resolved. @throws NamespaceFault for a prefix that is not bound */
  asElement(scope: NamespaceScope): ResolvedName {
    if (this.elementScope !== scope || this.element === undefined) {
      this.element = scope.element(this.text);
      this.elementScope = scope;
    }
    return this.element;
  }

  /** The key of the attribute. @throws NamespaceFault for a prefix that is not bound */
  asAttribute(scope: NamespaceScope): string {
    if (this.attributeScope !== scope) {
      this.attribute = scope.attribute(this.text);
      this.attributeScope = scope;
    }
    return this.attribute;
  }

  /** The prefix that a declaration declares; empty for the default namespace. @throws NamespaceFault */
  get declaredPrefix(): string {
    return this.text === 'xmlns' ? '' : split(this.text)[1];
  }
}

/**
 * What the hash of a name is multiplied by for each character; odd, and another in each process, so that nobody can make
 * a document whose names all fall into one slot.
 */
export const hashMultiplier = (globalThis.crypto.getRandomValues(new Uint32Array(1))[0]! >>> 3) | 1;

/**
 * The names of one document. A CDA has thousands of tags and a hundred names, so a name is found by a hash that the
 * scanner makes while it passes over it, and no string is made of it but the first time.
 */
export class DocumentNames {
  private count = 0;
  private readonly slots: (DocumentName | undefined)[] = new Array<undefined>(slotCount).fill(undefined);

  /**
   * The name at a place of the text.
   * @param hash - made of the same characters
   * @returns undefined where it is no Name (XML 1.0 production 5)
   * @throws PasserelleError PSR-1005 for one name too many
   */
  at(text: string, start: number, end: number, hash: number): DocumentName | undefined {
    const slot = (hash ^ (hash >>> 9)) & (slotCount - 1);
    const first = this.slots[slot];
    for (let known = first; known !== undefined; known = known.next) {
      if (known.hash === hash && known.text.length === end - start && text.startsWith(known.text, start)) return known;
    }
    const name = text.slice(start, end);
    if (!isName(name)) return undefined;
    if (++this.count > fixedLimits.names) throw new PasserelleError('PSR-1005', { limit: 'names' });
    const made = new DocumentName(internalized(name), hash, first);
    this.slots[slot] = made;
    return made;
  }
}

/** A power of two. A document of as many names as are allowed has 32 in a slot. */
const slotCount = 128;
