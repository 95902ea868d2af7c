/** Text or element. Comments and processing instructions carry nothing clinical and are not kept. */
export type XmlNode = XmlElement | string;

/**
 * An element of the plain tree that every mapper reads. Readers treat it as frozen.
 *
 * Attribute names are local names; an attribute in a namespace is keyed `{uri}local`. Namespace declarations are not
 * attributes. `xsi:type` therefore stands under {@link xsiType}.
 */
export interface XmlElement {
  readonly uri: string;
  readonly local: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

/** Key of the `xsi:type` attribute. */
export const xsiType = '{http://www.w3.org/2001/XMLSchema-instance}type';

/** First child element of a local name, in any namespace unless one is given. */
export function child(parent: XmlElement | undefined, local: string, uri?: string): XmlElement | undefined {
  if (parent === undefined) return undefined;
  for (const node of parent.children) {
    if (typeof node !== 'string' && node.local === local && (uri === undefined || node.uri === uri)) return node;
  }
  return undefined;
}

/** All child elements of a local name, or all child elements. */
export function children(parent: XmlElement | undefined, local?: string): XmlElement[] {
  const found: XmlElement[] = [];
  if (parent === undefined) return found;
  for (const node of parent.children) {
    if (typeof node !== 'string' && (local === undefined || node.local === local)) found.push(node);
  }
  return found;
}

/** Follows first children along the given local names: `path(doc, 'component', 'structuredBody')`. */
export function path(start: XmlElement | undefined, ...locals: readonly string[]): XmlElement | undefined {
  let at = start;
  for (const local of locals) at = child(at, local);
  return at;
}

/** Value of an attribute without namespace; an empty value counts as absent, as CDA writers use both alike. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  const value = element?.attributes[name];
  return value === undefined || value === '' ? undefined : value;
}

/** All text below an element, white space folded and trimmed; undefined where nothing but white space is left. */
export function textOf(element: XmlElement | undefined): string | undefined {
  if (element === undefined) return undefined;
  const parts: string[] = [];
  gather(element, parts);
  const text = parts.join('').replace(/\s+/g, ' ').trim();
  return text === '' ? undefined : text;
}

function gather(element: XmlElement, parts: string[]): void {
  for (const node of element.children) {
    if (typeof node === 'string') parts.push(node);
    else gather(node, parts);
  }
}
