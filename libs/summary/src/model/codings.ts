import type { Coded, Coding } from './coded.js';

/** A coding and its translations, side by side. */
export function codingsOf(coded: Coded | undefined): readonly Coding[] {
  if (coded?.coding === undefined) return [];
  const { translations = [], ...primary } = coded.coding;
  return [primary, ...translations];
}

/**
 * Visits every coding of a part of the summary, from the outside in; translations are not visited on their own.
 * @param visit - answers a coding to put in its place, or the same; is told the names of the elements that lead to the
 *   coding (`product`, `form`, `coding`), without places in lists, in a list that is good for the call only
 * @returns the part with the new codings; the very same object where nothing changed, so that unchanged entries cost nothing
 */
export function mapCodings<T>(part: T, visit: (coding: Coding, names: readonly string[]) => Coding): T {
  return map(part, (each, names) => (isCoding(each) ? visit(each, names) : undefined), []) as T;
}

/** Visits every coded value of a part of the summary that has a coding. @returns as {@link mapCodings} */
export function mapCoded<T>(part: T, visit: (coded: Coded & { readonly coding: Coding }) => Coded): T {
  return map(part, (each) => (isCoded(each) ? visit(each) : undefined), []) as T;
}

/** Answers what to put in the place of an object, or undefined to look inside it. */
type Replace = (part: object, names: readonly string[]) => object | undefined;

function map(part: unknown, replace: Replace, names: string[]): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return mapList(part, replace, names);
  const replaced = replace(part, names);
  if (replaced !== undefined) return replaced;
  let changed: Record<string, unknown> | undefined;
  for (const key in part) {
    const before = (part as Record<string, unknown>)[key];
    if (typeof before !== 'object' || before === null) continue;
    names.push(key);
    const after = map(before, replace, names);
    names.pop();
    if (after !== before) (changed ??= { ...part })[key] = after;
  }
  // A value that had no code of the European tables, and now has one, is absent no longer; a new display is no new code.
  if (changed !== undefined && 'coding' in changed && isOtherCode((part as Coded).coding, changed['coding'])) {
    delete changed['absence'];
  }
  return changed ?? part;
}

function mapList(list: readonly unknown[], replace: Replace, names: string[]): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (const [at, before] of list.entries()) {
    const after = map(before, replace, names);
    if (after !== before) (changed ??= [...list])[at] = after;
  }
  return changed ?? list;
}

function isOtherCode(before: Coding | undefined, after: unknown): boolean {
  const { system, code } = after as Coding;
  return before?.system !== system || before.code !== code;
}

function isCoding(part: object): part is Coding {
  return 'system' in part && 'code' in part && typeof part.system === 'string' && typeof part.code === 'string';
}

function isCoded(part: object): part is Coded & { readonly coding: Coding } {
  return 'coding' in part && typeof part.coding === 'object' && part.coding !== null && isCoding(part.coding);
}
