/** A rate that may be exceeded for a moment. */
export interface Rate {
  /** In the long run. */
  readonly perSecond: number;
  /** At once, after a pause. */
  readonly burst: number;
}

/** Holds a number of tokens, one for each thing that may be done now; new ones come at a steady rate until it is full. */
export class TokenBucket {
  private tokens: number;

  /** @param at - now, in seconds of a clock that never goes back */
  constructor(
    private readonly rate: Rate,
    private at: number,
  ) {
    this.tokens = rate.burst;
  }

  /** Takes a token where there is one. @returns 0, or the seconds until there is one */
  take(now: number): number {
    this.fill(now);
    if (this.tokens < 1) return (1 - this.tokens) / this.rate.perSecond;
    this.tokens--;
    return 0;
  }

  /** Whether it is as it was at the beginning, so that nothing is lost with it. */
  isFull(now: number): boolean {
    this.fill(now);
    return this.tokens >= this.rate.burst;
  }

  private fill(now: number): void {
    this.tokens = Math.min(this.rate.burst, this.tokens + Math.max(0, now - this.at) * this.rate.perSecond);
    this.at = now;
  }
}
