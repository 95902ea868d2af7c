/** Text or element. Comments and processing instructions carry nothing clinical and are not kept. */
export type XmlNode = XmlElement | string;

/**
 * An element of the plain tree that every mapper reads. Readers treat it as frozen.
 *
 * Attributes stand as name, value, name, value, ... in the order of the document: a list costs half of an object to make,
 * and an element has three of them at most, mostly. {@link attribute} finds one. Names are local names; an attribute in a
 * namespace is named `{uri}local`. Namespace declarations are not attributes. `xsi:type` therefore stands under
 * {@link xsiType}.
 */
export interface XmlElement {
  readonly uri: string;
  readonly local: string;
  readonly attributes: readonly string[];
  readonly children: readonly XmlNode[];
}

/** Key of the `xsi:type` attribute. */
export const xsiType = '{http://www.w3.org/2001/XMLSchema-instance}type';

// These are asked ten thousand times a document. An index costs nothing, where an iterator may be made for each loop.

/** First child element of a local name, in any namespace unless one is given. */
export function child(parent: XmlElement | undefined, local: string, uri?: string): XmlElement | undefined {
  if (parent === undefined) return undefined;
  const { children: nodes } = parent;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    if (typeof node !== 'string' && node.local === local && (uri === undefined || node.uri === uri)) return node;
  }
  return undefined;
}

/** All child elements of a local name, or all child elements. */
export function children(parent: XmlElement | undefined, local?: string): readonly XmlElement[] {
  if (parent === undefined) return none;
  let found: XmlElement[] | undefined;
  const { children: nodes } = parent;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    if (typeof node === 'string' || (local !== undefined && node.local !== local)) continue;
    if (found === undefined) found = [node];
    else found.push(node);
  }
  return found ?? none;
}

const none: readonly XmlElement[] = Object.freeze([]);

/** Follows first children along the given local names: `path(doc, 'component', 'structuredBody')`. */
export function path(start: XmlElement | undefined, ...locals: readonly string[]): XmlElement | undefined {
  let at = start;
  for (const local of locals) at = child(at, local);
  return at;
}

/** Value of an attribute without namespace; an empty value counts as absent, as CDA writers use both alike. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  const value = writtenAttribute(element, name);
  return value === '' ? undefined : value;
}

/** Value of an attribute as it is written, for those to whom an empty value is one. */
export function writtenAttribute(element: XmlElement | undefined, name: string): string | undefined {
  if (element === undefined) return undefined;
  const { attributes } = element;
  for (let at = 0; at < attributes.length; at += 2) if (attributes[at] === name) return attributes[at + 1];
  return undefined;
}

/** The attributes of an element as pairs of name and value, empty values included. */
export function attributesOf({ attributes }: XmlElement): (readonly [name: string, value: string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (let at = 0; at < attributes.length; at += 2) pairs.push([attributes[at]!, attributes[at + 1]!]);
  return pairs;
}

/** All text below an element, white space folded and trimmed; undefined where nothing but white space is left. */
export function textOf(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  const text = foldSpace(rawText(element));
  return text === '' ? undefined : text;
}

function rawText(element: XmlElement): string {
  const { children: nodes } = element;
  // Nearly always there is one run of text and nothing else.
  if (nodes.length === 1 && typeof nodes[0] === 'string') return nodes[0];
  const parts: string[] = [];
  gather(element, parts);
  return parts.join('');
}

/** A text with every run of white space made one space, and none at its ends. */
export function foldSpace(text: string): string {
  // Nearly every text needs nothing done, and to see that by characters takes a fifth of the time of a replacement.
  return isFolded(text) ? text : text.replace(/\s+/g, ' ').trim();
}

const [space, firstOther] = [0x20, 0x80];

function isFolded(text: string): boolean {
  let afterSpace = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > space && code < firstOther) afterSpace = false;
    else if (code < space || (code === space && afterSpace) || (code >= firstOther && otherSpace.test(text.charAt(at))))
      return false;
    else afterSpace = code === space;
  }
  return text === '' || !afterSpace;
}

const otherSpace = /\s/;

function gather(element: XmlElement, parts: string[]): void {
  const { children: nodes } = element;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    if (typeof node === 'string') parts.push(node);
    else gather(node, parts);
  }
}
