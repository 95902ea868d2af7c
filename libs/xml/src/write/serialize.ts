import { compareAttributes, compareByCodePoint, type OutAttribute } from './attribute-order.js';
import type { XmlOut, XmlOutNode } from './element-out.js';
import { escapeAttribute, escapeText } from './escape.js';

/** Namespaces by prefix; the empty prefix is the default namespace. The prefix `xml` needs no entry. */
export type Namespaces = Readonly<Record<string, string>>;

/** Prefix bindings in force at a place of the output, the innermost first. */
type Rendered = { readonly prefix: string; readonly outer: Rendered } | undefined;

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

/**
 * Writes a tree in exclusive canonical form (Exclusive XML Canonicalization 1.0, without comments) by construction:
 * a namespace is declared where it is first visibly used and not in force, attributes are ordered by namespace and
 * local name, empty elements have an end tag. Sealing what this wrote therefore needs no canonicaliser.
 * @param root - the document element
 * @param namespaces - every prefix the tree uses
 * @throws Error for a prefix without namespace and for a namespace declaration given as attribute: both are defects of
 * the caller, and the document would not be namespace-well-formed
 */
export function serialize(root: XmlOut, namespaces: Namespaces): string {
  const out: string[] = [];
  writeElement(root, namespaces, undefined, out);
  return out.join('');
}

function writeElement(node: XmlOut, namespaces: Namespaces, inherited: Rendered, out: string[]): void {
  const prefixes = [prefixOf(node.name)];
  const attributes: OutAttribute[] = [];
  for (const name in node.attributes) {
    const value = node.attributes[name];
    if (value === undefined) continue;
    const prefix = prefixOf(name);
    if (prefix === 'xmlns' || name === 'xmlns') throw new Error(`${name}: namespaces are declared by the writer`);
    attributes.push({ name, value, uri: prefix === '' ? '' : uriOf(prefix, namespaces) });
    if (prefix !== '' && !prefixes.includes(prefix)) prefixes.push(prefix);
  }
  out.push('<', node.name);
  const rendered = declare(prefixes, namespaces, inherited, out);
  if (attributes.length > 1) attributes.sort(compareAttributes);
  for (const { name, value } of attributes) out.push(' ', name, '="', escapeAttribute(value), '"');
  out.push('>');
  for (const inner of node.children) writeNode(inner, namespaces, rendered, out);
  out.push('</', node.name, '>');
}

function writeNode(node: XmlOutNode, namespaces: Namespaces, rendered: Rendered, out: string[]): void {
  if (node === undefined) return;
  if (typeof node === 'string') out.push(escapeText(node));
  else if ('name' in node) writeElement(node, namespaces, rendered, out);
  else for (const inner of node) writeNode(inner, namespaces, rendered, out);
}

/**
 * Declares the prefixes that are visibly used here and not in force (Exclusive XML Canonicalization section 3). A
 * prefix has one namespace in the whole document, so a declaration once made needs no repeating and `xmlns=""` cannot
 * occur.
 */
function declare(prefixes: string[], namespaces: Namespaces, inherited: Rendered, out: string[]): Rendered {
  let rendered = inherited;
  if (prefixes.length > 1) prefixes.sort(compareByCodePoint);
  for (const prefix of prefixes) {
    const uri = uriOf(prefix, namespaces);
    if (uri === '' || prefix === 'xml' || isRendered(prefix, inherited)) continue;
    out.push(prefix === '' ? ' xmlns="' : ` xmlns:${prefix}="`, escapeAttribute(uri), '"');
    rendered = { prefix, outer: rendered };
  }
  return rendered;
}

function isRendered(prefix: string, rendered: Rendered): boolean {
  for (let at = rendered; at !== undefined; at = at.outer) if (at.prefix === prefix) return true;
  return false;
}

function prefixOf(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? '' : name.slice(0, colon);
}

function uriOf(prefix: string, namespaces: Namespaces): string {
  if (prefix === 'xml') return xmlNamespace;
  const uri = Object.hasOwn(namespaces, prefix) ? namespaces[prefix] : undefined;
  if (prefix !== '' && (uri === undefined || uri === ''))
    throw new Error(`no namespace is given for the prefix ${prefix}`);
  return uri ?? '';
}
