import { PasserelleError, type ErrorCode } from '@passerelle/kernel';

/** The message is done; it will not come again except as a duplicate after a crash. */
export interface Ack {
  readonly kind: 'ack';
}

/** The message shall come again, not before `afterMs` milliseconds from now. Later messages of its key wait behind it. */
export interface Retry {
  readonly kind: 'retry';
  readonly afterMs: number;
  /** Why, for the dead letter it becomes when the attempts are used up. */
  readonly code?: ErrorCode;
}

/** The message is hopeless: it goes to the dead letters at once and later messages of its key go on. */
export interface DeadLetter {
  readonly kind: 'dead-letter';
  readonly code: ErrorCode;
}

/** What a handler answers. Answers are values, so that a retry is a decision and not the side effect of a throw. */
export type HandlerResult = Ack | Retry | DeadLetter;

/** A week: a longer wait is a decision for a person, who has the dead letters and replay. */
const longestWaitMs = 7 * 24 * 60 * 60 * 1000;

const acknowledged: Ack = Object.freeze({ kind: 'ack' });

/** The message is done. */
export function ack(): Ack {
  return acknowledged;
}

/**
 * The message shall come again.
 * @param afterMs - whole milliseconds to wait, 0 to one week
 * @throws PasserelleError PSR-9001 for any other number: it would be a defect of the handler
 */
export function retry(afterMs: number, code?: ErrorCode): Retry {
  if (!Number.isInteger(afterMs) || afterMs < 0 || afterMs > longestWaitMs) {
    throw new PasserelleError('PSR-9001', { afterMs });
  }
  return code === undefined ? { kind: 'retry', afterMs } : { kind: 'retry', afterMs, code };
}

/** The message is hopeless, for this reason. */
export function deadLetter(code: ErrorCode): DeadLetter {
  return { kind: 'dead-letter', code };
}
