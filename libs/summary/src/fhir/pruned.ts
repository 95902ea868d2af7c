import type { FhirResource } from 'fhir/r4.js';

/**
 * A resource as FHIR's JSON wants it: no empty object and no empty array (R4 section 2.6.2: "Properties can never be
 * empty"). Writers therefore need not ask of each part whether it is there. A property that is undefined stays: JSON has
 * no way to write it, so it goes when the text is made, and most parts need no copy.
 */
export function pruned<T extends object>(resource: T): T {
  return (prunedValue(resource) ?? {}) as T;
}

/**
 * A pruned resource with its identity in front, where readers look for it.
 * @param resource - as its writer gave it, without id and meta
 */
export function identified(resource: FhirResource, id: string, profile: readonly string[]): FhirResource {
  const whole: Record<string, unknown> = { resourceType: resource.resourceType, id };
  if (profile.length > 0) whole['meta'] = { profile };
  for (const name in resource) {
    const value = (resource as unknown as Readonly<Record<string, unknown>>)[name];
    const part = value === undefined ? undefined : prunedValue(value);
    if (part !== undefined) whole[name] = part;
  }
  return whole as unknown as FhirResource;
}

/** The value without what is empty, itself where nothing in it is; undefined where nothing is left. */
function prunedValue(value: unknown): unknown {
  if (typeof value !== 'object') return value === '' ? undefined : value;
  if (value === null) return undefined;
  return Array.isArray(value) ? prunedList(value) : prunedObject(value as Readonly<Record<string, unknown>>);
}

function prunedList(list: readonly unknown[]): readonly unknown[] | undefined {
  let kept: unknown[] | undefined;
  for (let at = 0; at < list.length; at++) {
    const part = prunedValue(list[at]);
    if (part !== list[at] || part === undefined) kept ??= list.slice(0, at);
    if (part !== undefined) kept?.push(part);
  }
  return (kept ?? list).length === 0 ? undefined : (kept ?? list);
}

function prunedObject(object: Readonly<Record<string, unknown>>): object | undefined {
  let copy: Record<string, unknown> | undefined;
  let some = false;
  for (const name in object) {
    const before = object[name];
    if (before === undefined) continue;
    const after = prunedValue(before);
    if (after !== undefined) some = true;
    if (after !== before) (copy ??= { ...object })[name] = after;
  }
  return some ? (copy ?? object) : undefined;
}
