import { compactVerify, decodeProtectedHeader, errors, type ProtectedHeaderParameters } from 'jose';
import type { Certificate } from '../certificates/certificate.js';
import { pinnedByThumbprint } from '../certificates/pinned.js';
import { signatureAlgorithmsOf } from '../keys/signature-algorithms.js';
import type { Claims } from './sign-compact.js';

/** What a compact JWS is verified against. */
export interface CompactExpectation {
  readonly typ: string;
  /** Certificates pinned for the signer; no other key verifies. */
  readonly pinned: readonly Certificate[];
  /** Characters above which the text is refused unread. */
  readonly largest: number;
}

/** A verified JWS, or in a few words why it is refused: the caller knows which error of the registry that is. */
export type CompactVerification =
  { readonly claims: Claims; readonly certificate: Certificate } | { readonly refused: string };

const compactForm = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/**
 * Verifies a compact JWS (RFC 7515 section 5.2) under the rules of RFC 8725: the type is checked, the algorithm follows
 * from the pinned key, and `jku`, `x5u`, `jwk` and `x5c` are never looked at, let alone fetched. Claims are parsed only
 * after the signature has been verified. Any `crit` is refused, as no extension is understood here.
 */
export async function verifyCompact(jws: string, expected: CompactExpectation): Promise<CompactVerification> {
  if (jws.length > expected.largest) return { refused: `longer than ${expected.largest} characters` };
  if (!compactForm.test(jws)) return { refused: 'not a compact JWS' };
  const header = readHeader(jws);
  if (!header) return { refused: 'its header is not a JSON object' };
  if ('crit' in header) return { refused: 'it asks for an extension (crit)' };
  if (header.typ !== expected.typ) return { refused: `its type is not ${expected.typ}` };

  const certificate = pinnedByThumbprint(header['x5t#S256'], expected.pinned);
  if (!certificate) return { refused: 'its certificate is not pinned for the sender' };
  const algorithm = signatureAlgorithmsOf(certificate.publicKey).find((allowed) => allowed === header.alg);
  if (!algorithm) return { refused: 'its algorithm is not allowed for the key' };

  try {
    const { payload } = await compactVerify(jws, certificate.publicKey, { algorithms: [algorithm] });
    const claims = readClaims(payload);
    return claims ? { claims, certificate } : { refused: 'its payload is not a JSON object' };
  } catch (error) {
    // Only what the library says about the token is an answer; anything else is a defect and goes up.
    if (error instanceof errors.JOSEError) return { refused: 'its signature does not verify' };
    throw error;
  }
}

function readHeader(jws: string): ProtectedHeaderParameters | undefined {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    // The library throws a TypeError for whatever is not a JSON object; there is nothing more to learn from it.
    return undefined;
  }
}

function readClaims(payload: Uint8Array): Claims | undefined {
  let claims: unknown;
  try {
    claims = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    // Signed, but not JSON in UTF-8: the caller refuses it like any other malformed payload.
    return undefined;
  }
  return isObject(claims) ? claims : undefined;
}

/** Tells a JSON object from the other JSON values. */
export function isObject(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
