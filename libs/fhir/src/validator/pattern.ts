import type { JsonValue } from '../definitions/definitions.js';
import { isObject } from '../fhirpath/nodes.js';

/** Whether a value has everything that a pattern has: lists hold each item of the pattern, in any order (`pattern[x]`). */
export function matchesPattern(value: unknown, pattern: JsonValue): boolean {
  if (isList(pattern)) {
    const items = Array.isArray(value) ? (value as readonly unknown[]) : [];
    return pattern.every((part) => items.some((item) => matchesPattern(item, part)));
  }
  if (isObject(pattern)) {
    if (!isObject(value)) return false;
    for (const name of Object.keys(pattern)) if (!matchesPattern(value[name], pattern[name] as JsonValue)) return false;
    return true;
  }
  return value === pattern;
}

/** Whether a value is exactly another (`fixed[x]`). */
export function isFixed(value: unknown, fixed: JsonValue): boolean {
  if (isList(fixed)) {
    return Array.isArray(value) && value.length === fixed.length && fixed.every((part, at) => isFixed(value[at], part));
  }
  if (isObject(fixed)) {
    if (!isObject(value) || Object.keys(value).length !== Object.keys(fixed).length) return false;
    return Object.entries(fixed).every(([name, part]) => isFixed(value[name], part as JsonValue));
  }
  return value === fixed;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
