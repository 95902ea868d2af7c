import type { ElementSource } from '../source/document-source.js';
import { compareByCodePoint } from '../write/code-point-order.js';
import { escapeAttribute } from '../write/escape.js';
import { joinedBase } from './xml-base.js';

const xmlPrefix = '{http://www.w3.org/XML/1998/namespace}';

/** Canonical XML 1.1 section 2.4: what an apex inherits from its ancestors as it is. `xml:base` is joined. */
const inherited11 = [`${xmlPrefix}lang`, `${xmlPrefix}space`];

/** The attributes of an element in canonical order (Canonical XML 1.0 section 2.2), each with a space before it. */
export function attributeAxis({ element, attributeNames }: ElementSource): string {
  const { attributes } = element;
  switch (attributeNames.length) {
    case 0:
      return '';
    case 1:
      return written(attributeNames[0]!, attributes[1]!);
    default: {
      const order = attributeNames.map((name, at) => ({
        name,
        key: attributes[2 * at]!,
        value: attributes[2 * at + 1]!,
      }));
      return inOrder(order);
    }
  }
}

/**
 * The same for the apex of a part of a document in Canonical XML, which takes the `xml:` attributes of its ancestors:
 * all of them by version 1.0 section 2.4; by 1.1 `xml:lang` and `xml:space`, and `xml:base` joined with its own.
 * @param ancestors - outermost first
 */
export function apexAttributeAxis(
  source: ElementSource,
  ancestors: readonly ElementSource[],
  version11: boolean,
): string {
  const { element, attributeNames } = source;
  const own = attributeNames.map((name, at) => ({
    name,
    key: element.attributes[2 * at]!,
    value: element.attributes[2 * at + 1]!,
  }));
  const all = new Map(own.map((each) => [each.key, each]));
  const isOwn = new Set(all.keys());
  for (const ancestor of ancestors) {
    const { attributes } = ancestor.element;
    for (let at = 0; at < attributes.length; at += 2) {
      const key = attributes[at]!;
      const inherits = version11 ? inherited11.includes(key) : key.startsWith(xmlPrefix);
      // The nearest ancestor is the last, and the element's own attribute stands above them all.
      if (inherits && !isOwn.has(key))
        all.set(key, { name: ancestor.attributeNames[at / 2]!, key, value: attributes[at + 1]! });
    }
  }
  if (version11) {
    const key = `${xmlPrefix}base`;
    const base = joinedBase([...ancestors, source].map((each) => valueOf(each, key)));
    if (base !== undefined) all.set(key, { name: 'xml:base', key, value: base });
  }
  return inOrder([...all.values()]);
}

interface Attribute {
  readonly name: string;
  /** Local name, or `{uri}local`. */
  readonly key: string;
  readonly value: string;
}

function inOrder(attributes: Attribute[]): string {
  attributes.sort(compareNames);
  let text = '';
  for (const { name, value } of attributes) text += written(name, value);
  return text;
}

function written(name: string, value: string): string {
  return ` ${name}="${escapeAttribute(value)}"`;
}

/** By namespace URI, those without one first, then by local name. */
function compareNames(a: Attribute, b: Attribute): number {
  const [aUri, aLocal] = split(a.key);
  const [bUri, bLocal] = split(b.key);
  return compareByCodePoint(aUri, bUri) || compareByCodePoint(aLocal, bLocal);
}

function split(key: string): readonly [uri: string, local: string] {
  if (!key.startsWith('{')) return ['', key];
  const end = key.lastIndexOf('}');
  return [key.slice(1, end), key.slice(end + 1)];
}

function valueOf({ element: { attributes } }: ElementSource, key: string): string | undefined {
  for (let at = 0; at < attributes.length; at += 2) if (attributes[at] === key) return attributes[at + 1];
  return undefined;
}

/** The elements around one, outermost first. */
export function ancestorsOf(source: ElementSource): readonly ElementSource[] {
  const around: ElementSource[] = [];
  for (let at = source.parent; at !== undefined; at = at.parent) around.push(at);
  return around.reverse();
}
