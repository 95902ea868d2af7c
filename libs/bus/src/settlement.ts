import { PasserelleError, type ErrorCode } from '@passerelle/kernel';
import type { BusLog } from './bus-log.js';
import type { HandlerResult } from './handler-result.js';
import type { BusMessage } from './message.js';
import type { Handler } from './message-bus.js';
import { backoffMs, type SubscriptionPolicy } from './subscription-policy.js';

/** What becomes of a message after a delivery. Both adapters act on it, so that they cannot differ in judgement. */
export type Settlement =
  | { readonly kind: 'done' }
  | { readonly kind: 'again'; readonly afterMs: number }
  | { readonly kind: 'dead'; readonly code: ErrorCode; readonly reason?: ErrorCode };

/** Calls the handler and judges its answer: a throw is a retry with backoff, the last retry is a dead letter. Never throws. */
export async function settle(
  handler: Handler,
  message: BusMessage,
  policy: SubscriptionPolicy,
  log: BusLog,
): Promise<Settlement> {
  try {
    return judge(await handler(message), message, policy);
  } catch (cause) {
    const reason: ErrorCode = cause instanceof PasserelleError ? cause.code : 'PSR-9001';
    // The cause goes to the logger apart from the facts: its text may hold what the log must leave out.
    log({ level: 'warn', event: 'handler-failed', facts: factsOf(message, reason), cause });
    return again(backoffMs(message.attempt, policy.backoff), reason, message, policy);
  }
}

function judge(result: HandlerResult, message: BusMessage, policy: SubscriptionPolicy): Settlement {
  switch (result.kind) {
    case 'ack':
      return { kind: 'done' };
    case 'dead-letter':
      return { kind: 'dead', code: result.code };
    case 'retry':
      return again(result.afterMs, result.code, message, policy);
  }
  // Only a handler outside the type checker gets here; the caller makes a retry of it, and at last a dead letter.
  throw new PasserelleError('PSR-9001');
}

function again(
  afterMs: number,
  reason: ErrorCode | undefined,
  message: BusMessage,
  policy: SubscriptionPolicy,
): Settlement {
  if (message.attempt < policy.maxAttempts) return { kind: 'again', afterMs };
  return reason === undefined ? { kind: 'dead', code: 'PSR-5003' } : { kind: 'dead', code: 'PSR-5003', reason };
}

function factsOf(message: BusMessage, code: ErrorCode): Record<string, string | number> {
  return { topic: message.topic, id: message.id, exchange: message.key, attempt: message.attempt, code };
}
