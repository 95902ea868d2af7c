import { PasserelleError, type Clock, type CountryCode, type ErrorCode } from '@passerelle/kernel';
import type { RateLimits } from '../configuration/limits.js';
import { addressBlock } from './address-block.js';
import { TokenBucket } from './token-bucket.js';

/** Is told of each request that is turned away. The sender is a country, or `none` for all strangers together. */
export type OnRefused = (sender: string, code: ErrorCode) => void;

/** Why a request is turned away. */
export interface Refusal {
  readonly error: PasserelleError;
  /** Whether it is the first of its sender in this window, and so the one that is logged. */
  readonly isFirst: boolean;
}

interface Sender {
  readonly bucket: TokenBucket;
  open: number;
  /** When a refusal of it was logged last. */
  loggedAt: number;
}

/** Strangers that are remembered at once. */
const mostStrangers = 10_000;
/** Refusals of one sender are logged once in so many seconds. */
const logWindow = 60;

/**
 * Decides whether a request may come in, by how many its sender sends and has open. Each peer has a bucket of its own, so
 * that one at its limit slows no other; a connection that is no peer's is counted by its address.
 *
 * The counts are of one process: a country that runs several edges multiplies its limits by their number.
 */
export class Admission {
  private readonly peers = new Map<CountryCode, Sender>();
  private readonly strangers = new Map<string, Sender>();
  private sweptAt = -Infinity;

  constructor(
    private readonly limits: RateLimits,
    private readonly clock: Pick<Clock, 'monotonic'>,
    private readonly onRefused: OnRefused = () => undefined,
  ) {}

  /**
   * Lets one request of a peer in, or says why not: PSR-2020 too many in this time, PSR-2021 too many at once.
   * @returns what to call when the request has ended, or the refusal
   */
  admitPeer(country: CountryCode): (() => void) | Refusal {
    const limits = { ...this.limits.peer, ...this.limits.peers[country] };
    const sender = this.senderOf(this.peers, country, limits);
    // What is turned away for being too much at once has used no token: it did not come in.
    if (sender.open >= limits.concurrent) return this.refuse(country, sender, 'PSR-2021', 1);
    const wait = sender.bucket.take(this.now());
    if (wait > 0) return this.refuse(country, sender, 'PSR-2020', wait);
    sender.open++;
    let isOpen = true;
    return () => {
      if (isOpen) sender.open--;
      isOpen = false;
    };
  }

  /** Counts one request of a connection that is no peer's. @returns undefined while it may be told why it is refused */
  countStranger(address: string | undefined): Refusal | undefined {
    const sender = this.senderOf(this.strangers, addressBlock(address), this.limits.stranger);
    const wait = sender.bucket.take(this.now());
    return wait > 0 ? this.refuse('none', sender, 'PSR-2020', wait) : undefined;
  }

  private refuse(name: string, sender: Sender, code: 'PSR-2020' | 'PSR-2021', wait: number): Refusal {
    this.onRefused(name, code);
    const now = this.now();
    const isFirst = now - sender.loggedAt >= logWindow;
    if (isFirst) sender.loggedAt = now;
    return { error: new PasserelleError(code, { seconds: Math.max(1, Math.ceil(wait)) }), isFirst };
  }

  private senderOf(senders: Map<string, Sender>, key: string, rate: { perSecond: number; burst: number }): Sender {
    const known = senders.get(key);
    if (known !== undefined) return known;
    if (senders.size >= mostStrangers) this.forget(senders);
    const sender = { bucket: new TokenBucket(rate, this.now()), open: 0, loggedAt: -Infinity };
    senders.set(key, sender);
    return sender;
  }

  /** Makes room: of those whose bucket is full nothing is lost, and where there are none the oldest gives way. */
  private forget(senders: Map<string, Sender>): void {
    const now = this.now();
    // At most once a second: whoever comes from ever new addresses must not make each of them cost a look at all others.
    const isDue = now - this.sweptAt >= 1;
    if (isDue) this.sweptAt = now;
    for (const [key, { bucket, open }] of isDue ? senders : [])
      if (open === 0 && bucket.isFull(now)) senders.delete(key);
    const [oldest] = senders.keys();
    if (senders.size >= mostStrangers && oldest !== undefined) senders.delete(oldest);
  }

  /** Seconds. */
  private now(): number {
    return this.clock.monotonic() / 1_000;
  }
}
