import type { Logger } from '../logging/logger.js';
import type { Cut, OnCut } from './connection-limits.js';

/** A line for each minute at most: who floods a door must not flood the log. */
const windowMs = 60_000;

/**
 * Tells the node's log which connections a door has cut: the first at once, those of the following minute together. No
 * request stands behind a cut, so the exchange log has no entry of it.
 */
export function cutLog(logger: Logger, door: string): OnCut {
  const counts = new Map<Cut, number>();
  let isWaiting = false;
  const tell = (): void => {
    isWaiting = counts.size > 0;
    if (!isWaiting) return;
    logger.warn('connections-cut', { door, ...Object.fromEntries(counts) });
    counts.clear();
    setTimeout(tell, windowMs).unref();
  };
  return (why) => {
    counts.set(why, (counts.get(why) ?? 0) + 1);
    if (!isWaiting) tell();
  };
}
