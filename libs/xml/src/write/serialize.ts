import { compareByCodePoint } from './code-point-order.js';
import type { XmlOut, XmlOutNode } from './element-out.js';
import { escapeAttribute, escapeText } from './escape.js';
import { isBefore, OutNames, type OutName } from './out-names.js';

/** Namespaces by prefix; the empty prefix is the default namespace. The prefix `xml` needs no entry. */
export type Namespaces = Readonly<Record<string, string>>;

/** Prefix bindings in force at a place of the output, the innermost first. */
type Rendered = { readonly prefix: string; readonly outer: Rendered } | undefined;

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
  const writer = new CanonicalWriter(namespaces);
  writer.element(root, undefined);
  return writer.text;
}

class CanonicalWriter {
  text = '';
  private readonly names: OutNames;
  /** The attributes of the tag being written; the list is the same for all tags, so that none has to be made. */
  private readonly attributes: OutName[] = [];

  constructor(namespaces: Namespaces) {
    this.names = new OutNames(namespaces);
  }

  element(node: XmlOut, inherited: Rendered): void {
    const name = this.names.element(node.name);
    const { attributes } = this;
    const count = this.gather(node);
    this.text += name.lead;
    const rendered = this.declare(name, count, inherited);
    for (let at = 0; at < count; at++) {
      const attribute = attributes[at]!;
      this.text += attribute.lead + escapeAttribute(node.attributes[attribute.name]!) + '"';
    }
    this.text += '>';
    const { children } = node;
    for (let at = 0; at < children.length; at++) this.node(children[at], rendered);
    this.text += name.end;
  }

  private node(node: XmlOutNode, rendered: Rendered): void {
    if (node === undefined) return;
    if (typeof node === 'string') this.text += escapeText(node);
    else if (Array.isArray(node)) for (const inner of node as readonly XmlOutNode[]) this.node(inner, rendered);
    else this.element(node as XmlOut, rendered);
  }

  /** Puts the attributes of a tag in their order (Canonical XML 1.0 section 2.2) and answers how many there are. */
  private gather(node: XmlOut): number {
    const { attributes } = this;
    let count = 0;
    for (const name in node.attributes) {
      if (node.attributes[name] === undefined) continue;
      const attribute = this.names.attribute(name);
      // Most tags have two or three attributes, which come nearly in order.
      let at = count++;
      for (; at > 0 && isBefore(attribute, attributes[at - 1]!); at--) attributes[at] = attributes[at - 1]!;
      attributes[at] = attribute;
    }
    return count;
  }

  /**
   * Declares the prefixes that are visibly used here and not in force (Exclusive XML Canonicalization section 3). A
   * prefix has one namespace in the whole document, so a declaration once made needs no repeating and `xmlns=""` cannot
   * occur.
   */
  private declare(name: OutName, count: number, inherited: Rendered): Rendered {
    let missing: OutName[] | undefined;
    if (isMissing(name, inherited)) missing = [name];
    for (let at = 0; at < count; at++) {
      const attribute = this.attributes[at]!;
      if (attribute.prefix === '' || !isMissing(attribute, inherited)) continue;
      if (missing === undefined) missing = [attribute];
      else if (missing.every(({ prefix }) => prefix !== attribute.prefix)) missing.push(attribute);
    }
    if (missing === undefined) return inherited;
    let rendered = inherited;
    for (const { prefix, declaration } of missing.sort(byPrefix)) {
      this.text += declaration;
      rendered = { prefix, outer: rendered };
    }
    return rendered;
  }
}

function isMissing({ declaration, prefix }: OutName, inherited: Rendered): boolean {
  if (declaration === '') return false;
  for (let at = inherited; at !== undefined; at = at.outer) if (at.prefix === prefix) return false;
  return true;
}

/** The order of namespace declarations (Canonical XML 1.0 section 2.2). */
function byPrefix(a: OutName, b: OutName): number {
  return compareByCodePoint(a.prefix, b.prefix);
}
