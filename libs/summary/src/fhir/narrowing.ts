/** A JSON object whose content is not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object; undefined for anything else, arrays included. */
export function objectOf(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The value as a list. A single value where a list is due is a list of one: producers do forget the brackets. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** The objects of a list; what is not an object is passed over. */
export function objectsOf(value: unknown): JsonObject[] {
  const found: JsonObject[] = [];
  for (const each of listOf(value)) {
    const object = objectOf(each);
    if (object !== undefined) found.push(object);
  }
  return found;
}

/** The value as text without white space around it; undefined where there is none. Numbers count as their digits. */
export function stringOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return text === '' ? undefined : text;
}

/** The texts of a list. */
export function stringsOf(value: unknown): string[] {
  return listOf(value)
    .map(stringOf)
    .filter((text) => text !== undefined);
}

/** The properties of `T`, those that may be undefined made optional. */
export type Stated<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The object without the properties that are undefined: the model tells a missing property from an undefined one. */
export function stated<T extends object>(parts: T): Stated<T> {
  const kept: Record<string, unknown> = {};
  for (const name in parts) {
    const value: unknown = parts[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept as Stated<T>;
}
