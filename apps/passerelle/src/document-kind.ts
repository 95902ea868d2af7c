import { parseFhirJson } from '@passerelle/fhir/json';
import { PasserelleError, type Json } from '@passerelle/kernel';
import { parseXml, type XmlElement } from '@passerelle/xml';

/** A JSON object as it was parsed. */
export type JsonObject = { readonly [key: string]: Json | undefined };

/** A document of a kind that Passerelle knows, parsed. */
export type KnownDocument =
  { readonly kind: 'bundle'; readonly bundle: JsonObject } | { readonly kind: 'cda'; readonly root: XmlElement };

/**
 * Tells by its first character whether a document is meant to be JSON: enough to choose the parser, which then judges
 * the rest. White space and a UTF-8 byte order mark may stand before it.
 */
export function looksLikeJson(octets: Uint8Array): boolean {
  const head = Buffer.from(octets.subarray(0, 1024)).toString('utf8');
  return /^\ufeff?\s*[[{]/.test(head);
}

/**
 * Reads a document by its guarded parser.
 * @throws PSR-1101 when it is neither a FHIR Bundle nor a CDA; PSR-1103 for a ClinicalDocument of another namespace;
 * PSR-10xx as the parsers throw them
 */
export function readDocument(octets: Uint8Array): KnownDocument {
  if (looksLikeJson(octets)) {
    const bundle = parseFhirJson(octets);
    if (!isObject(bundle) || bundle['resourceType'] !== 'Bundle') throw new PasserelleError('PSR-1101');
    return { kind: 'bundle', bundle };
  }
  const root = parseXml(octets);
  if (root.local !== 'ClinicalDocument') throw new PasserelleError('PSR-1101');
  if (root.uri !== 'urn:hl7-org:v3') throw new PasserelleError('PSR-1103');
  return { kind: 'cda', root };
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
