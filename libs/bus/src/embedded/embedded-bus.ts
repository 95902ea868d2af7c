import { PasserelleError } from '@passerelle/kernel';
import { Pool, type PoolConfig } from 'pg';
import { assertOutgoing } from '../envelope.js';
import type {
  BusHealth,
  DeadLetterRecord,
  Handler,
  MessageBus,
  SubscribeOptions,
  Subscription,
} from '../message-bus.js';
import type { OutgoingMessage } from '../message.js';
import { assertDeadLetterId, assertTopic, subscriptionPolicy } from '../subscription-policy.js';
import { EmbeddedConsumer } from './consumer.js';
import { databaseFault } from './database-fault.js';
import { listDeadLetters, reviveDeadLetter } from './dead-letter-table.js';
import { countWaiting, insertMessages } from './message-table.js';
import { embeddedSettings, type EmbeddedBusOptions, type EmbeddedSettings } from './options.js';
import { TopicListener } from './topic-listener.js';

/** One statement writes at most this many messages, so that its parameters stay below a megabyte. */
const largestInsert = 2000;

/**
 * The bus in PostgreSQL (15 or later): durable, ordered per key, shared by any number of processes on one database.
 * Needs the tables of `embeddedBusMigration`. A message of `maxAttempts` deliveries that ended in a crash is set aside
 * too, and delays survive a restart: the Kafka adapter promises neither.
 */
export class EmbeddedBus implements MessageBus {
  readonly #pool: Pool;
  readonly #ownsPool: boolean;
  readonly #settings: EmbeddedSettings;
  readonly #listener: TopicListener;
  readonly #consumers = new Set<EmbeddedConsumer>();
  readonly #onIdleError: (cause: Error) => void;
  #state: 'new' | 'started' | 'stopped' = 'new';

  constructor(options: EmbeddedBusOptions) {
    this.#settings = embeddedSettings(options);
    this.#ownsPool = !isPool(options.database);
    this.#pool = isPool(options.database) ? options.database : new Pool(options.database);
    this.#listener = new TopicListener(this.#pool, this.#settings.log);
    // Without a listener the loss of an idle connection would end the process (pg, "Pool: events").
    this.#onIdleError = (cause) => this.#settings.log({ level: 'warn', event: 'connection-lost', facts: {}, cause });
  }

  async start(): Promise<void> {
    if (this.#state === 'started') return;
    if (this.#state === 'stopped') throw new PasserelleError('PSR-5006');
    this.#pool.on('error', this.#onIdleError);
    await this.#ask(() => this.#pool.query('SELECT FROM bus_message, bus_dead_letter LIMIT 0'));
    await this.#listener.start();
    this.#state = 'started';
    for (const consumer of this.#consumers) consumer.start();
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    messages.forEach(assertOutgoing);
    this.#assertStarted();
    for (let from = 0; from < messages.length; from += largestInsert) {
      await this.#ask(() => insertMessages(this.#pool, messages.slice(from, from + largestInsert)));
    }
  }

  async subscribe(topic: string, handler: Handler, options?: SubscribeOptions): Promise<Subscription> {
    assertTopic(topic);
    if (this.#state === 'stopped') throw new PasserelleError('PSR-5006');
    const consumer = new EmbeddedConsumer(topic, handler, subscriptionPolicy(options), this.#pool, this.#settings);
    const mute = this.#listener.onTopic(topic, consumer.ring);
    this.#consumers.add(consumer);
    if (this.#state === 'started') consumer.start();
    const stop = async (): Promise<void> => {
      mute();
      await consumer.stop();
      this.#consumers.delete(consumer);
    };
    return { topic, stop };
  }

  async deadLetters(topic: string, limit = 1000): Promise<readonly DeadLetterRecord[]> {
    assertTopic(topic);
    this.#assertStarted();
    return this.#ask(() => listDeadLetters(this.#pool, topic, limit));
  }

  async replayDeadLetter(topic: string, id: string): Promise<void> {
    assertTopic(topic);
    this.#assertStarted();
    assertDeadLetterId(topic, id);
    const revived = await this.#ask(() => reviveDeadLetter(this.#pool, topic, id));
    if (!revived) throw new PasserelleError('PSR-5005', { topic, id });
  }

  async health(): Promise<BusHealth> {
    if (this.#state !== 'started') return { reachable: false, fault: 'PSR-5006', topics: [] };
    const inHand = this.#inHandByTopic();
    try {
      const waiting = await countWaiting(this.#pool, [...inHand.keys()]);
      const topics = [...inHand].map(([topic, held]) => ({ topic, inHand: held, waiting: waiting.get(topic) ?? 0 }));
      return { reachable: true, topics };
    } catch (cause) {
      return { reachable: false, fault: databaseFault(cause).code, topics: [] };
    }
  }

  async stop(): Promise<void> {
    if (this.#state === 'stopped') return;
    this.#state = 'stopped';
    await Promise.all([...this.#consumers].map((consumer) => consumer.stop()));
    this.#consumers.clear();
    this.#listener.stop();
    // A pool that has ended still closes its connections and may report one that is cut meanwhile: ours keeps its ear.
    if (this.#ownsPool) await this.#pool.end();
    else this.#pool.off('error', this.#onIdleError);
  }

  #inHandByTopic(): Map<string, number> {
    const inHand = new Map<string, number>();
    for (const consumer of this.#consumers) {
      inHand.set(consumer.topic, (inHand.get(consumer.topic) ?? 0) + consumer.inHand);
    }
    return inHand;
  }

  #assertStarted(): void {
    if (this.#state !== 'started') throw new PasserelleError('PSR-5006');
  }

  async #ask<T>(statement: () => Promise<T>): Promise<T> {
    try {
      return await statement();
    } catch (cause) {
      throw databaseFault(cause);
    }
  }
}

/** By shape and not by class: the host's pg may be another copy of the module. */
function isPool(database: Pool | PoolConfig): database is Pool {
  return 'connect' in database && typeof database.connect === 'function';
}
