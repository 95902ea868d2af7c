import { PasserelleError } from '@passerelle/kernel';
import { topicPattern, uuidPattern } from './grammar.js';
import type { Backoff, SubscribeOptions } from './message-bus.js';

/** The options of a subscription with every choice made, so that inner code never meets an optional one. */
export interface SubscriptionPolicy {
  readonly concurrency: number;
  readonly maxAttempts: number;
  readonly backoff: Backoff;
}

/** Makes the choices that the subscriber left open. */
export function subscriptionPolicy(options: SubscribeOptions = {}): SubscriptionPolicy {
  return {
    concurrency: options.concurrency ?? 8,
    maxAttempts: options.maxAttempts ?? 8,
    backoff: options.backoff ?? { firstMs: 200, maxMs: 60_000 },
  };
}

/** Milliseconds before the delivery that follows the given one (from 1). */
export function backoffMs(attempt: number, { firstMs, maxMs }: Backoff): number {
  return Math.min(maxMs, firstMs * 2 ** Math.min(attempt - 1, 30));
}

/** @throws PasserelleError PSR-5002 when the text cannot name a topic */
export function assertTopic(topic: string): void {
  if (!topicPattern.test(topic)) throw new PasserelleError('PSR-5002', { field: 'topic' });
}

/** @throws PasserelleError PSR-5005 when the text cannot be the id of a dead letter; it is not quoted, it came from outside */
export function assertDeadLetterId(topic: string, id: string): void {
  if (!uuidPattern.test(id)) throw new PasserelleError('PSR-5005', { topic, id: '(not a UUID)' });
}
