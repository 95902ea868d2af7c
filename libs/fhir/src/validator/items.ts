import { isObject, PrimitiveElement, type JsonObject } from '../fhirpath/nodes.js';
import type { ChildRule } from './rules.js';

/** One occurrence of an element. */
export interface Item {
  /** The value; undefined where only an object beside it is there. */
  readonly value: unknown;
  /** Of a primitive, the object under `_name`. */
  readonly beside: JsonObject | undefined;
  readonly type: string;
}

/** The occurrences of an element in an object. */
export interface Items {
  /** The property that they stand under; undefined when there are none. */
  readonly property: string | undefined;
  /** Whether they stand in a list, so that their places have an index. */
  readonly listed: boolean;
  readonly items: readonly Item[];
}

/** The occurrences of an element that is not there. */
export const nothing: Items = { property: undefined, listed: false, items: [] };

/** The property that an element stands under; undefined where it is not there. */
export function propertyOf(parent: JsonObject, { properties }: ChildRule): string | undefined {
  return properties.find(({ property, beside }) => parent[property] !== undefined || parent[beside] !== undefined)
    ?.property;
}

/** The number of occurrences of an element, without looking at them. */
export function countOf(parent: JsonObject, { properties }: ChildRule): number {
  for (const { property, beside } of properties) {
    const value = parent[property] ?? parent[beside];
    if (value === undefined) continue;
    if (!Array.isArray(value)) return 1;
    const besides = parent[beside];
    return Math.max(value.length, Array.isArray(besides) ? besides.length : 0);
  }
  return 0;
}

/** Finds the occurrences of an element. Of an element with a choice of types, those of the type that is used. */
export function itemsOf(parent: JsonObject, { properties }: ChildRule): Items {
  for (const { property, beside: besideName, type } of properties) {
    const value = parent[property];
    const beside = parent[besideName];
    if (value === undefined && beside === undefined) continue;
    const named = type === 'Resource' && isObject(value) ? String(value['resourceType']) : type;
    if (Array.isArray(value) || Array.isArray(beside))
      return { property, listed: true, items: listed(value, beside, named) };
    return { property, listed: false, items: [{ value, beside: isObject(beside) ? beside : undefined, type: named }] };
  }
  return nothing;
}

function listed(value: unknown, beside: unknown, type: string): readonly Item[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  const elements: readonly unknown[] = Array.isArray(beside) ? beside : [];
  const items: Item[] = [];
  for (let index = 0; index < Math.max(values.length, elements.length); index++) {
    const element = elements[index];
    items.push({ value: values[index] ?? undefined, beside: isObject(element) ? element : undefined, type });
  }
  return items;
}

/** An item as a node of FHIRPath. */
export function nodeOf({ value, beside }: Item): unknown {
  return beside === undefined ? value : new PrimitiveElement(value, beside);
}

/** The object that holds the children of an item: itself, or what stands beside a primitive. */
export function parentOf({ value, beside }: Item): JsonObject | undefined {
  return isObject(value) ? value : beside;
}
