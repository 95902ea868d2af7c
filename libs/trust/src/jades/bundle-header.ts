import { createHash } from 'node:crypto';
import { PasserelleError, type Json } from '@passerelle/kernel';
import { isSignatureAlgorithm, type SignatureAlgorithm } from '../keys/signature-algorithms.js';
import { decodeBase64 } from '../seals/base64.js';
import { requireForm } from '../seals/refusal.js';
import { parseProtectedHeader } from './protected-header.js';
import { jadesType } from './profile.js';

/** What the protected header of a JAdES baseline B signature says, as far as verification needs it. */
export interface JadesHeader {
  readonly algorithm: SignatureAlgorithm;
  /** The signing certificate, DER: the first of `x5c`, with which `x5t#S256` agrees. */
  readonly certificateDer: Buffer;
  /** `iat`: claimed signing time, seconds since 1970 (ETSI TS 119 182-1 section 5.1.11). */
  readonly signedAt: Date;
}

/**
 * Headers that change what is signed, how time or certificate are stated, or who verifies. None is understood here, and
 * a verifier that overlooks one answers for something else than the signer meant.
 */
const refusedHeaders = ['crit', 'b64', 'sigD', 'sigT', 'x5t', 'x5t#o', 'sigX5ts', 'etsiU', 'zip', 'enc'];

/**
 * Reads the protected header. Headers that name a place to fetch a key from (`jku`, `x5u`) or bring one (`jwk`) are
 * never looked at.
 * @param encoded - first part of the compact JWS
 * @throws PasserelleError PSR-3004 when it is not a baseline B header, PSR-3005 when its algorithm is not allowed
 */
export function readHeader(encoded: string): JadesHeader {
  const header = parseProtectedHeader(encoded);
  for (const name of refusedHeaders) requireForm(!(name in header), `the header ${name} is not allowed`);
  const { alg, iat, typ, x5c, 'x5t#S256': thumbprint } = header;
  if (!isSignatureAlgorithm(alg)) throw new PasserelleError('PSR-3005');
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
  return { algorithm: alg, certificateDer, signedAt: new Date(iat * 1000) };
}
