import { parseFhirJson } from '@passerelle/fhir/json';
import { canonicalJson } from '@passerelle/kernel';
import type { JsonObject } from '../jws/json-object.js';

/**
 * The octets of a document Bundle that a seal covers: canonical JSON (RFC 8785) of everything but `id`, `meta` and
 * `signature` of the Bundle itself, which the FHIR canonicalisation `#document` leaves out so that a server may store
 * the document under an id of its own. Ids and meta of the entries are covered.
 * @throws PasserelleError PSR-1006 for text that has no UTF-8 form, which nobody could verify later
 */
export function documentPayload(bundle: JsonObject): Buffer {
  const { id: _id, meta: _meta, signature: _signature, ...covered } = bundle;
  const text = canonicalJson(covered);
  const octets = Buffer.from(text, 'utf8');
  // JSON.stringify writes an unpaired surrogate as an escape, and nothing else as an escape that begins so.
  if (text.includes('\\ud')) parseFhirJson(octets);
  return octets;
}
