/** Work for about this long is fetched at once: enough to make one round trip worth it, little enough to share fairly. */
const horizonMs = 200;

/** One statement never leases more than this, so that its lock and its answer stay small. */
const largestClaim = 256;

/**
 * How many messages a consumer should hold. Fast handlers get large batches, because the round trip to the database is
 * what costs; slow handlers (a translation takes a second of processor time) get no more than they can work on, so
 * that a second process finds something to do.
 */
export class ClaimSize {
  /** Running mean of a handler's milliseconds; starts high, so that an unknown handler is fed carefully. */
  #meanMs = horizonMs;

  constructor(private readonly concurrency: number) {}

  /** Learns from one handled message. */
  record(ms: number): void {
    this.#meanMs += 0.1 * (ms - this.#meanMs);
  }

  /** Messages to hold at most, those in hand included. */
  get size(): number {
    const perHandler = Math.ceil(horizonMs / Math.max(this.#meanMs, 0.5));
    return Math.max(this.concurrency, Math.min(largestClaim, this.concurrency * perHandler));
  }
}
