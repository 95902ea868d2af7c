import { PasserelleError } from '@passerelle/kernel';
import type { Admin, Kafka } from 'kafkajs';
import { drained } from '../drain.js';
import { assertOutgoing, encodeEnvelope } from '../envelope.js';
import type {
  BusHealth,
  DeadLetterRecord,
  Handler,
  MessageBus,
  SubscribeOptions,
  Subscription,
  TopicHealth,
} from '../message-bus.js';
import type { OutgoingMessage } from '../message.js';
import { assertDeadLetterId, assertTopic, subscriptionPolicy } from '../subscription-policy.js';
import { byTopic } from './by-topic.js';
import { kafkaClient } from './client.js';
import { KafkaConsumer } from './consumer.js';
import { writeReplayed } from './dead-letter-record.js';
import { readDeadLetters } from './dead-letter-topic.js';
import { kafkaSettings, type KafkaBusOptions, type KafkaSettings } from './options.js';
import { Publisher } from './publisher.js';
import { topicNames, TopicRegister } from './topics.js';

/**
 * The bus on Apache Kafka (4.x run, protocol versions of 2.1 and later), for several processes on several machines.
 * How a retried message holds back others is told at KafkaConsumer.
 */
export class KafkaBus implements MessageBus {
  readonly #settings: KafkaSettings;
  readonly #kafka: Kafka;
  readonly #admin: Admin;
  readonly #publisher: Publisher;
  readonly #register: TopicRegister;
  readonly #consumers = new Set<KafkaConsumer>();
  #state: 'new' | 'started' | 'stopped' = 'new';

  constructor(options: KafkaBusOptions) {
    this.#settings = kafkaSettings(options);
    this.#kafka = kafkaClient(this.#settings);
    this.#admin = this.#kafka.admin();
    this.#publisher = new Publisher(this.#kafka);
    this.#register = new TopicRegister(this.#admin, this.#settings);
  }

  async start(): Promise<void> {
    if (this.#state === 'started') return;
    if (this.#state === 'stopped') throw new PasserelleError('PSR-5006');
    await this.#ask(async () => {
      await this.#admin.connect();
      await Promise.all(this.#settings.topics.map((topic) => this.#register.ensure(topic)));
      await this.#publisher.connect();
    });
    this.#state = 'started';
    await Promise.all([...this.#consumers].map((consumer) => this.#startConsumer(consumer)));
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    messages.forEach(assertOutgoing);
    this.#assertStarted();
    if (messages.length === 0) return;
    const topics = byTopic(messages);
    await this.#ask(() => Promise.all([...topics.keys()].map((topic) => this.#register.ensure(topic))));
    await this.#publisher.send(
      [...topics].map(([topic, sent]) => ({
        topic: topicNames(this.#settings.node, topic).live,
        messages: sent.map((message) => ({ key: message.key, value: encodeEnvelope({ ...message, attempt: 1 }) })),
      })),
    );
  }

  async subscribe(topic: string, handler: Handler, options?: SubscribeOptions): Promise<Subscription> {
    assertTopic(topic);
    if (this.#state === 'stopped') throw new PasserelleError('PSR-5006');
    const policy = subscriptionPolicy(options);
    const consumer = new KafkaConsumer(topic, handler, policy, this.#kafka, this.#publisher, this.#settings);
    this.#consumers.add(consumer);
    if (this.#state === 'started') await this.#startConsumer(consumer);
    const stop = async (): Promise<void> => {
      await consumer.stop();
      this.#consumers.delete(consumer);
    };
    return { topic, stop };
  }

  async deadLetters(topic: string, limit = 1000): Promise<readonly DeadLetterRecord[]> {
    return (await this.#deadLetters(topic)).slice(0, limit);
  }

  async replayDeadLetter(topic: string, id: string): Promise<void> {
    assertDeadLetterId(topic, id);
    const record = (await this.#deadLetters(topic)).find((letter) => letter.id === id);
    if (record?.message === undefined) throw new PasserelleError('PSR-5005', { topic, id });
    // First the message, then the mark: a crash between them replays twice, and the inbox drops the second.
    await this.publish([record.message]);
    const { dead } = topicNames(this.#settings.node, topic);
    await this.#publisher.send([{ topic: dead, messages: [writeReplayed(id)] }]);
  }

  async health(): Promise<BusHealth> {
    if (this.#state !== 'started') return { reachable: false, fault: 'PSR-5006', topics: [] };
    try {
      const topics = await Promise.all(
        [...byTopic(this.#consumers)].map(async ([topic, consumers]): Promise<TopicHealth> => {
          const inHand = consumers.reduce((sum, consumer) => sum + consumer.inHand, 0);
          return { topic, inHand, waiting: await this.#countWaiting(topic) };
        }),
      );
      const fault = [...this.#consumers].find((consumer) => consumer.fault !== undefined)?.fault;
      if (topics.length === 0) await this.#admin.describeCluster();
      return { reachable: true, ...(fault === undefined ? {} : { fault }), topics };
    } catch {
      // Health is asked in order to be told so; the client's own log has the cause.
      return { reachable: false, fault: 'PSR-5001', topics: [] };
    }
  }

  async stop(): Promise<void> {
    if (this.#state === 'stopped') return;
    this.#state = 'stopped';
    await Promise.all([...this.#consumers].map((consumer) => consumer.stop()));
    this.#consumers.clear();
    const { log, drainMs } = this.#settings;
    const goodbyes = Promise.allSettled([this.#publisher.disconnect(), this.#admin.disconnect()]);
    if (!(await drained(goodbyes, drainMs))) log({ level: 'error', event: 'drain-timeout', facts: {} });
  }

  async #startConsumer(consumer: KafkaConsumer): Promise<void> {
    try {
      await this.#ask(() => this.#register.ensure(consumer.topic));
      await consumer.start();
    } catch (cause) {
      this.#consumers.delete(consumer);
      throw cause;
    }
  }

  async #deadLetters(topic: string): Promise<DeadLetterRecord[]> {
    assertTopic(topic);
    this.#assertStarted();
    return this.#ask(async () => {
      await this.#register.ensure(topic);
      return readDeadLetters(this.#kafka, this.#admin, this.#settings, topic);
    });
  }

  /** Distance between the end of each partition and what the group has committed. */
  async #countWaiting(topic: string): Promise<number> {
    const { live, group } = topicNames(this.#settings.node, topic);
    const [ends, [committed]] = await Promise.all([
      this.#admin.fetchTopicOffsets(live),
      this.#admin.fetchOffsets({ groupId: group, topics: [live] }),
    ]);
    return ends.reduce((sum, { partition, high, low }) => {
      const offset = committed?.partitions.find((position) => position.partition === partition)?.offset ?? '-1';
      // -1: the group has not committed here yet and would begin at the oldest message.
      return sum + Number(BigInt(high) - BigInt(offset === '-1' ? low : offset));
    }, 0);
  }

  #assertStarted(): void {
    if (this.#state !== 'started') throw new PasserelleError('PSR-5006');
  }

  async #ask<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (cause) {
      throw cause instanceof PasserelleError ? cause : new PasserelleError('PSR-5001', {}, { cause });
    }
  }
}
