import { failed, ok, type Json, type Result } from '@passerelle/kernel';
import { isJsonObject } from '../jws/json-object.js';
import { readCompactSerialization, readJsonSerialization, type JwsParts } from '../jws/serialization.js';
import { malformedSeal } from '../seals/refusal.js';
import type { UnsignedProperty } from './unsigned-properties.js';

/** A counter-signature, still encoded, with the payload it carries if it is attached. */
export interface CounterSignature {
  readonly parts: JwsParts;
  readonly payload?: string;
}

/** Counter-signatures that are looked at, over all levels of nesting. */
const mostCounterSignatures = 8;

/**
 * The counter-signatures beside a signature (`cSig`, ETSI TS 119 182-1 section 5.3.2): each one JWS, compact or JSON, with
 * exactly one signature.
 */
export function readCounterSignatures(properties: readonly UnsignedProperty[]): readonly Result<CounterSignature>[] {
  const found = properties.filter(({ name }) => name === 'cSig');
  if (found.length > mostCounterSignatures) {
    return [failed(malformedSeal(`it has more than ${mostCounterSignatures} counter-signatures`))];
  }
  return found.map(({ value }) => readCounterSignature(value));
}

function readCounterSignature(value: Json): Result<CounterSignature> {
  const jws = isJsonObject(value)
    ? readJsonSerialization(value)
    : typeof value === 'string'
      ? readCompactSerialization(value)
      : undefined;
  const [parts, ...more] = jws?.signatures ?? [];
  if (parts === undefined || more.length > 0) return failed(malformedSeal('a counter-signature is not one JWS'));
  if (!parts.ok) return parts;
  return ok({ parts: parts.value, ...(jws?.payload !== undefined && { payload: jws.payload }) });
}
