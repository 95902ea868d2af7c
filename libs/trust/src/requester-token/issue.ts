import { newId, PasserelleError, systemClock, type Clock, type CountryCode } from '@passerelle/kernel';
import { thumbprintOf, type Pin } from '../certificates/pin.js';
import { unsignedCompact } from '../jws/sign-compact.js';
import type { SealKey } from '../keys/seal-key.js';
import { signWith, type Unsigned } from '../seals/unsigned.js';
import { readRequester } from './read-requester.js';
import { longestLifetime, requesterTokenType } from './profile.js';
import type { RequesterIdentity } from './requester.js';

/** What goes into a requester token. The patient never does: a token is shown to more eyes than a request. */
export interface RequesterTokenContent {
  readonly requester: RequesterIdentity;
  /** Country of the node that asks (`iss`). */
  readonly issuer: CountryCode;
  /** Country of the node that is asked (`aud`). */
  readonly audience: CountryCode;
  /** PurposeOfUse code, such as `TREAT` (http://terminology.hl7.org/CodeSystem/v3-ActReason). */
  readonly purposeOfUse: string;
  /** Pin of the client certificate of the TLS connection the token will travel on (RFC 8705 section 3.1). */
  readonly tlsCertificate: Pin;
  /** Seconds until `exp`. @default 300, which is also the most */
  readonly lifetime?: number;
}

/**
 * Issues the token with which this node vouches for the professional on whose behalf it asks.
 * @returns a compact JWS of type `passerelle-requester+jwt`
 * @throws PSR-2007 when a field of the annex is empty, before anything crosses the border; PSR-2005 when the tables
 * disagree; PSR-2006 when a lifetime above 300 s is asked for
 */
export async function issueRequesterToken(
  content: RequesterTokenContent,
  key: SealKey,
  clock: Clock = systemClock,
): Promise<string> {
  return signWith(unsignedRequesterToken(content, key, clock), key);
}

/** The same before it is signed. */
export function unsignedRequesterToken(content: RequesterTokenContent, key: SealKey, clock: Clock): Unsigned<string> {
  const requester = readRequester(content.requester);
  if (!requester.ok) throw requester.error;
  if (content.purposeOfUse.trim() === '') throw new PasserelleError('PSR-2007', { field: 'purpose_of_use' });
  const { lifetime = longestLifetime } = content;
  if (!(lifetime > 0 && lifetime <= longestLifetime)) throw new PasserelleError('PSR-2006', { lifetime });

  const issuedAt = Math.floor(clock.now().getTime() / 1000);
  const claims = {
    iss: content.issuer,
    aud: content.audience,
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + lifetime,
    jti: newId(clock.now()),
    cnf: { 'x5t#S256': thumbprintOf(content.tlsCertificate) },
    purpose_of_use: content.purposeOfUse,
    professional: requester.value.professional,
    provider: requester.value.provider,
  };
  return unsignedCompact(requesterTokenType, claims, key);
}
