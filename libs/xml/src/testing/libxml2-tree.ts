import type { ForeignTree } from './saxes-tree.js';
import { loadLibxml2, type Libxml2Module } from '../canonical/libxml2.js';

/**
 * The tree of a document as libxml2 reads it, texts that stand beside each other joined: an oracle of our own scanner.
 * It stands outside of our door, so that what the door does is compared too.
 * The binding drops a byte order mark at the start of a text or a value, so that documents with one there cannot be compared.
 * @param source - octets, which libxml2 decodes itself, or text that the door has decoded
 * @throws Error for what is not well-formed, and for a document type declaration, which libxml2 would take
 */
export async function libxml2Tree(source: Uint8Array | string): Promise<ForeignTree> {
  const libxml2 = await loadLibxml2();
  const { XML_PARSE_NO_XXE, XML_PARSE_NONET, XML_PARSE_IGNORE_ENC, XML_PARSE_SKIP_IDS } = libxml2.ParseOption;
  const option = XML_PARSE_NO_XXE | XML_PARSE_NONET | XML_PARSE_SKIP_IDS;
  const document =
    typeof source === 'string'
      ? libxml2.XmlDocument.fromString(source, { option: option | XML_PARSE_IGNORE_ENC })
      : libxml2.XmlDocument.fromBuffer(source, { option });
  try {
    if (document.dtd !== null) throw new Error('a document type declaration');
    // Processing instructions know no next sibling in the binding, so children are asked for by XPath.
    const inside = libxml2.XmlXPath.compile('node()');
    try {
      return treeOf(document.root, inside, libxml2);
    } finally {
      inside.dispose();
    }
  } finally {
    document.dispose();
  }
}

type Libxml2Element = Libxml2Module['XmlElement']['prototype'];
type Libxml2XPath = Libxml2Module['XmlXPath']['prototype'];

function treeOf(element: Libxml2Element, inside: Libxml2XPath, libxml2: Libxml2Module): ForeignTree {
  const children: (ForeignTree | string)[] = [];
  for (const node of element.find(inside)) {
    const last = children.at(-1);
    if (node instanceof libxml2.XmlElement) children.push(treeOf(node, inside, libxml2));
    else if (!(node instanceof libxml2.XmlText || node instanceof libxml2.XmlCData)) continue;
    else if (typeof last === 'string') children[children.length - 1] = last + node.content;
    else if (node.content !== '') children.push(node.content);
  }
  const attributes = element.attrs.map(({ name, namespaceUri, value }): readonly [string, string] => [
    namespaceUri === '' ? name : `{${namespaceUri}}${name}`,
    value,
  ]);
  return [element.namespaceUri, element.name, attributes, children];
}
