import { failed, ok, PasserelleError, sha256, systemClock } from '@passerelle/kernel';
import type { Clock, CountryCode, ErrorFacts, Result, Sha256 } from '@passerelle/kernel';
import type { Certificate } from '../certificates/certificate.js';
import { thumbprintOf, type Pin } from '../certificates/pin.js';
import { checkValidity } from '../certificates/validity.js';
import type { Claims } from '../jws/sign-compact.js';
import { isObject, verifyCompact } from '../jws/verify-compact.js';
import { largestToken, longestLifetime, requesterTokenType, usualSkew } from './profile.js';
import { readRequester } from './read-requester.js';
import type { RequesterIdentity } from './requester.js';

/** What a token is held against: all of it from the connection and the directory of peers, nothing from the token. */
export interface RequesterTokenExpectation {
  /** Country of the peer at the other end of the TLS connection. */
  readonly issuer: CountryCode;
  /** Country of this node. */
  readonly audience: CountryCode;
  /** Certificates pinned for the peer's requester tokens. */
  readonly tokenCertificates: readonly Certificate[];
  /** Pin of the client certificate of this connection. */
  readonly tlsCertificate: Pin;
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** Seconds the peer's clock may differ. @default 60 */
  readonly skew?: number;
}

/** A requester whom the peer vouches for. */
export interface VerifiedRequester {
  readonly requester: RequesterIdentity;
  readonly purposeOfUse: string;
  /** `jti`: the caller refuses a second use until {@link expiresAt} and the skew have passed (PSR-2008). */
  readonly tokenId: string;
  readonly expiresAt: Date;
  /** SHA-256 of the token as received, for the log. */
  readonly tokenDigest: Sha256;
  /** The pinned certificate whose key signed the token. */
  readonly certificate: Certificate;
}

const tokenId = /^[\x21-\x7e]{8,128}$/;
const purpose = /^[A-Za-z0-9_.:-]{1,64}$/;

/**
 * Verifies a requester token: signature by a pinned key, parties, time, binding to the TLS connection, and the annex.
 * @returns PSR-2004 when there is no token; PSR-2005 when signature, type, parties or binding are not as they must be;
 * PSR-2006 when it is out of time or lives longer than 300 s; PSR-2007 with the path of a field of the annex
 */
export async function verifyRequesterToken(
  jwt: string,
  expected: RequesterTokenExpectation,
): Promise<Result<VerifiedRequester>> {
  if (jwt === '') return refuse('PSR-2004');
  const verification = await verifyCompact(jwt, {
    typ: requesterTokenType,
    pinned: expected.tokenCertificates,
    largest: largestToken,
  });
  if ('refused' in verification) return refuse('PSR-2005', { reason: verification.refused });
  const { claims, certificate } = verification;
  const now = (expected.clock ?? systemClock).now();
  if (!checkValidity(certificate, now).ok) return refuse('PSR-2005', { reason: 'its certificate is out of date' });

  // An array of audiences would let one token be used at several nodes; only the one text is accepted.
  if (claims['iss'] !== expected.issuer) return refuse('PSR-2005', { reason: 'it was issued by another country' });
  if (claims['aud'] !== expected.audience) return refuse('PSR-2005', { reason: 'it is addressed to another country' });
  if (!isBoundTo(expected.tlsCertificate, claims)) {
    return refuse('PSR-2005', { reason: 'it is not bound to the certificate of this connection' });
  }
  const expiresAt = expiryOf(claims, now, expected.skew ?? usualSkew);
  if (!expiresAt) return refuse('PSR-2006');

  const id = claims['jti'];
  if (typeof id !== 'string' || !tokenId.test(id)) return refuse('PSR-2005', { reason: 'it has no usable jti' });
  const purposeOfUse = claims['purpose_of_use'];
  if (typeof purposeOfUse !== 'string' || !purpose.test(purposeOfUse)) {
    return refuse('PSR-2007', { field: 'purpose_of_use' });
  }
  const requester = readRequester(claims);
  if (!requester.ok) return requester;
  return ok({
    requester: requester.value,
    purposeOfUse,
    tokenId: id,
    expiresAt,
    tokenDigest: sha256(jwt),
    certificate,
  });
}

/** RFC 8705 section 3.1: a token taken from one connection is worth nothing on another. */
function isBoundTo(tlsCertificate: Pin, claims: Claims): boolean {
  const confirmation = claims['cnf'];
  return isObject(confirmation) && confirmation['x5t#S256'] === thumbprintOf(tlsCertificate);
}

/** The `exp` of a token that is in time at `now`; all three dates are mandatory here (RFC 7519 section 4.1). */
function expiryOf(claims: Claims, now: Date, skew: number): Date | undefined {
  const [iat, nbf, exp] = [claims['iat'], claims['nbf'], claims['exp']].map(seconds);
  if (iat === undefined || nbf === undefined || exp === undefined) return undefined;
  const present = now.getTime() / 1000;
  const inTime = iat <= present + skew && nbf <= present + skew && exp > present - skew;
  return inTime && exp > iat && exp - iat <= longestLifetime ? new Date(exp * 1000) : undefined;
}

/** A NumericDate, as far as a Date can hold it. */
function seconds(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 8.64e12 ? value : undefined;
}

function refuse(code: 'PSR-2004' | 'PSR-2005' | 'PSR-2006' | 'PSR-2007', facts: ErrorFacts = {}): Result<never> {
  return failed(new PasserelleError(code, facts));
}
