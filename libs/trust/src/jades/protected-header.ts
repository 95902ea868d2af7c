import { parseFhirJson } from '@passerelle/fhir/json';
import type { Json } from '@passerelle/kernel';
import { isJsonObject, type JsonObject } from '../jws/json-object.js';
import { decodeBase64url } from '../seals/base64.js';
import { malformedSeal, requireForm } from '../seals/refusal.js';

/** A chain of certificates and time-stamps of the content stay far below. */
const headerLimits = { bytes: 256_000, depth: 12, values: 1_000 };

/**
 * Parses the protected header of a JWS (RFC 7515 section 4): a JSON object without repeated members.
 * @param encoded - base64url, as it was signed
 * @throws PasserelleError PSR-3004
 */
export function parseProtectedHeader(encoded: string): JsonObject {
  const octets = decodeBase64url(encoded);
  requireForm(octets !== undefined, 'the protected header is not base64url');
  let header: Json;
  try {
    header = parseFhirJson(octets, headerLimits);
  } catch (cause) {
    throw malformedSeal('the protected header is not JSON', cause);
  }
  requireForm(isJsonObject(header), 'the protected header is not a JSON object');
  return header;
}
