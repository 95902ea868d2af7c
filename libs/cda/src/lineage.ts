import type { XmlElement } from '@passerelle/xml';

/** The way from the root of a document to the element that is looked at, from which a place is only made when one is found wanting. */
export class Lineage {
  private readonly elements: XmlElement[] = [];
  private depth = 0;

  enter(element: XmlElement): void {
    this.elements[this.depth++] = element;
  }

  leave(): void {
    this.depth--;
  }

  /** The parent of the element that is looked at. */
  parent(): XmlElement | undefined {
    return this.depth < 2 ? undefined : this.elements[this.depth - 2];
  }

  /**
   * XPath of local names to the element that is looked at: `/ClinicalDocument/component/structuredBody/component[2]`. A
   * step has its number where the parent has several children of that name.
   * @param child - one of its children, to which the path goes on
   */
  place(child?: XmlElement): string {
    let place = '';
    for (let at = 0; at < this.depth; at++) place += `/${stepTo(this.elements[at]!, this.elements[at - 1])}`;
    return child === undefined ? place : `${place}/${stepTo(child, this.elements[this.depth - 1])}`;
  }
}

function stepTo(child: XmlElement, parent: XmlElement | undefined): string {
  const name = shortened(child.local);
  let count = 0;
  let number = 0;
  for (const node of parent?.children ?? []) {
    if (typeof node === 'string' || node.local !== child.local) continue;
    count++;
    if (node === child) number = count;
  }
  return count > 1 ? `${name}[${number}]` : name;
}

/** Names of strange documents can be of any length; those of CDA are never longer. */
export function shortened(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}
