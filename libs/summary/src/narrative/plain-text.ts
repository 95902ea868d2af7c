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
  const parts: string[] = [];
  gather('children' in nodes ? nodes.children : nodes, parts);
  const text = parts.join('').replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}

function gather(nodes: readonly NarrativeNode[], parts: string[]): void {
  for (const node of nodes) {
    if (typeof node === 'string') {
      parts.push(node);
      continue;
    }
    if (!inline.has(node.name)) parts.push(' ');
    gather(node.children, parts);
    if (!inline.has(node.name)) parts.push(' ');
  }
}
