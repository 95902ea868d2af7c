import type { Json } from '@passerelle/kernel';
import type { JsonObject } from '../jws/json-object.js';
import type { JwsParts } from '../jws/serialization.js';
import { decodeBase64 } from '../seals/base64.js';
import { requireForm } from '../seals/refusal.js';
import { clockSkew } from '../seals/signing-time.js';
import { documentCanonicalization, sigFormat } from './profile.js';

/**
 * Reads the compact JWS of a FHIR `Signature`: header and value, with nothing between the two dots, because the payload
 * is the Bundle around it.
 * @param element - `Bundle.signature`
 * @throws PasserelleError PSR-3004
 */
export function readBundleSignature(element: JsonObject): JwsParts {
  const { data, sigFormat: format, targetFormat: target } = element;
  requireForm(format === undefined || format === sigFormat, 'sigFormat is not application/jose');
  requireForm(target === undefined || statesDocumentForm(target), 'targetFormat states another canonicalization');
  const octets = typeof data === 'string' ? decodeBase64(data) : undefined;
  requireForm(octets !== undefined, 'Signature.data is missing or not base64');
  const [header = '', payload, value = '', ...more] = octets.toString('latin1').split('.');
  requireForm(payload !== undefined && more.length === 0, 'Signature.data is not a compact JWS');
  requireForm(payload === '', 'the payload is not detached');
  return { protected: header, value };
}

function statesDocumentForm(target: Json): boolean {
  if (typeof target !== 'string') return false;
  const stated = /;\s*canonicalization=([^;\s]+)/.exec(target)?.[1];
  return stated === undefined || stated === documentCanonicalization;
}

/**
 * `when` is not signed. A reader who trusts it must not be told another day than the signature says.
 * @throws PasserelleError PSR-3004
 */
export function requireSameTime(when: Json | undefined, signedAt: Date): void {
  const stated = typeof when === 'string' ? Date.parse(when) : Number.NaN;
  requireForm(
    Math.abs(stated - signedAt.getTime()) <= clockSkew * 1000,
    'Signature.when is missing or not the time of iat',
  );
}
