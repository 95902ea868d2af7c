import { failed, ok, PasserelleError, type Result, type Sha256 } from '@passerelle/kernel';
import { clockSkew } from '../seals/signing-time.js';

/** What a list says of itself, once its signature has been verified. */
export interface BundleStatement {
  readonly sequence: number;
  readonly issued: Date;
  readonly expires: Date;
  /** SHA-256 of the signed octets. */
  readonly digest: Sha256;
}

/** What a node remembers of the last list it took. */
export interface SeenBundle {
  readonly sequence: number;
  readonly digest: Sha256;
  /** The latest time that this node's clock showed when it took or confirmed a list. */
  readonly at: Date;
}

/** Bounds of the lifetime a node accepts, in milliseconds. */
export interface LifetimeBounds {
  readonly shortest: number;
  readonly longest: number;
}

const minute = 60_000;

/** Nobody can renew a list that lives shorter; and a list is refused as soon as its expiry says so, without a delay. */
export const shortestLifetime = 10 * minute;

/**
 * Judges whether a verified list may be used at this time.
 * @returns PSR-3064 lifetime out of bounds, PSR-3054 issued ahead of the clock, PSR-3053 expired
 */
export function judgeLifetime(
  { issued, expires }: Pick<BundleStatement, 'issued' | 'expires'>,
  now: Date,
  { shortest, longest }: LifetimeBounds,
): Result<undefined> {
  const lifetime = expires.getTime() - issued.getTime();
  if (lifetime < shortest || lifetime > longest) {
    const facts = { lifetime: span(lifetime), shortest: span(shortest), longest: span(longest) };
    return failed(new PasserelleError('PSR-3064', facts));
  }
  if (issued.getTime() > now.getTime() + clockSkew * 1000) {
    return failed(new PasserelleError('PSR-3054', { issued: issued.toISOString() }));
  }
  return now > expires ? failed(new PasserelleError('PSR-3053', { expires: expires.toISOString() })) : ok(undefined);
}

/**
 * Judges whether a verified list may follow what was seen (threat 21). The number must not fall, and one number stands for
 * one list: a second one under it means that different nodes are told different things.
 * @param seen - undefined where this node has never taken a list
 * @returns `new`, or `same` for the list in use; PSR-3065 where the clock has stepped back, which would let an expired list
 *   live on, PSR-3055 rollback, PSR-3056 two lists of one number
 */
export function judgeSuccession(
  seen: SeenBundle | undefined,
  { sequence, digest }: Pick<BundleStatement, 'sequence' | 'digest'>,
  now: Date,
): Result<'new' | 'same'> {
  if (seen === undefined) return ok('new');
  if (now.getTime() < seen.at.getTime() - clockSkew * 1000) {
    return failed(new PasserelleError('PSR-3065', { now: now.toISOString(), seen: seen.at.toISOString() }));
  }
  if (sequence < seen.sequence) return failed(new PasserelleError('PSR-3055', { sequence, seen: seen.sequence }));
  if (sequence > seen.sequence) return ok('new');
  return digest === seen.digest ? ok('same') : failed(new PasserelleError('PSR-3056', { sequence }));
}

function span(milliseconds: number): string {
  const minutes = Math.round(milliseconds / minute);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 72 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
