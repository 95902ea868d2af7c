import { bare, isObject, PrimitiveElement, type Node } from './nodes.js';

// A date or dateTime of FHIR; partial ones are as precise as they are long.
const moment = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/** Equality of two items (FHIRPath N1 section 6.1): primitives by value, elements by all their parts. */
export function equal(left: Node, right: Node): boolean {
  const a = bare(left);
  const b = bare(right);
  if (a === b) return a !== undefined || sameElement(left, right);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => equal(item, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}

function sameElement(left: Node, right: Node): boolean {
  return left instanceof PrimitiveElement && right instanceof PrimitiveElement && equal(left.element, right.element);
}

/**
 * The order of two items (FHIRPath N1 section 6.2).
 * @returns negative, 0 or positive; undefined where it cannot be told: dates of unlike precision whose common part is
 * the same, quantities of unlike units, items of unlike kind
 */
export function order(left: Node, right: Node): number | undefined {
  const a = bare(left);
  const b = bare(right);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return orderOfTexts(a, b);
  if (isObject(a) && isObject(b)) return orderOfQuantities(a, b);
  return undefined;
}

function orderOfTexts(a: string, b: string): number | undefined {
  const first = moment.exec(a);
  const second = moment.exec(b);
  if (first !== null && second !== null) return orderOfMoments(first, second);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function orderOfMoments(first: RegExpExecArray, second: RegExpExecArray): number | undefined {
  // With both times complete and in a zone, the instants decide.
  if (first[7] !== undefined && second[7] !== undefined) {
    const difference = Date.parse(first[0]) - Date.parse(second[0]);
    return Number.isNaN(difference) ? undefined : difference;
  }
  // A time in a zone and one without, or a day beside a time: only whole days that differ anyhow can be told apart.
  for (let part = 1; part <= 6; part++) {
    const [a, b] = [first[part], second[part]];
    if (a === undefined && b === undefined) return 0;
    if (a === undefined || b === undefined) return undefined;
    const difference = Number(a) - Number(b);
    if (difference !== 0) return difference;
  }
  return 0;
}

function orderOfQuantities(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): number | undefined {
  const [first, second] = [a['value'], b['value']];
  if (typeof first !== 'number' || typeof second !== 'number') return undefined;
  const sameUnit = a['system'] === b['system'] && a['code'] === b['code'];
  return sameUnit && (a['code'] !== undefined || a['unit'] === b['unit']) ? first - second : undefined;
}

/** The distinct items of a collection, in order. Texts and numbers are found by hash, as lists of them can be long. */
export function distinct(nodes: readonly Node[]): readonly Node[] {
  if (nodes.length < 2) return nodes;
  const simple = new Set<unknown>();
  const kept: Node[] = [];
  const compound: Node[] = [];
  for (const node of nodes) {
    const value = bare(node);
    if (value !== undefined && !isObject(value)) {
      if (simple.has(value)) continue;
      simple.add(value);
    } else {
      if (compound.some((other) => equal(other, node))) continue;
      compound.push(node);
    }
    kept.push(node);
  }
  return kept;
}
