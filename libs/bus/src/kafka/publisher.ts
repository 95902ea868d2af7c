import { PasserelleError } from '@passerelle/kernel';
import type { Kafka, Producer, TopicMessages } from 'kafkajs';
import { idempotentProducer } from './client.js';

/** Messages of one send at most: some 600 kB of envelopes, below the broker's limit of 1 MB a batch and partition. */
const largestSend = 2000;

interface Waiting {
  readonly topicMessages: TopicMessages[];
  readonly resolve: () => void;
  readonly reject: (cause: PasserelleError) => void;
}

/**
 * The one way to write to the broker: one send at a time, and whatever is handed over meanwhile goes with the next one.
 *
 * One at a time is not only for speed. kafkajs gives sequence numbers back when a send fails. If another send were
 * waiting, it would take them; the broker, which may have stored the failed batch, would take the other for its copy,
 * confirm it and drop it. For the same reason a producer is thrown away once a send was given up.
 */
export class Publisher {
  #producer: Producer | undefined;
  readonly #waiting: Waiting[] = [];
  #sending: Promise<void> | undefined;

  constructor(private readonly kafka: Kafka) {}

  /** Connects ahead of the first send. */
  async connect(): Promise<void> {
    await this.#connected();
  }

  /**
   * Writes to all replicas (acks = all), messages of one key in the order of the calls.
   * @throws PasserelleError PSR-5001 when the broker did not confirm; some of the messages may have been written
   */
  send(topicMessages: TopicMessages[]): Promise<void> {
    const sent = new Promise<void>((resolve, reject) => this.#waiting.push({ topicMessages, resolve, reject }));
    this.#sending ??= this.#sendAll();
    return sent;
  }

  /** Lets the sends end and says goodbye. */
  async disconnect(): Promise<void> {
    await this.#sending;
    await this.#producer?.disconnect();
    this.#producer = undefined;
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const together = this.#next();
      try {
        const producer = await this.#connected();
        await producer.sendBatch({ acks: -1, topicMessages: together.flatMap((waiting) => waiting.topicMessages) });
        for (const { resolve } of together) resolve();
      } catch (cause) {
        const broken = this.#producer;
        this.#producer = undefined;
        for (const { reject } of together) reject(new PasserelleError('PSR-5001', {}, { cause }));
        // It is broken already; what its goodbye meets changes nothing.
        broken?.disconnect().catch(() => undefined);
      }
    }
    this.#sending = undefined;
  }

  /** The oldest waiting sends that fit together; always at least one. */
  #next(): Waiting[] {
    let count = 0;
    let calls = 0;
    for (const { topicMessages } of this.#waiting) {
      count += topicMessages.reduce((sum, { messages }) => sum + messages.length, 0);
      if (calls > 0 && count > largestSend) break;
      calls += 1;
    }
    return this.#waiting.splice(0, calls);
  }

  async #connected(): Promise<Producer> {
    if (this.#producer === undefined) {
      const producer = idempotentProducer(this.kafka);
      await producer.connect();
      this.#producer = producer;
    }
    return this.#producer;
  }
}
