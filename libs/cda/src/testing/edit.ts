import { parseXml, type XmlElement } from '@passerelle/xml';
import { changeable, plainTree, type Changeable } from './changeable.js';

/** A change of a document, made in a copy. */
export type Edit = (document: Changeable) => void;

/** A copy of a document with some changes. */
export function edited(document: XmlElement, ...edits: readonly Edit[]): XmlElement {
  const copy = changeable(document);
  for (const edit of edits) edit(copy);
  return plainTree(copy);
}

/** Takes an element away. */
export function remove(path: string): Edit {
  return (document) => {
    const { parent, element } = placed(document, path);
    parent.children = parent.children.filter((node) => node !== element);
  };
}

/** Sets an attribute, or takes it away. */
export function set(path: string, name: string, value?: string): Edit {
  return (document) => {
    const { attributes } = placed(document, path).element;
    if (attributes[name] === value) throw new Error(`${path}/@${name} is so already`);
    if (value === undefined) delete attributes[name];
    else attributes[name] = value;
  };
}

/** Puts another text in the place of the content. */
export function write(path: string, ...content: readonly string[]): Edit {
  return (document) => {
    placed(document, path).element.children = [...content];
  };
}

/** Puts an element after another, written as XML in the namespace of CDA. */
export function insertAfter(path: string, xml: string): Edit {
  return (document) => {
    const { parent, element } = placed(document, path);
    const added = changeable(parseXml(Buffer.from(xml.replace(/^<[\w:]+/, (tag) => `${tag} xmlns="urn:hl7-org:v3"`))));
    parent.children.splice(parent.children.indexOf(element) + 1, 0, added);
  };
}

/** Puts a copy of an element after it. */
export function repeat(path: string): Edit {
  return (document) => {
    const { parent, element } = placed(document, path);
    parent.children.splice(parent.children.indexOf(element), 0, structuredClone(element));
  };
}

/** Gives an element another name. */
export function rename(path: string, local: string, uri?: string): Edit {
  return (document) => {
    const { element } = placed(document, path);
    element.local = local;
    if (uri !== undefined) element.uri = uri;
  };
}

/**
 * Finds an element. Steps are local names; `id[2]` is the second, `entryRelationship[MFST]` the first of that type, and
 * `section(8716-3)` at the beginning the section of that code.
 */
function placed(document: Changeable, path: string): { parent: Changeable; element: Changeable } {
  let parent = document;
  let element = document;
  for (const step of path.split('/')) {
    const [, name = '', code, number = '1'] = /^(\w+)(?:\(([\w-]+)\))?(?:\[([\w.]+)\])?$/.exec(step) ?? [];
    const candidates = code === undefined ? childrenOf(element, name) : sectionsOf(document, code);
    const found = /^\d+$/.test(number)
      ? candidates[Number(number) - 1]
      : candidates.find(({ attributes }) => attributes['typeCode'] === number || attributes['root'] === number);
    if (found === undefined) throw new Error(`there is no ${step} of ${path}`);
    parent = code === undefined ? element : parentOf(document, found);
    element = found;
  }
  return { parent, element };
}

function childrenOf({ children }: Changeable, name: string): Changeable[] {
  return children.filter((node) => typeof node !== 'string').filter(({ local }) => local === name);
}

function sectionsOf(document: Changeable, code: string): Changeable[] {
  return descendants(document).filter(
    (element) => element.local === 'section' && childrenOf(element, 'code')[0]?.attributes['code'] === code,
  );
}

function parentOf(document: Changeable, child: Changeable): Changeable {
  return [document, ...descendants(document)].find(({ children }) => children.includes(child)) ?? document;
}

function descendants({ children }: Changeable): Changeable[] {
  return children.flatMap((node) => (typeof node === 'string' ? [] : [node, ...descendants(node)]));
}
