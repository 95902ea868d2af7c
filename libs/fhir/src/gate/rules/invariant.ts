import type { JsonObject } from '../findings.js';

/** A condition that an object of a type must fulfil. */
export interface Invariant {
  /** Key of the constraint in the standard. */
  readonly rule: string;
  readonly text: string;
  holds(value: JsonObject): boolean;
}

/** Whether an element is there, as a value or as extensions only; `element` is given without `[x]`. */
export function has(value: JsonObject, element: string): boolean {
  return value[element] !== undefined || value[`_${element}`] !== undefined;
}

/** Whether an element with a choice of types is there in any of the types named. */
export function hasAny(value: JsonObject, elements: readonly string[]): boolean {
  return elements.some((element) => has(value, element));
}
