import type { ElementPlan, TypePlan } from './definitions.js';

/** The plans that profiles are held against. */
export type TypePlans = Readonly<Record<string, TypePlan>>;

/** The children that an element of a type has: its own, or those of its only type. */
export interface BaseChildren {
  readonly elements: Readonly<Record<string, ElementPlan>>;
  /** Invariants of the type that every element of it is held against anyway. */
  readonly invariants?: readonly number[];
}

const nothing: BaseChildren = { elements: {} };

/** An element that every type has; the plans leave them out. */
const universal: Readonly<Record<string, ElementPlan>> = {
  id: { types: ['string'] },
  extension: { types: ['Extension'], max: 0 },
  modifierExtension: { types: ['Extension'], max: 0 },
};

/** The children of a type. */
export function childrenOfType(types: TypePlans, type: string): BaseChildren {
  return Object.hasOwn(types, type) ? types[type]! : nothing;
}

/**
 * The children of an element.
 * @param type - the type meant, where the element has a choice
 */
export function childrenOf(types: TypePlans, element: ElementPlan, type?: string): BaseChildren {
  if (element.elements !== undefined) return { elements: element.elements };
  if (element.sameAs !== undefined) return childrenOf(types, elementAt(types, element.sameAs));
  const only = type ?? element.types?.[0];
  return only === undefined ? nothing : childrenOfType(types, only);
}

/** The plan of a child. @returns undefined when the type has no such child */
export function childOf({ elements }: BaseChildren, name: string): ElementPlan | undefined {
  if (Object.hasOwn(elements, name)) return elements[name];
  return Object.hasOwn(universal, name) ? universal[name] : undefined;
}

/** The plan at a path: `Composition.section`. @throws TypeError when there is none */
export function elementAt(types: TypePlans, path: string): ElementPlan {
  const [type = '', ...names] = path.split('.');
  let children = childrenOfType(types, type);
  let element: ElementPlan | undefined;
  for (const name of names) {
    element = childOf(children, name);
    if (element === undefined) break;
    children = childrenOf(types, element);
  }
  if (element === undefined) throw new TypeError(`there is no element ${path}`);
  return element;
}
