import type { Narrative, NarrativeName, NarrativeNode } from '@passerelle/summary';
import { element, type Content } from './markup.js';

/** The elements of a narrative. Readers make no other; one that came all the same would be written as its text. */
const known: ReadonlySet<string> = new Set<NarrativeName>([
  ...(['div', 'p', 'span', 'b', 'i', 'u', 'br', 'ul', 'ol', 'li', 'table', 'caption'] as const),
  ...(['thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'sub', 'sup'] as const),
]);

/** Deeper than any real narrative; what lies below is written as its text. */
const deepest = 60;

/**
 * The text of a section as the source wrote it. The names of the narrative are a closed list without anything that runs or
 * loads; identifiers are left out, because several narratives stand on one page.
 */
export function writeNarrative(nodes: Narrative): readonly Content[] {
  return nodes.map((node) => writeNode(node, 0));
}

function writeNode(node: NarrativeNode, depth: number): Content {
  if (typeof node === 'string') return node;
  if (depth > deepest || !known.has(node.name)) return node.children.map((child) => writeNode(child, depth + 1));
  const { name, colspan, rowspan } = node;
  const children = node.children.map((child) => writeNode(child, depth + 1));
  if (name === 'td' || name === 'th') {
    const scope = name === 'th' ? 'col' : undefined;
    return element(name, { scope, colspan: count(colspan), rowspan: count(rowspan) }, children);
  }
  return element(name, {}, children);
}

/** A number of cells; anything else would be a browser's to guess at. */
function count(span: string | undefined): string | undefined {
  return span !== undefined && /^[1-9]\d?$/.test(span) ? span : undefined;
}
