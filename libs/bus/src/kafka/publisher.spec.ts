import { describe, expect, it } from '@jest/globals';
import type { Kafka, Producer, ProducerBatch } from 'kafkajs';
import { Publisher } from './publisher.js';

interface FakeProducer {
  connected: boolean;
  readonly batches: ProducerBatch[];
}

/** A client whose sends take a moment and fail as often as told. */
function fakeKafka(failures = 0): { kafka: Kafka; producers: FakeProducer[]; mostAtOnce: () => number } {
  const producers: FakeProducer[] = [];
  let [left, atOnce, most] = [failures, 0, 0];
  const producer = (): Partial<Producer> => {
    const fake: FakeProducer = { connected: false, batches: [] };
    producers.push(fake);
    return {
      connect: async () => void (fake.connected = true),
      disconnect: async () => void (fake.connected = false),
      sendBatch: async (batch) => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise((resolve) => setTimeout(resolve, 5));
        atOnce -= 1;
        if (left-- > 0) throw new Error('broker away');
        fake.batches.push(batch);
        return [];
      },
    };
  };
  return { kafka: { producer } as unknown as Kafka, producers, mostAtOnce: () => most };
}

const messages = (count: number, topic = 'documents') => [
  { topic, messages: Array.from({ length: count }, (_, n) => ({ key: `${n}`, value: '{}' })) },
];

describe('the publisher', () => {
  it('sends one batch at a time and gathers what comes meanwhile', async () => {
    const { kafka, producers, mostAtOnce } = fakeKafka();
    const publisher = new Publisher(kafka);
    await Promise.all(Array.from({ length: 20 }, () => publisher.send(messages(1))));
    expect(mostAtOnce()).toBe(1);
    const sizes = producers[0]?.batches.map((batch) => batch.topicMessages?.length);
    expect(sizes?.reduce((sum = 0, size = 0) => sum + size, 0)).toBe(20);
    expect(sizes?.length).toBeLessThan(4);
  });

  it('keeps a send below the broker limit unless one call alone is above it', async () => {
    const { kafka, producers } = fakeKafka();
    const publisher = new Publisher(kafka);
    await Promise.all(
      [messages(1), messages(1500), messages(1500), messages(5000)].map((call) => publisher.send(call)),
    );
    const counts = producers[0]?.batches.map(({ topicMessages = [] }) =>
      topicMessages.reduce((sum, topic) => sum + topic.messages.length, 0),
    );
    expect(counts?.filter((count) => count > 2000)).toEqual([5000]);
    expect(counts?.reduce((sum, count) => sum + count, 0)).toBe(8001);
  });

  it('says PSR-5001 to each call of a send that failed, and sends the next with a new producer', async () => {
    const { kafka, producers } = fakeKafka(1);
    const publisher = new Publisher(kafka);
    const first = publisher.send(messages(1));
    const second = publisher.send(messages(2));
    await expect(first).rejects.toMatchObject({ code: 'PSR-5001', retriable: true });
    await second;
    expect(producers).toHaveLength(2);
    expect(producers.map(({ batches }) => batches.length)).toEqual([0, 1]);
    expect(producers[0]?.connected).toBe(false);
  });

  it('lets the sends end before it says goodbye', async () => {
    const { kafka, producers } = fakeKafka();
    const publisher = new Publisher(kafka);
    const sent = publisher.send(messages(3));
    await publisher.disconnect();
    await sent;
    expect(producers[0]).toMatchObject({ connected: false, batches: [{ topicMessages: messages(3) }] });
  });
});
