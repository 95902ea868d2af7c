import type { Coded, Coding } from './coded.js';

/** URI of LOINC. */
export const loincSystem = 'http://loinc.org';

/**
 * Whether one of some codings, of the model or of FHIR, is a code of a system.
 * @param codes - a code, or several of which any will do
 */
export function hasCode(
  codings: readonly SystemAndCode[] | undefined,
  system: string,
  codes: string | ReadonlySet<string>,
): boolean {
  const isOne = (code: string): boolean => (typeof codes === 'string' ? code === codes : codes.has(code));
  return codings?.some((each) => each.system === system && each.code !== undefined && isOne(each.code)) === true;
}

/** What {@link hasCode} looks at, which FHIR may leave out. */
interface SystemAndCode {
  readonly system?: string | undefined;
  readonly code?: string | undefined;
}

/** A coding and its translations, side by side. */
export function codingsOf(coded: Coded | undefined): readonly Coding[] {
  if (coded?.coding === undefined) return [];
  const { translations = [], ...primary } = coded.coding;
  return [primary, ...translations];
}

/**
 * Visits every coding of a part of the summary, from the outside in; translations are not visited on their own.
 * @param visit - answers a coding to put in its place, or the same; is told the names of the elements that lead to the
 *   coding (`product`, `form`, `coding`), without places in lists, and for each name the part that it stands in, with the
 *   codings put in so far; both lists are good for the call only
 * @returns the part with the new codings; the very same object where nothing changed, so that unchanged entries cost nothing
 */
export function mapCodings<T>(part: T, visit: CodingVisit): T {
  const replace: Replace = (each, { names, holders }) => (isCoding(each) ? visit(each, names, holders) : undefined);
  return map(part, replace, { names: [], holders: [] }) as T;
}

/** What is asked of every coding. */
export type CodingVisit = (coding: Coding, names: readonly string[], holders: readonly object[]) => Coding;

/** Visits every coded value of a part of the summary that has a coding. @returns as {@link mapCodings} */
export function mapCoded<T>(part: T, visit: (coded: Coded & { readonly coding: Coding }) => Coded): T {
  return map(part, (each) => (isCoded(each) ? visit(each) : undefined), { names: [], holders: [] }) as T;
}

/** Visits every coding of a part of the summary as {@link mapCodings} does, and puts nothing in its place. */
export function eachCoding(part: object, visit: (coding: Coding) => void): void {
  if (!Array.isArray(part) && isCoding(part)) {
    visit(part);
    return;
  }
  for (const key in part) {
    const inner = (part as Record<string, unknown>)[key];
    if (typeof inner === 'object' && inner !== null && !withoutCodes.has(key)) eachCoding(inner, visit);
  }
}

/** Parts of the model that hold texts and identifiers only. There are thousands in a summary, so none is looked into. */
const withoutCodes: ReadonlySet<string> = new Set([
  ...['identifiers', 'deviceIdentifiers', 'telecoms', 'names', 'period', 'omitted'],
]);

/** Answers what to put in the place of an object, or undefined to look inside it. */
type Replace = (part: object, way: Way) => object | undefined;

/** The way to a part: names of elements, and what each stands in. */
interface Way {
  readonly names: string[];
  readonly holders: object[];
}

function map(part: unknown, replace: Replace, way: Way): unknown {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return mapList(part, replace, way);
  const replaced = replace(part, way);
  if (replaced !== undefined) return replaced;
  let changed: Record<string, unknown> | undefined;
  for (const key in part) {
    const before = (part as Record<string, unknown>)[key];
    if (typeof before !== 'object' || before === null || withoutCodes.has(key)) continue;
    way.names.push(key);
    way.holders.push(changed ?? part);
    const after = map(before, replace, way);
    way.names.pop();
    way.holders.pop();
    if (after !== before) (changed ??= { ...part })[key] = after;
  }
  // A value that had no code of the European tables, and now has one, is absent no longer; a new display is no new code.
  if (changed !== undefined && 'coding' in changed && isOtherCode((part as Coded).coding, changed['coding'])) {
    delete changed['absence'];
  }
  return changed ?? part;
}

function mapList(list: readonly unknown[], replace: Replace, way: Way): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (let at = 0; at < list.length; at++) {
    const before = list[at];
    const after = map(before, replace, way);
    if (after !== before) (changed ??= [...list])[at] = after;
  }
  return changed ?? list;
}

function isOtherCode(before: Coding | undefined, after: unknown): boolean {
  const { system, code } = after as Coding;
  return before?.system !== system || before.code !== code;
}

function isCoding(part: object): part is Coding {
  const { system, code } = part as Partial<Coding>;
  return typeof system === 'string' && typeof code === 'string';
}

function isCoded(part: object): part is Coded & { readonly coding: Coding } {
  return 'coding' in part && typeof part.coding === 'object' && part.coding !== null && isCoding(part.coding);
}
