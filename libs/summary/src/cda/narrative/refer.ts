import { element, type XmlOut, type XmlOutNode } from '@passerelle/xml';

/**
 * Lets the original texts of a statement refer to the narrative where that shows the same words, as IHE PCC asks for
 * (the friendly rules of OpenNCP check it of products and agents), in place of repeating them.
 * @param idOf - ID of the narrative element that shows exactly a text
 */
export function referToNarrative(statement: XmlOut, idOf: (text: string) => string | undefined): XmlOut {
  let changed: XmlOutNode[] | undefined;
  for (let at = 0; at < statement.children.length; at++) {
    const before = statement.children[at];
    const after = referNode(before, idOf);
    if (after !== before) (changed ??= [...statement.children])[at] = after;
  }
  return changed === undefined ? statement : { ...statement, children: changed };
}

function referNode(node: XmlOutNode, idOf: (text: string) => string | undefined): XmlOutNode {
  if (node === undefined || typeof node === 'string') return node;
  if (!('name' in node)) return referToNarrative({ name: '', attributes: {}, children: node }, idOf).children;
  if (node.name !== 'originalText') return referToNarrative(node, idOf);
  const [text] = node.children;
  const id = typeof text === 'string' ? idOf(text) : undefined;
  return id === undefined ? node : element('originalText', {}, element('reference', { value: `#${id}` }));
}
