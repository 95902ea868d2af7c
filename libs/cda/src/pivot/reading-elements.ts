import { attribute, child, children, textOf, type XmlElement } from '@passerelle/xml';

/** Whether an element carries one of some templates. */
export function hasTemplate(element: XmlElement, roots: readonly string[]): boolean {
  for (const node of element.children) {
    if (typeof node === 'string' || node.local !== 'templateId') continue;
    const root = attribute(node, 'root');
    if (root !== undefined && roots.includes(root)) return true;
  }
  return false;
}

/** Whether an element is null, says something, or has parts that do. */
export function saidOrAbsent(element: XmlElement | undefined): boolean {
  return attribute(element, 'nullFlavor') !== undefined || textOf(element) !== undefined;
}

/** Whether a coded element has a code, or a null flavour in its place. */
export function codedOrAbsent(element: XmlElement | undefined): boolean {
  return (attribute(element, 'code') ?? attribute(element, 'nullFlavor')) !== undefined;
}

/** Whether a time, an interval or a telecom says something, or why not. */
export function valuedOrAbsent(element: XmlElement | undefined): boolean {
  return (
    (attribute(element, 'value') ?? attribute(element, 'nullFlavor')) !== undefined ||
    children(element).some(({ local }) => local !== 'translation')
  );
}

/** Whether a name has a family name and a given name, or says why not. */
export function isFullName(name: XmlElement): boolean {
  return (
    attribute(name, 'nullFlavor') !== undefined || ['family', 'given'].every((part) => saidOrAbsent(child(name, part)))
  );
}
