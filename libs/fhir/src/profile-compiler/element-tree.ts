import type { ElementDefinition, StructureDefinition } from './structure-definition.js';

/** An element of a snapshot with what stands below it. */
export interface ElementNode {
  readonly element: ElementDefinition;
  /** Children by name, `value[x]` with its brackets. */
  readonly children: Map<string, ElementNode>;
  /** Slices by name. */
  readonly slices: Map<string, ElementNode>;
}

/**
 * Turns the flat list of a snapshot into a tree by the ids of its elements: `Patient.name:official.family` is the child
 * `family` of the slice `official` of the child `name` (FHIR R4 section 5.1.0.1.1). A slice of a slice, `a/b`, becomes a
 * slice of `a`.
 * @throws TypeError when there is no snapshot
 */
export function elementTreeOf(definition: StructureDefinition): ElementNode {
  const [root, ...rest] = definition.snapshot?.element ?? [];
  if (root === undefined) throw new TypeError(`${definition.url} has no snapshot`);
  const nodes = new Map<string, ElementNode>();
  const tree = nodeOf(root);
  nodes.set(root.id, tree);
  for (const element of rest) {
    const dot = lastDot(element.id);
    const parent = nodes.get(element.id.slice(0, dot));
    // The children of a slice that was left out of the snapshot have nothing to belong to.
    if (parent === undefined) continue;
    const node = nodeOf(element);
    nodes.set(element.id, node);
    place(node, element.id.slice(dot + 1), parent);
  }
  return tree;
}

function nodeOf(element: ElementDefinition): ElementNode {
  return { element, children: new Map(), slices: new Map() };
}

function place(node: ElementNode, segment: string, parent: ElementNode): void {
  const colon = segment.indexOf(':');
  if (colon < 0) {
    parent.children.set(segment, node);
    return;
  }
  const sliced = parent.children.get(segment.slice(0, colon));
  const [outer = '', inner] = segment.slice(colon + 1).split('/', 2);
  if (inner === undefined) sliced?.slices.set(outer, node);
  else sliced?.slices.get(outer)?.slices.set(inner, node);
}

/** The dot before the last segment; a slice name may hold dots, a name behind its colon never opens a new segment. */
function lastDot(id: string): number {
  return id.lastIndexOf('.');
}
