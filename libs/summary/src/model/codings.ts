import type { Coded, Coding } from './coded.js';

/** A coding and its translations, side by side. */
export function codingsOf(coded: Coded | undefined): readonly Coding[] {
  if (coded?.coding === undefined) return [];
  const { translations = [], ...primary } = coded.coding;
  return [primary, ...translations];
}

/**
 * Visits every coding of a part of the summary, from the outside in; translations are not visited on their own.
 * @param visit - answers a coding to put in its place, or the same
 * @returns the part with the new codings; the very same object where nothing changed, so that unchanged entries cost nothing
 */
export function mapCodings<T>(part: T, visit: (coding: Coding) => Coding): T {
  return map(part, visit) as T;
}

function map(part: unknown, visit: (coding: Coding) => Coding): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return mapList(part, visit);
  if (isCoding(part)) return visit(part);
  let changed: Record<string, unknown> | undefined;
  for (const key in part) {
    const before = (part as Record<string, unknown>)[key];
    if (typeof before !== 'object' || before === null) continue;
    const after = map(before, visit);
    if (after !== before) (changed ??= { ...part })[key] = after;
  }
  // A value that had no code of the European tables, and now has one, is absent no longer.
  if (changed !== undefined && 'coding' in changed) delete changed['absence'];
  return changed ?? part;
}

function mapList(list: readonly unknown[], visit: (coding: Coding) => Coding): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (const [at, before] of list.entries()) {
    const after = map(before, visit);
    if (after !== before) (changed ??= [...list])[at] = after;
  }
  return changed ?? list;
}

function isCoding(part: object): part is Coding {
  return 'system' in part && 'code' in part && typeof part.system === 'string' && typeof part.code === 'string';
}
