import { createHash } from 'node:crypto';
import { failed, ok, type Clock, type Result } from '@passerelle/kernel';
import type { SealKey } from '../keys/seal-key.js';
import { malformedSeal } from '../seals/refusal.js';
import { signWith, type Unsigned } from '../seals/unsigned.js';
import { baselineHeader, encodeHeader } from './baseline-header.js';
import { readCompactSerialization } from '../jws/serialization.js';
import { mechanisms } from './profile.js';

/** An object that is sealed from outside: it stays exactly the octets it is. */
export interface JsonSealObject {
  /** The URI or file name by which the seal refers to it. */
  readonly name: string;
  readonly octets: Uint8Array;
  /** Media type; `application/` may be left out (RFC 7515 section 4.1.10). */
  readonly mediaType: string;
}

/**
 * Seals any octets with a detached JAdES baseline B signature: a compact JWS whose `sigD` lists the digest of each object
 * (ETSI TS 119 182-1 section 5.2.8.3.3, mechanism ObjectIdByURIHash). Costs a digest for each object and one signature
 * over the header, whose length does not depend on them.
 * @throws Error without objects, or when two have the same name, because a verifier could not tell them apart
 */
export async function sealDetachedObjects(
  objects: readonly JsonSealObject[],
  key: SealKey,
  options: { readonly clock: Clock },
): Promise<string> {
  return signWith(unsignedObjectsSeal(objects, key, options), key);
}

/** The same before it is signed. */
export function unsignedObjectsSeal(
  objects: readonly JsonSealObject[],
  key: SealKey,
  options: { readonly clock: Clock },
): Unsigned<string> {
  const names = objects.map(({ name }) => name);
  if (names.length === 0 || new Set(names).size < names.length)
    throw new Error('objects to seal need names of their own');
  const sigD = {
    mId: mechanisms.objectIdByUriHash,
    pars: names,
    hashM: 'S256',
    hashV: objects.map(({ octets }) => digestOf(octets)),
    ctys: objects.map(({ mediaType }) => mediaType),
  };
  const header = encodeHeader({ ...baselineHeader(key, options.clock.now()), sigD, crit: ['sigD'] });
  return {
    octets: Buffer.from(`${header}.`, 'latin1'),
    complete: (value) => `${header}..${value.toString('base64url')}`,
  };
}

/** What is digested are not the octets, but their base64url form: the payload would stand so in a JWS. */
function digestOf(octets: Uint8Array): string {
  return createHash('sha256').update(Buffer.from(octets).toString('base64url'), 'latin1').digest('base64url');
}

/**
 * Brings a compact JAdES signature to baseline level T: the time-stamp stands in `etsiU`, which only a JSON
 * serialisation has room for, so that the result is a flattened one.
 * @param stamp - asks an authority for a token over some octets, as `requestTimeStamp` does
 * @returns the flattened JSON serialisation, the refusal of `stamp`, or PSR-3004 when the text is no compact JWS
 */
export async function stampJsonSeal(
  compact: string,
  stamp: (octets: Buffer) => Promise<Result<Buffer>>,
): Promise<Result<string>> {
  const jws = readCompactSerialization(compact);
  const [parts] = jws?.signatures ?? [];
  if (!jws || !parts?.ok) return failed(malformedSeal('it is not a compact JWS'));
  const { protected: header, value } = parts.value;
  const token = await stamp(Buffer.from(value, 'ascii'));
  if (!token.ok) return token;
  const sigTst = { tstTokens: [{ val: token.value.toString('base64') }] };
  const flattened = {
    ...(jws.payload !== undefined && { payload: jws.payload }),
    protected: header,
    header: { etsiU: [encodeHeader({ sigTst })] },
    signature: value,
  };
  return ok(JSON.stringify(flattened));
}
