/**
 * A copy of a resource as FHIR's JSON wants it: no property that is undefined, no empty object and no empty array (R4
 * section 2.6.2: "Properties can never be empty"). Writers therefore need not ask of each part whether it is there.
 */
export function pruned<T extends object>(resource: T): T {
  return (prunedValue(resource) ?? {}) as T;
}

/** The value without what is empty; undefined where nothing is left. */
function prunedValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value === null || value === '' ? undefined : value;
  if (Array.isArray(value)) {
    const items = value.map(prunedValue).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  const kept: Record<string, unknown> = {};
  let some = false;
  for (const name in value) {
    const part = prunedValue((value as Record<string, unknown>)[name]);
    if (part === undefined) continue;
    kept[name] = part;
    some = true;
  }
  return some ? kept : undefined;
}
