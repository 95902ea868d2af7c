import { failed, ok, PasserelleError, type Json, type Result } from '@passerelle/kernel';
import { malformedSeal, requireForm } from '../seals/refusal.js';
import { isJsonList, isJsonObject, type JsonObject } from './json-object.js';

/** One signature of a JWS, still encoded. */
export interface JwsParts {
  /** `protected`: base64url of the protected header, as it was signed. */
  readonly protected: string;
  /** `signature`: base64url of the signature value. */
  readonly value: string;
  /** `header`: what stands beside and is not signed. */
  readonly unprotected?: JsonObject;
}

/** A JWS in any serialisation (RFC 7515 section 7). */
export interface Jws {
  /** The payload as it stands between the dots or in the member; undefined when it is detached (appendix F). */
  readonly payload?: string;
  /** Each signature, or why it has no form. */
  readonly signatures: readonly Result<JwsParts>[];
}

/** Signatures that one document may carry: each costs an operation with a public key. */
const mostSignatures = 32;

const compactForm = /^([A-Za-z0-9_-]+)\.([\x20-\x2d\x2f-\x7e]*)\.([A-Za-z0-9_-]+)\s*$/;

/**
 * Reads the compact serialisation (section 7.1). White space after it is allowed, because editors and mail add it; the
 * payload may be unencoded (RFC 7797 section 5.2).
 * @returns undefined when the text is none
 */
export function readCompactSerialization(text: string): Jws | undefined {
  const [, header, payload, value] = compactForm.exec(text) ?? [];
  if (header === undefined || value === undefined) return undefined;
  return { ...(payload && { payload }), signatures: [ok({ protected: header, value })] };
}

/**
 * Reads the general and the flattened JSON serialisation (section 7.2). Members that RFC 7515 does not know are
 * ignored, as it demands; nothing is ever read from them.
 * @returns undefined when the object is none
 */
export function readJsonSerialization(object: JsonObject): Jws | undefined {
  const { payload, signatures } = object;
  const flattened = 'signature' in object;
  if (signatures === undefined && (!flattened || !('protected' in object || 'header' in object))) return undefined;
  try {
    requireForm(payload === undefined || typeof payload === 'string', 'the payload is not a text');
    requireForm(signatures === undefined || !flattened, 'it is of the general and the flattened form at once');
    requireForm(signatures === undefined || isJsonList(signatures), 'signatures is not a list');
    const each = signatures ?? [object];
    requireForm(each.length <= mostSignatures, `it has more than ${mostSignatures} signatures`);
    return { ...(payload && { payload }), signatures: each.map(readSignature) };
  } catch (error) {
    if (error instanceof PasserelleError) return { signatures: [failed(error)] };
    throw error;
  }
}

function readSignature(source: Json): Result<JwsParts> {
  if (!isJsonObject(source)) return failed(malformedSeal('a member of signatures is not an object'));
  const { protected: header, header: unprotected, signature } = source;
  // A JAdES signature protects its header: one with unprotected headers alone says nothing that could be relied on.
  if (typeof header !== 'string') return failed(malformedSeal('it has no protected header'));
  if (typeof signature !== 'string') return failed(malformedSeal('it has no signature value'));
  if (unprotected === undefined) return ok({ protected: header, value: signature });
  if (!isJsonObject(unprotected)) return failed(malformedSeal('its unprotected header is not an object'));
  return ok({ protected: header, value: signature, unprotected });
}
