import { createHash } from 'node:crypto';
import { parseFhirJson } from '@passerelle/fhir/json';
import { PasserelleError, type Json } from '@passerelle/kernel';
import type { SealKey } from '../keys/seal-key.js';
import type { SignatureAlgorithm } from '../keys/signature-algorithms.js';
import { decodeBase64, decodeBase64url } from '../seals/base64.js';
import { malformedSeal, requireForm } from '../seals/refusal.js';
import { isJsonObject, type JsonObject } from './payload.js';
import { contentType, jadesType } from './profile.js';

/** What the protected header of a JAdES baseline B signature says, as far as verification needs it. */
export interface JadesHeader {
  readonly algorithm: SignatureAlgorithm;
  /** The signing certificate, DER: the first of `x5c`, with which `x5t#S256` agrees. */
  readonly certificateDer: Buffer;
  /** `iat`: claimed signing time, seconds since 1970 (ETSI TS 119 182-1 section 5.1.11). */
  readonly signedAt: Date;
  /** `cty`: what is signed, where the header says so. */
  readonly contentType?: string;
}

/**
 * The protected header (ETSI TS 119 182-1, baseline B), base64url.
 * @param signedAt - whole seconds
 * @param cty - media type of what is signed, without `application/`
 */
export function protectedHeader(key: SealKey, signedAt: Date, cty: string = contentType): string {
  const header = {
    alg: key.algorithm,
    typ: jadesType,
    cty,
    iat: signedAt.getTime() / 1000,
    'x5t#S256': key.certificate.thumbprint,
    x5c: [Buffer.from(key.certificateDer).toString('base64')],
  };
  return Buffer.from(JSON.stringify(header), 'utf8').toString('base64url');
}

/**
 * Headers that change what is signed, how time or certificate are stated, or who verifies. None is understood here, and
 * a verifier that overlooks one answers for something else than the signer meant.
 */
const refusedHeaders = ['crit', 'b64', 'sigD', 'sigT', 'x5t', 'x5t#o', 'sigX5ts', 'etsiU', 'zip', 'enc'];

const headerLimits = { bytes: 100_000, depth: 8, values: 200 };

/**
 * Reads the protected header. Headers that name a place to fetch a key from (`jku`, `x5u`) or bring one (`jwk`) are
 * never looked at.
 * @param encoded - first part of the compact JWS
 * @throws PasserelleError PSR-3004 when it is not a baseline B header, PSR-3005 when its algorithm is not allowed
 */
export function readHeader(encoded: string): JadesHeader {
  const header = parseHeader(encoded);
  for (const name of refusedHeaders) requireForm(!(name in header), `the header ${name} is not allowed`);
  const { alg, cty, iat, typ, x5c, 'x5t#S256': thumbprint } = header;
  if (alg !== 'ES256' && alg !== 'RS256' && alg !== 'PS256') throw new PasserelleError('PSR-3005');
  requireForm(typ === undefined || typ === jadesType || typ === 'JOSE', 'typ is not jose');
  requireForm(
    typeof iat === 'number' && Number.isSafeInteger(iat) && iat > 0 && iat < 1e11,
    'iat is missing or no time',
  );
  requireForm(Array.isArray(x5c) && x5c.length > 0, 'x5c is missing');
  const [first] = x5c as readonly Json[];
  const certificateDer = typeof first === 'string' ? decodeBase64(first) : undefined;
  requireForm(certificateDer !== undefined, 'x5c does not begin with a certificate');
  const digest = createHash('sha256').update(certificateDer).digest('base64url');
  requireForm(thumbprint === digest, 'x5t#S256 is missing or not the digest of the certificate in x5c');
  return {
    algorithm: alg,
    certificateDer,
    signedAt: new Date(iat * 1000),
    ...(typeof cty === 'string' && { contentType: cty }),
  };
}

function parseHeader(encoded: string): JsonObject {
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
