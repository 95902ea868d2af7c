import type { ErrorCode } from '@passerelle/kernel';
import type { HandlerResult } from './handler-result.js';
import type { BusMessage, OutgoingMessage } from './message.js';

/**
 * Handles one message. It may be called twice for the same message id (after a crash, a lost lease or a rebalance), so
 * its effect belongs into one database transaction with an inbox row of that id. A throw counts as a retry with
 * exponential backoff.
 */
export type Handler = (message: BusMessage) => HandlerResult | Promise<HandlerResult>;

/** How long a message whose handler threw waits: `firstMs` doubled with every attempt, never more than `maxMs`. */
export interface Backoff {
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Choices of one subscription. */
export interface SubscribeOptions {
  /** How many messages (of different keys) this subscription handles at once. @default 8 */
  readonly concurrency?: number;
  /**
   * Deliveries after which a message that still is not acknowledged becomes a dead letter with PSR-5003. With 1 a
   * message is never handed out again on purpose: use it where a blind second try does harm, as for a dispensation.
   * @default 8
   */
  readonly maxAttempts?: number;
  /** @default { firstMs: 200, maxMs: 60_000 } */
  readonly backoff?: Backoff;
}

/** A running subscription. */
export interface Subscription {
  readonly topic: string;
  /** Stops only this subscription, draining it as `MessageBus.stop` does. */
  stop(): Promise<void>;
}

/** A message that was set aside. */
export interface DeadLetterRecord {
  /** The id of the message; for one that is not a claim check, an id given when it was set aside. */
  readonly id: string;
  readonly topic: string;
  /** PSR-5003 when the attempts were used up, PSR-5002 when it was no claim check, else the handler's own code. */
  readonly code: ErrorCode;
  /** Why the last attempt failed, where `code` alone does not say it. */
  readonly reason?: ErrorCode;
  /** How often it had been delivered. */
  readonly attempts: number;
  /** UTC instant at which it was set aside. */
  readonly deadAt: string;
  /** Absent for what was no claim check: such content is not copied, because nobody knows what is in it. */
  readonly message?: OutgoingMessage;
  /** Where the original still lies, in the adapter's own words (Kafka: topic, partition and offset). */
  readonly source?: string;
}

/** How one subscribed topic stands. */
export interface TopicHealth {
  readonly topic: string;
  /** Messages that this process is handling or has fetched. */
  readonly inHand: number;
  /** Messages of the topic that nobody has acknowledged yet, those in hand included. */
  readonly waiting: number;
}

/** How the bus stands. */
export interface BusHealth {
  readonly reachable: boolean;
  /** Why it is not reachable or not consuming. */
  readonly fault?: ErrorCode;
  readonly topics: readonly TopicHealth[];
}

/**
 * The message bus: at-least-once delivery of claim checks, in order per key, with delayed retry and dead letters. Both
 * adapters pass the one suite in testing/message-bus.contract.ts; what is not said here must not be relied upon.
 */
export interface MessageBus {
  /** Connects and starts every subscription made so far. Resolves when messages can flow. @throws PSR-5001, PSR-5007 */
  start(): Promise<void>;
  /**
   * Writes the messages durably; when it resolves, a crash loses none of them. All are checked before any is written.
   * Calls that publish for the same key must not overlap, or their order is open.
   * @throws PasserelleError PSR-5002 when one is not a claim check, PSR-5001 when the bus does not answer (some of the
   *   messages may have been written: publish them again under the same ids), PSR-5006 when it is not started
   */
  publish(messages: readonly OutgoingMessage[]): Promise<void>;
  /** Handles the messages of a topic. Before `start` it is remembered; after it, it resolves when messages can flow. */
  subscribe(topic: string, handler: Handler, options?: SubscribeOptions): Promise<Subscription>;
  /** The dead letters of a topic, oldest first, at most `limit` (1000 unless told). */
  deadLetters(topic: string, limit?: number): Promise<readonly DeadLetterRecord[]>;
  /**
   * Publishes a dead letter's message again, at the end of its key's line and with attempt 1, and removes the record.
   * @throws PasserelleError PSR-5005 when there is no such dead letter or it holds no message
   */
  replayDeadLetter(topic: string, id: string): Promise<void>;
  health(): Promise<BusHealth>;
  /** Drains: hands out nothing more, waits for the messages in hand, records their answers, leaves. */
  stop(): Promise<void>;
}
