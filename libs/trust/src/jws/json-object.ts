import type { Json } from '@passerelle/kernel';

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json | undefined };

/** Tells a JSON object from the other JSON values. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Tells a list from the other JSON values. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The members of a list that is not empty and holds only texts; undefined for anything else. */
export function textsOf(value: Json | undefined): readonly string[] | undefined {
  if (!isJsonList(value) || value.length === 0) return undefined;
  const texts = value.filter((each): each is string => typeof each === 'string');
  return texts.length === value.length ? texts : undefined;
}
