import type { KeyObject } from 'node:crypto';
import { PasserelleError, type Json } from '@passerelle/kernel';
import { verifiableAlgorithmsOf, type VerifiableAlgorithm } from '../keys/signature-algorithms.js';
import { decodeBase64url } from '../seals/base64.js';
import { requireForm } from '../seals/refusal.js';
import { verifiesSignature } from '../seals/signature-value.js';
import type { JwsParts } from './serialization.js';

/**
 * The algorithm a JWS may be verified by: the one its header names, if the key allows it. The key decides, so that
 * neither `none` nor an HMAC keyed with the public key can be asked for (RFC 8725 section 3.1).
 * @param alg - of the protected header
 * @throws PasserelleError PSR-3005
 */
export function jwsAlgorithm(alg: Json | undefined, key: KeyObject): VerifiableAlgorithm {
  const algorithm = verifiableAlgorithmsOf(key).find((allowed) => allowed === alg);
  if (algorithm === undefined) throw new PasserelleError('PSR-3005');
  return algorithm;
}

/**
 * Verifies the value of a JWS over its signing input (RFC 7515 section 5.2).
 * @param payloads - what may stand after the dot, encoded as it was signed; the first over which the value verifies is it
 * @returns the payload, undefined when the value is over none of them
 * @throws PasserelleError PSR-3004 when the value is not base64url
 */
export function verifiedPayload<T extends { readonly payload: Uint8Array }>(
  parts: JwsParts,
  payloads: readonly T[],
  key: KeyObject,
  algorithm: VerifiableAlgorithm,
): T | undefined {
  const value = decodeBase64url(parts.value);
  requireForm(value !== undefined, 'the signature value is not base64url');
  const head = Buffer.from(`${parts.protected}.`, 'latin1');
  return payloads.find(({ payload }) => verifiesSignature(Buffer.concat([head, payload]), value, key, algorithm));
}
