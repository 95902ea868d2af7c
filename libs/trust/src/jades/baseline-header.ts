import type { SealKey } from '../keys/seal-key.js';
import { jadesType } from './profile.js';

/**
 * The members that the protected header of every JAdES baseline B signature of ours has (ETSI TS 119 182-1 section 6.3).
 * @param signedAt - cut to whole seconds, which is what `iat` counts
 */
export function baselineHeader(key: SealKey, signedAt: Date): Readonly<Record<string, unknown>> {
  return {
    alg: key.algorithm,
    typ: jadesType,
    iat: Math.floor(signedAt.getTime() / 1000),
    'x5t#S256': key.certificate.thumbprint,
    x5c: [Buffer.from(key.certificateDer).toString('base64')],
  };
}

/** A header, or a member of `etsiU`, as base64url of its JSON. */
export function encodeHeader(header: object): string {
  return Buffer.from(JSON.stringify(header), 'utf8').toString('base64url');
}
