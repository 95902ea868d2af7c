import { PasserelleError, type ErrorCode } from '@passerelle/kernel';
import type { Consumer, ConsumerCrashEvent, EachBatchPayload, Kafka, KafkaMessage, Message } from 'kafkajs';
import { drained } from '../drain.js';
import { decodeEnvelope } from '../envelope.js';
import type { BusMessage } from '../message.js';
import type { Handler } from '../message-bus.js';
import type { SubscriptionPolicy } from '../subscription-policy.js';
import { patience } from './client.js';
import { writeMalformed } from './dead-letter-record.js';
import { Delivery, type DeliveryContext } from './delivery.js';
import { KeyLanes } from './key-lanes.js';
import type { KafkaSettings } from './options.js';
import { PartitionWindow } from './partition-window.js';
import type { Publisher } from './publisher.js';
import { topicNames, untilKnown, type TopicNames } from './topics.js';

/** Answers are gathered for this long before they are committed: what a crash delivers twice for the sake of speed. */
const commitAfterMs = 50;

/** A fetch waits this long for messages; also how long a resumed partition may have to wait for its next look. */
const fetchWaitMs = 500;

/** Bytes of one partition in one fetch: some 500 messages, so that little is fetched twice when a window is full. */
const fetchBytes = 160 * 1024;

/**
 * One subscription, as a member of the topic's consumer group.
 *
 * Messages go from the fetch into lanes, one a key, and the fetch goes on: it never waits for a handler. A retried
 * message therefore holds back its own key, and the *commit* of its partition, but not the messages of other keys, until
 * `window` of them have been handed out beyond it; then the partition is paused until the message is settled, which
 * `maxAttempts` bounds. Delays and attempts live in this process: after a crash a message comes again at once, as a
 * first attempt.
 *
 * At a rebalance everything handed out and unsettled is void and comes again from the committed offset, here or at
 * another member. A handler that is just running is not interrupted, so for a moment two members may handle one
 * message: the inbox row in the handler's transaction is what keeps its effect single.
 */
export class KafkaConsumer {
  readonly #consumer: Consumer;
  readonly #names: TopicNames;
  readonly #lanes: KeyLanes;
  readonly #windows = new Map<number, PartitionWindow>();
  readonly #paused = new Set<number>();
  readonly #context: DeliveryContext;
  #commitTimer: NodeJS.Timeout | undefined;
  #committing: Promise<void> = Promise.resolve();
  #restarts = 0;
  #stopped: Promise<void> | undefined;
  #fault: ErrorCode | undefined;
  #onReady: (fault?: Error) => void = () => undefined;

  constructor(
    readonly topic: string,
    handler: Handler,
    policy: SubscriptionPolicy,
    kafka: Kafka,
    publisher: Publisher,
    private readonly settings: KafkaSettings,
  ) {
    const names = topicNames(settings.node, topic);
    this.#names = names;
    this.#lanes = new KeyLanes(policy.concurrency);
    this.#context = {
      topic,
      handler,
      policy,
      log: settings.log,
      setAside: (letter: Message) => publisher.send([{ topic: names.dead, messages: [letter] }]),
      onSettled: (window) => this.#settled(window),
    };
    this.#consumer = kafka.consumer({
      groupId: names.group,
      sessionTimeout: settings.sessionMs,
      heartbeatInterval: settings.heartbeatMs,
      maxWaitTimeInMs: fetchWaitMs,
      maxBytesPerPartition: fetchBytes,
      allowAutoTopicCreation: false,
      retry: { ...patience, restartOnFailure: async () => this.#mayRestart() },
    });
    this.#consumer.on(this.#consumer.events.GROUP_JOIN, () => this.#joined());
    this.#consumer.on(this.#consumer.events.CRASH, (event) => this.#crashed(event));
  }

  /** Messages that this consumer has fetched and not settled. */
  get inHand(): number {
    return [...this.#windows.values()].reduce((sum, window) => sum + window.unsettled, 0);
  }

  /** Why it does not consume, when it has given up. */
  get fault(): ErrorCode | undefined {
    return this.#fault;
  }

  /** Joins the group. @throws PasserelleError PSR-5001 when that did not succeed in time */
  async start(): Promise<void> {
    const ready = new Promise<void>((resolve, reject) => {
      this.#onReady = (fault) => (fault === undefined ? resolve() : reject(fault));
    });
    try {
      await this.#consumer.connect();
      await untilKnown(this.settings.readyMs, () =>
        this.#consumer.subscribe({ topics: [this.#names.live], fromBeginning: true }),
      );
      await this.#consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        eachBatch: async (payload) => this.#handOut(payload),
      });
      if (!(await drained(ready, this.settings.readyMs))) throw new Error('The consumer group was not ready in time.');
    } catch (cause) {
      await this.stop();
      throw new PasserelleError('PSR-5001', { topic: this.topic }, { cause });
    }
  }

  /** Hands out nothing more, waits for the handlers, commits, leaves the group. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  #handOut({ batch, resolveOffset, pause }: EachBatchPayload): void {
    for (const record of batch.messages) {
      if (this.#stopped !== undefined) return;
      const offset = BigInt(record.offset);
      const window = this.#windowAt(batch.partition, offset);
      if (window.spread >= this.settings.window) {
        this.#paused.add(batch.partition);
        pause();
        return;
      }
      window.open(offset);
      const source = `${batch.topic}/${batch.partition}/${record.offset}`;
      this.#lanes.push(new Delivery(this.#read(record, source), source, offset, window, this.#context));
      // Moves the fetch on; the committed offset is another matter and follows the answers.
      resolveOffset(record.offset);
    }
  }

  /** The partition's window; a new one when the partition is read again from before what was handed out. */
  #windowAt(partition: number, offset: bigint): PartitionWindow {
    const present = this.#windows.get(partition);
    if (present !== undefined && offset >= present.next) return present;
    present?.revoke();
    const fresh = new PartitionWindow(partition, offset);
    this.#windows.set(partition, fresh);
    return fresh;
  }

  #read(record: KafkaMessage, source: string): BusMessage | { letter: Message } {
    try {
      const message = decodeEnvelope(record.value?.toString() ?? '');
      // A foreign key would sort the message into another partition than its fellows, and break their order.
      if (message.topic !== this.topic || record.key?.toString() !== message.key) throw new PasserelleError('PSR-5002');
      return message;
    } catch (cause) {
      if (!(cause instanceof PasserelleError && cause.code === 'PSR-5002')) throw cause;
      return { letter: writeMalformed(record.value, source) };
    }
  }

  #settled(window: PartitionWindow): void {
    this.#restarts = 0;
    this.#commitTimer ??= setTimeout(() => this.#commitSoon(), commitAfterMs);
    if (!window.revoked && this.#paused.has(window.partition) && window.spread <= this.settings.window / 2) {
      this.#resume([window.partition]);
    }
  }

  #resume(partitions: number[]): void {
    for (const partition of partitions) this.#paused.delete(partition);
    if (partitions.length > 0) this.#consumer.resume([{ topic: this.#names.live, partitions }]);
  }

  #commitSoon(): void {
    this.#commitTimer = undefined;
    this.#committing = this.#committing.then(() => this.#commit());
  }

  async #commit(): Promise<void> {
    const due = [...this.#windows.values()].flatMap((window) => {
      const offset = window.uncommitted();
      return offset === undefined ? [] : [{ window, offset }];
    });
    if (due.length === 0) return;
    try {
      const topic = this.#names.live;
      await this.#consumer.commitOffsets(
        due.map(({ window, offset }) => ({ topic, partition: window.partition, offset: String(offset) })),
      );
      for (const { window, offset } of due) window.committed(offset);
    } catch (cause) {
      // A rebalance came first, or the consumer is restarting. These messages come again, as at-least-once allows.
      this.settings.log({ level: 'warn', event: 'commit-failed', facts: { topic: this.topic }, cause });
    }
  }

  #joined(): void {
    // kafkajs forgets a consumer that is stopped while it restarts after a crash: it would join later and keep its
    // partitions from everybody. An error here makes it crash once more, and `retriable` keeps kafkajs from restarting it.
    if (this.#stopped !== undefined) throw Object.assign(new Error('The consumer was stopped.'), { retriable: false });
    for (const window of this.#windows.values()) window.revoke();
    this.#windows.clear();
    this.#lanes.wake();
    this.#resume([...this.#paused]);
    this.#onReady();
  }

  #mayRestart(): boolean {
    this.#restarts += 1;
    return this.#restarts <= this.settings.maxRestarts;
  }

  #crashed({ payload: { error, restart } }: ConsumerCrashEvent): void {
    if (this.#stopped !== undefined) return;
    const facts = { topic: this.topic, restart };
    this.settings.log({ level: 'error', event: 'consumer-crashed', facts, cause: error });
    if (restart) return;
    this.#fault = 'PSR-5001';
    this.#onReady(error);
    this.settings.onGivenUp(error);
  }

  async #stop(): Promise<void> {
    const { log, drainMs } = this.settings;
    const facts = { topic: this.topic };
    try {
      // The group was never joined when `start` failed early; there is nothing to pause then.
      if (this.#windows.size > 0) this.#consumer.pause([{ topic: this.#names.live }]);
      if (!(await drained(this.#lanes.close(), drainMs))) log({ level: 'error', event: 'drain-timeout', facts });
      clearTimeout(this.#commitTimer);
      this.#commitSoon();
      const left = this.#committing.then(() => this.#consumer.disconnect());
      if (!(await drained(left, drainMs))) log({ level: 'error', event: 'drain-timeout', facts });
    } catch (cause) {
      // What could not be committed is delivered again; stopping must not fail for it.
      log({ level: 'error', event: 'connection-lost', facts, cause });
    }
  }
}
