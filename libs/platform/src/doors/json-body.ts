import { PasserelleError } from '@passerelle/kernel';
import { parseFhirJson } from '@passerelle/fhir/json';

/**
 * Reads a JSON object from the octets of a body, through the guard.
 * @throws PasserelleError PSR-1006 to PSR-1008, PSR-1010
 */
export function readJsonObject(body: unknown): Readonly<Record<string, unknown>> {
  if (!Buffer.isBuffer(body) || body.length === 0) throw new PasserelleError('PSR-1010');
  const json: unknown = parseFhirJson(body);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new PasserelleError('PSR-1006');
  return json as Readonly<Record<string, unknown>>;
}
