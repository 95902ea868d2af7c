import type { NarrativeElement } from '../../model/narrative.js';
import { plainText } from '../../narrative/plain-text.js';

const ncName = /^[A-Za-z_][\w.-]*$/;

/**
 * IDs of the narratives of one document that is being written. In CDA they are of type xs:ID, so the whole document has
 * each one once; documents of others repeat them and begin them with digits.
 */
export class NarrativeIds {
  readonly #used = new Set<string>();
  #made = 0;

  /**
   * The ID to write for an element of the narrative.
   * @param id - the ID it came with
   * @returns that ID where it is a name and still free, else a name made from it
   */
  claim(id: string): string {
    const name = ncName.test(id) ? id : `t-${id.replace(/[^\w.-]/g, '_')}`;
    let free = name;
    for (let again = 2; this.#used.has(free); again++) free = `${name}-${again}`;
    this.#used.add(free);
    return free;
  }

  /** A new ID for a line that the writer adds. */
  make(): string {
    return this.claim(`passerelle-${++this.#made}`);
  }
}

/** Which part of a section's narrative shows which text, so that entries can refer to the part that shows them. */
export class ShownTexts {
  readonly #elements: { readonly id: string; readonly element: NarrativeElement }[] = [];
  #byText: Map<string, string[]> | undefined;

  /** Notes an element under the ID it is written with. */
  add(id: string, element: NarrativeElement): void {
    this.#elements.push({ id, element });
  }

  /**
   * ID of an element that shows exactly this text. Of several with the same text each is given out once, in their
   * order, and then the last again.
   */
  idOf(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    const ids = this.#texts().get(text);
    return ids !== undefined && ids.length > 1 ? ids.shift() : ids?.[0];
  }

  /** ID of some element that shows exactly this text, without giving it out. */
  anyOf(text: string): string | undefined {
    return this.#texts().get(text)?.[0];
  }

  // Most sections never ask, so the texts are gathered at the first question.
  #texts(): Map<string, string[]> {
    if (this.#byText !== undefined) return this.#byText;
    const texts = new Map<string, string[]>();
    for (const { id, element } of this.#elements) {
      const text = plainText(element);
      if (text === undefined) continue;
      const ids = texts.get(text);
      if (ids === undefined) texts.set(text, [id]);
      else ids.push(id);
    }
    this.#byText = texts;
    return texts;
  }
}
