import type { PasserelleError } from '@passerelle/kernel';

/** CRLReason of RFC 5280 section 5.3.1, by its number. */
const reasons: Readonly<Record<number, string>> = {
  0: 'unspecified',
  1: 'keyCompromise',
  2: 'cACompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation',
  6: 'certificateHold',
  8: 'removeFromCRL',
  9: 'privilegeWithdrawn',
  10: 'aACompromise',
};

/** The name of a reason, undefined for a number that section 5.3.1 does not know. */
export function reasonName(number: number): string | undefined {
  return Object.hasOwn(reasons, number) ? reasons[number] : undefined;
}

/** A certificate that was revoked. */
export interface Revocation {
  /** revocationDate, or invalidityDate where that is earlier. */
  readonly revokedAt: Date;
  readonly reason: string;
}

/** What one list or response says about one certificate. */
export type RevocationVerdict =
  | { readonly kind: 'good'; readonly thisUpdate: Date; readonly later?: Revocation }
  | { readonly kind: 'revoked'; readonly thisUpdate: Date; readonly revocation: Revocation }
  /** It speaks of the certificate, and cannot be relied on. */
  | { readonly kind: 'unusable'; readonly error: PasserelleError }
  /** It is of another authority, or of another part of its certificates. */
  | { readonly kind: 'silent' };

/** The instants a list or response is held against. */
export interface RevocationInstants {
  /** When the certificate must have been good. */
  readonly at: Date;
  /** The present: nothing is accepted that says it was made later. */
  readonly now: Date;
}

/** How far the clock of an authority may be ahead of ours. */
export const clockSkew = 60_000;

/**
 * Judges a revocation against the instant asked for. A list made before the instant speaks of the present of that instant:
 * what it lists is revoked, whatever date it gives. A list made later says when.
 */
export function judgeRevocation(
  revocation: Revocation,
  thisUpdate: Date,
  { at }: RevocationInstants,
): RevocationVerdict {
  const revoked = thisUpdate <= at || revocation.revokedAt <= at;
  return revoked ? { kind: 'revoked', thisUpdate, revocation } : { kind: 'good', thisUpdate, later: revocation };
}

/**
 * Why a statement that was true from one instant to another says nothing about the instant asked for.
 * @param notAfter - end of the certificate: authorities forget what has expired, so later silence means nothing
 * @param remembers - whether the statement covers expired certificates
 */
export function timelinessFault(
  thisUpdate: Date,
  nextUpdate: Date | undefined,
  { at, now }: RevocationInstants,
  notAfter: Date,
  remembers: boolean,
): string | undefined {
  if (thisUpdate.getTime() > now.getTime() + clockSkew) return 'it is of the future';
  if (nextUpdate !== undefined && nextUpdate < thisUpdate) return 'it ends before it begins';
  if (thisUpdate.getTime() <= at.getTime() + clockSkew)
    return nextUpdate !== undefined && at.getTime() > nextUpdate.getTime() + clockSkew
      ? 'it is out of date'
      : undefined;
  return thisUpdate > notAfter && !remembers ? 'it was made after the certificate had expired' : undefined;
}
