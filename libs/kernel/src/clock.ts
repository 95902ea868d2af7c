/** Source of time. Wall-clock time is for records and signatures; durations use the monotonic reading, which no clock step disturbs. */
export interface Clock {
  /** The present instant, UTC. */
  now(): Date;
  /** Milliseconds from an arbitrary fixed origin, never going back. */
  monotonic(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
};

/** A clock for tests: starts at the given instant and moves only when told to. */
export function fixedClock(start: string | Date): Clock & { advance(milliseconds: number): void } {
  let instant = new Date(start).getTime();
  return {
    now: () => new Date(instant),
    monotonic: () => instant,
    advance(milliseconds: number) {
      instant += milliseconds;
    },
  };
}
