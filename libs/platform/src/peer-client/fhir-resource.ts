import { parseFhirJson } from '@passerelle/fhir/json';
import { PasserelleError } from '@passerelle/kernel';

/** A resource as a peer sent it; whoever reads it narrows what it takes. */
export type ForeignResource = Readonly<Record<string, unknown>>;

/** The resource in an answer; undefined where it is not JSON that passes the guard. */
export function fhirResource(octets: Buffer): ForeignResource | undefined {
  try {
    return record(parseFhirJson(octets));
  } catch (error) {
    // What a peer sends may be anything; the caller tells which answer it was.
    if (error instanceof PasserelleError) return undefined;
    throw error;
  }
}

/** A JSON object, or an empty one in the place of anything else. */
export function record(value: unknown): ForeignResource {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ForeignResource) : {};
}

/** A JSON array, or an empty one in the place of anything else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
