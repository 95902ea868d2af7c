import type { LocalSealKey } from '../keys/seal-key.js';
import type { VerificationContext } from '../verification/context.js';
import { epoch, identity, type TestIdentity } from './identities.js';

/** What a JWS is made of; each of it may be wrong. */
export interface ForeignJws {
  /** Changes to a good JAdES header; undefined removes. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** The header as text, in place of everything. */
  readonly rawHeader?: string;
  /** What stands after the dot in the signing input. @default base64url of the payload */
  readonly covered?: Uint8Array;
  readonly payload?: string;
  readonly by?: LocalSealKey;
}

/** The members of a flattened JSON serialisation. */
export interface SignedParts {
  readonly protected: string;
  readonly payload: string;
  readonly signature: string;
}

export const signer: TestIdentity = identity('PT', 'seal');
export const content = '{"hello":"world"}';

/** A context in which {@link signer} is an anchor. */
export function contextWith(parts: Partial<VerificationContext> = {}): VerificationContext {
  const anchors = [signer.key.certificate];
  return { anchors, crls: [], ocspResponses: [], at: epoch, detached: [], ...parts };
}

/** A JAdES signature that the test decides, validly signed over whatever it says. */
export function signedParts({
  header,
  rawHeader,
  covered,
  payload = content,
  by = signer.key,
}: ForeignJws = {}): SignedParts {
  const good = {
    alg: by.algorithm,
    iat: epoch.getTime() / 1000,
    'x5t#S256': by.certificate.thumbprint,
    x5c: [by.certificate.der.toString('base64')],
  };
  const encoded = Buffer.from(rawHeader ?? JSON.stringify({ ...good, ...header })).toString('base64url');
  const inside = Buffer.from(payload).toString('base64url');
  const input = Buffer.concat([Buffer.from(`${encoded}.`), covered ?? Buffer.from(inside)]);
  return { protected: encoded, payload: inside, signature: by.sign(input).toString('base64url') };
}

/** The compact serialisation. @param detached - leaves the payload out */
export function compactOf(parts: SignedParts, detached?: 'detached'): Buffer {
  return Buffer.from([parts.protected, detached ? '' : parts.payload, parts.signature].join('.'));
}

/** Any JSON as octets. */
export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
