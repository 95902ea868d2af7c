import type { XmlElement } from '@passerelle/xml';

/**
 * XPath of local names to an element, from the root: `/ClinicalDocument/component/structuredBody/component[2]/section`.
 * A step has its number where the parent has several children of that name.
 * @param lineage - the elements from the root to the element, each a child of the one before
 * @param depth - how many of them count
 */
export function placeOf(lineage: readonly XmlElement[], depth = lineage.length): string {
  let place = `/${shortened(lineage[0]?.local ?? '')}`;
  for (let at = 1; at < depth; at++) place += `/${stepTo(lineage[at]!, lineage[at - 1]!)}`;
  return place;
}

/** The step from a parent to its child. */
export function stepTo(child: XmlElement, parent: XmlElement): string {
  let count = 0;
  let number = 0;
  for (const node of parent.children) {
    if (typeof node === 'string' || node.local !== child.local) continue;
    count++;
    if (node === child) number = count;
  }
  const name = shortened(child.local);
  return count > 1 ? `${name}[${number}]` : name;
}

/** Names of strange documents can be of any length; those of CDA are never longer. */
export function shortened(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}
