import { foldSpace } from '@passerelle/xml';
import type { Narrative, NarrativeElement, NarrativeName, NarrativeNode } from '../model/narrative.js';

const inline: ReadonlySet<NarrativeName> = new Set<NarrativeName>(['span', 'b', 'i', 'u', 'sub', 'sup']);

/** Whether an element runs along in a line of text; everything else stands apart from its neighbours. */
export function isInline(name: NarrativeName): boolean {
  return inline.has(name);
}

/**
 * The text of a part of the narrative as a person would read it out: cells, items and paragraphs are set apart by a
 * space, so that a table row does not run together into one word; white space is folded.
 * @returns undefined where there is no text
 */
export function plainText(nodes: Narrative | NarrativeElement): string | undefined {
  const gathering = new Gathering();
  gathering.add('children' in nodes ? nodes.children : nodes);
  return gathering.text === '' ? undefined : gathering.text;
}

/** Grows a text whose white space is folded from the start, so that it need not be gone through again. */
class Gathering {
  text = '';
  /** Whether the next word is set apart from what stands before it. */
  private gap = false;

  add(nodes: readonly NarrativeNode[]): void {
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at]!;
      if (typeof node === 'string') {
        this.addText(node);
        continue;
      }
      const isApart = !inline.has(node.name);
      this.gap ||= isApart;
      this.add(node.children);
      this.gap ||= isApart;
    }
  }

  private addText(run: string): void {
    const folded = foldSpace(run);
    if (folded === '') {
      this.gap ||= run !== '';
      return;
    }
    const isPlain = folded.length === run.length;
    if (this.text !== '' && (this.gap || (!isPlain && startsApart.test(run)))) this.text += ' ';
    this.text += folded;
    this.gap = !isPlain && endsApart.test(run);
  }
}

const startsApart = /^\s/;
const endsApart = /\s$/;
