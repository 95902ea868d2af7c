/** A JSON object as it was parsed. Members are looked at by name only, never copied, so no name can do harm. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is a text with something in it. */
export function textOf(object: JsonObject | undefined, name: string): string | undefined {
  const value = object?.[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The objects of a member that is a list of them. */
export function objectsOf(object: JsonObject | undefined, name: string): readonly JsonObject[] {
  const value = object?.[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A member that is an object. */
export function objectOf(object: JsonObject | undefined, name: string): JsonObject | undefined {
  const value = object?.[name];
  return isObject(value) ? value : undefined;
}

/** The OIDs among the identifiers of a resource (`urn:oid:` in the system urn:ietf:rfc:3986). */
export function oidsOf(resource: JsonObject): readonly string[] {
  return objectsOf(resource, 'identifier').flatMap((identifier) => {
    const value = textOf(identifier, 'value');
    return value?.startsWith('urn:oid:') === true ? [value.slice('urn:oid:'.length)] : [];
  });
}
