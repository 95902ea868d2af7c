import { defaultJsonLimits, parseFhirJson, requireExactNumbers } from '@passerelle/fhir/json';
import { PasserelleError, type Result } from '@passerelle/kernel';
import { isJsonObject, type JsonObject } from '../jws/json-object.js';
import { readCompactSerialization, readJsonSerialization, type Jws, type JwsParts } from '../jws/serialization.js';
import { malformedSeal, requireForm } from '../seals/refusal.js';
import type { VerificationContext } from '../verification/context.js';
import type { SignatureFinding } from '../verification/finding.js';
import { readBundleSignature, requireSameTime } from './bundle-signature.js';
import type { PayloadSource } from './covered-content.js';
import { malformedFinding } from './draft-finding.js';
import { documentPayload } from './payload.js';
import { parseProtectedHeader } from './protected-header.js';
import { verifyJwsSignature } from './verify-signature.js';

/**
 * Verifies every signature of a JSON document: JWS in compact, general and flattened serialisation (RFC 7515), with
 * payload attached, detached (appendix F), unencoded (RFC 7797) or named by `sigD`, and FHIR's `Bundle.signature`, with
 * the properties of JAdES (ETSI TS 119 182-1) up to baseline level T.
 *
 * The algorithm follows from the key; `jku`, `x5u` and `jwk` are never looked at; `x5c` only brings certificates among
 * which the signed digest chooses, and the anchors decide. Nothing is fetched.
 * @param octets - the document as received
 * @returns one finding for each signature, in the order of the document; empty when it has none
 * @throws PasserelleError PSR-1001, PSR-1004, PSR-1006 to PSR-1008 and PSR-1010 when it is neither JSON nor a compact JWS
 */
export function verifyJsonSignatures(
  octets: Uint8Array,
  context: VerificationContext,
): Promise<readonly SignatureFinding[]> {
  // Nothing here waits: the promise is there because verifying XML has to load its parser, and callers ask both alike.
  return Promise.resolve().then(() => verify(octets, context));
}

function verify(octets: Uint8Array, context: VerificationContext): readonly SignatureFinding[] {
  const compact = readCompact(octets);
  if (compact !== undefined) return verifyJws(compact, context);
  const document = parseFhirJson(octets);
  if (!isJsonObject(document)) return [];
  if (document['resourceType'] === 'Bundle') {
    requireExactNumbers(octets);
    return verifyBundle(document, context);
  }
  const jws = readJsonSerialization(document);
  return jws === undefined ? [] : verifyJws(jws, context);
}

/** Nothing that begins with a base64url character is JSON but a number or a word, neither of which has two dots. */
function readCompact(octets: Uint8Array): Jws | undefined {
  if (octets.length > defaultJsonLimits.bytes)
    throw new PasserelleError('PSR-1001', { limit: defaultJsonLimits.bytes });
  if (octets[0] === undefined || !/[A-Za-z0-9_-]/.test(String.fromCharCode(octets[0]))) return undefined;
  return readCompactSerialization(Buffer.from(octets).toString('latin1'));
}

function verifyJws(jws: Jws, context: VerificationContext): readonly SignatureFinding[] {
  if (jws.signatures.length > 1 && differInEncoding(jws.signatures)) {
    return jws.signatures.map(() => malformedFinding(malformedSeal('b64 differs between its signatures')));
  }
  const source = { ...(jws.payload !== undefined && { payload: jws.payload }), detached: context.detached };
  return jws.signatures.map((each) => verifyParts(each, source, context));
}

function verifyParts(parts: Result<JwsParts>, source: PayloadSource, context: VerificationContext): SignatureFinding {
  return parts.ok ? verifyJwsSignature(parts.value, source, context) : malformedFinding(parts.error);
}

/** RFC 7797 section 3: one payload cannot be encoded for one signature and unencoded for another. */
function differInEncoding(signatures: readonly Result<JwsParts>[]): boolean {
  const encodings = signatures.map((each) => {
    try {
      return each.ok ? (parseProtectedHeader(each.value.protected)['b64'] ?? true) : true;
    } catch (error) {
      // A header that cannot be read is refused where it is verified.
      if (error instanceof PasserelleError) return true;
      throw error;
    }
  });
  return new Set(encodings).size > 1;
}

function verifyBundle(bundle: JsonObject, context: VerificationContext): readonly SignatureFinding[] {
  const { signature } = bundle;
  if (signature === undefined) return [];
  try {
    requireForm(isJsonObject(signature), 'Bundle.signature is not an object');
    const parts = readBundleSignature(signature);
    requireForm(!('sigD' in parseProtectedHeader(parts.protected)), 'sigD is of no use in a Bundle');
    const finding = verifyJwsSignature(parts, { detached: [{ name: '', octets: documentPayload(bundle) }] }, context);
    if (finding.signedAt !== undefined) requireSameTime(signature['when'], finding.signedAt);
    return [finding];
  } catch (error) {
    if (error instanceof PasserelleError) return [malformedFinding(error)];
    throw error;
  }
}
