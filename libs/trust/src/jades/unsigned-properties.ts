import { parseFhirJson } from '@passerelle/fhir/json';
import { PasserelleError, type Json } from '@passerelle/kernel';
import { readHint } from '../certificates/certificate-hint.js';
import type { Certificate } from '../certificates/certificate.js';
import { isJsonList, isJsonObject, type JsonObject } from '../jws/json-object.js';
import { decodeBase64url } from '../seals/base64.js';
import { malformedSeal, requireForm } from '../seals/refusal.js';

/** A property that stands beside a signature, by its name: `sigTst`, `cSig`, `xVals`. */
export interface UnsignedProperty {
  readonly name: string;
  readonly value: Json;
}

const mostProperties = 64;

/**
 * Reads `etsiU` (ETSI TS 119 182-1 section 5.3.1): a list of objects with one member each, either all of them clear or
 * all base64url. The two are never mixed, because time-stamps over them are computed differently.
 * @throws PasserelleError PSR-3004
 */
export function readUnsignedProperties(unprotected: JsonObject): readonly UnsignedProperty[] {
  const { etsiU } = unprotected;
  if (etsiU === undefined) return [];
  requireForm(isJsonList(etsiU) && etsiU.length > 0, 'etsiU is not a list with entries');
  requireForm(etsiU.length <= mostProperties, `etsiU has more than ${mostProperties} entries`);
  const encoded = etsiU.filter((each) => typeof each === 'string').length;
  requireForm(encoded === 0 || encoded === etsiU.length, 'etsiU mixes clear and encoded entries');
  return etsiU.map((entry) => {
    const clear = typeof entry === 'string' ? decode(entry) : entry;
    requireForm(isJsonObject(clear), 'an entry of etsiU is not an object');
    const [member, ...more] = Object.entries(clear);
    requireForm(member?.[1] !== undefined && more.length === 0, 'an entry of etsiU does not have one member');
    return { name: member[0], value: member[1] };
  });
}

function decode(entry: string): Json {
  const octets = decodeBase64url(entry);
  requireForm(octets !== undefined, 'an entry of etsiU is not base64url');
  try {
    return parseFhirJson(octets);
  } catch (cause) {
    if (cause instanceof PasserelleError) throw malformedSeal('an entry of etsiU is not JSON', cause);
    throw cause;
  }
}

/**
 * Certificates of `xVals` (section 5.3.5.1). They are not signed and need not be: they are hints, among which only a
 * signed digest chooses.
 */
export function certificateValues(properties: readonly UnsignedProperty[]): readonly Certificate[] {
  const found: Certificate[] = [];
  for (const { name, value } of properties) {
    if (name !== 'xVals' || !isJsonList(value)) continue;
    for (const entry of value) {
      const certificate = isJsonObject(entry) ? entry['x509Cert'] : undefined;
      const base64 = isJsonObject(certificate) ? certificate['val'] : undefined;
      const hint = typeof base64 === 'string' ? readHint(base64) : undefined;
      if (hint !== undefined && found.length < mostProperties) found.push(hint);
    }
  }
  return found;
}
