import { attributesOf, type XmlElement } from '@passerelle/xml';

/** A tree that may be changed, with attributes that are set and deleted by their names. */
export interface Changeable {
  uri: string;
  local: string;
  attributes: Record<string, string>;
  children: (Changeable | string)[];
}

/** A copy of a plain tree that may be changed. */
export function changeable(element: XmlElement): Changeable {
  const { uri, local, children } = element;
  return {
    uri,
    local,
    attributes: Object.fromEntries(attributesOf(element)),
    children: children.map((node) => (typeof node === 'string' ? node : changeable(node))),
  };
}

/** The plain tree of a tree that was changed. */
export function plainTree({ uri, local, attributes, children }: Changeable): XmlElement {
  return {
    uri,
    local,
    attributes: Object.entries(attributes).flat(),
    children: children.map((node) => (typeof node === 'string' ? node : plainTree(node))),
  };
}
