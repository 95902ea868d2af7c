/** Admits so many in a second, with a reserve of one second for bursts (a token bucket). */
export class RateCap {
  private reserve: number;
  private last: number | undefined;

  constructor(private readonly perSecond: number) {
    this.reserve = perSecond;
  }

  /** @param now - milliseconds of a clock that only goes forward */
  admits(now: number): boolean {
    const elapsed = this.last === undefined ? 0 : now - this.last;
    this.last = now;
    this.reserve = Math.min(this.perSecond, this.reserve + (elapsed * this.perSecond) / 1000);
    if (this.reserve < 1) return false;
    this.reserve -= 1;
    return true;
  }
}
