import type { Clock, Identifier } from '@passerelle/kernel';
import type { JsonObject } from '../jws/json-object.js';
import type { SealKey } from '../keys/seal-key.js';
import { signWith, type Unsigned } from '../seals/unsigned.js';
import { baselineHeader, encodeHeader } from './baseline-header.js';
import { documentPayload } from './payload.js';
import { contentType, sigFormat, signatureType, targetFormat } from './profile.js';

/** Who seals, as `Signature.who` names it: by identifier or by name. */
export type Sealer = Identifier | { readonly display: string };

/** How a Bundle is sealed. */
export interface BundleSealOptions {
  readonly clock: Clock;
  readonly who: Sealer;
}

/**
 * Seals a FHIR document: `Bundle.signature` becomes a JAdES baseline B signature, a JWS with detached payload (RFC 7515
 * appendix F) over the canonical form of the Bundle. Costs one canonicalisation and one signature.
 * @param bundle - the Bundle as plain JSON; it is not changed
 * @returns the Bundle with its signature as last member
 * @throws PasserelleError PSR-1006 when the Bundle holds text that has no UTF-8 form; Error when it is sealed already,
 * because the seal of somebody else must not be dropped on the way
 */
export async function sealBundle(bundle: JsonObject, key: SealKey, options: BundleSealOptions): Promise<JsonObject> {
  return signWith(unsignedBundleSeal(bundle, key, options), key);
}

/** The same before it is signed. */
export function unsignedBundleSeal(bundle: JsonObject, key: SealKey, options: BundleSealOptions): Unsigned<JsonObject> {
  if (bundle['signature'] !== undefined) throw new Error('the Bundle is sealed already');
  // `iat` counts whole seconds, and `when` must say the same.
  const signedAt = new Date(Math.floor(options.clock.now().getTime() / 1000) * 1000);
  const header = encodeHeader({ ...baselineHeader(key, signedAt), cty: contentType });
  const signed = `${header}.${documentPayload(bundle).toString('base64url')}`;
  const signature = (value: Buffer) => ({
    type: [signatureType],
    when: signedAt.toISOString(),
    who: reference(options.who),
    targetFormat,
    sigFormat,
    data: Buffer.from(`${header}..${value.toString('base64url')}`, 'latin1').toString('base64'),
  });
  return {
    octets: Buffer.from(signed, 'latin1'),
    complete: (value) => ({ ...bundle, signature: signature(value) }),
  };
}

function reference(who: Sealer): JsonObject {
  if ('display' in who) return { display: who.display };
  return { identifier: { system: who.system, value: who.value } };
}
