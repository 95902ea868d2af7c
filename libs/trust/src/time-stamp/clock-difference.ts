import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';

/** Seconds by which our clock may differ from that of a time-stamping authority. */
export const largestClockDifference = 5;

/**
 * Compares our clock with the time an authority has stamped: whoever signs with a wrong clock states a false time, so
 * nothing is signed or stamped then. The authority read its clock between our asking and its answer, so that a slow
 * answer does not count as a difference.
 * @param stamped - genTime of the token
 * @param asked - our clock when the query left
 * @param answered - our clock when the answer was there
 * @returns by how many milliseconds our clock is ahead, negative when it is behind; or PSR-3025 when it is more than
 * five seconds either way
 */
export function checkClock(stamped: Date, asked: Date, answered: Date): Result<number> {
  const ahead = Math.max(0, asked.getTime() - stamped.getTime()) - Math.max(0, stamped.getTime() - answered.getTime());
  if (Math.abs(ahead) <= largestClockDifference * 1000) return ok(ahead);
  return failed(new PasserelleError('PSR-3025', { seconds: ahead / 1000, limit: largestClockDifference }));
}
