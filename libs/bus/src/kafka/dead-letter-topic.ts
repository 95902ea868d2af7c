import { newId, PasserelleError } from '@passerelle/kernel';
import type { Admin, Kafka, KafkaMessage } from 'kafkajs';
import { drained } from '../drain.js';
import type { DeadLetterRecord } from '../message-bus.js';
import { patience } from './client.js';
import { readDeadLetter } from './dead-letter-record.js';
import type { KafkaSettings } from './options.js';
import { topicNames, untilKnown } from './topics.js';

/** A reading poll waits no longer than this: the reader knows beforehand how far it has to read. */
const fetchWaitMs = 100;

/**
 * Reads a topic's dead letters, oldest first: the whole dead-letter topic up to its present end, the newest record of
 * each id counting. It is a look by a person or a page of the console, not part of the flow: it takes about a second,
 * because kafkajs reads only as a member of a group (of its own, deleted afterwards).
 * @throws PasserelleError PSR-5001 when the broker did not give all of it in time: part of a list would look like all
 */
export async function readDeadLetters(
  kafka: Kafka,
  admin: Admin,
  settings: KafkaSettings,
  topic: string,
): Promise<DeadLetterRecord[]> {
  const { dead, group } = topicNames(settings.node, topic);
  const [end] = await untilKnown(settings.readyMs, () => admin.fetchTopicOffsets(dead));
  if (end === undefined || end.high === end.low) return [];
  const newest = new Map<string, DeadLetterRecord | undefined>();
  await readTo(BigInt(end.high) - 1n, dead, `${group}.reader.${newId()}`, (record) => {
    newest.set(record.key?.toString() ?? '', readDeadLetter(topic, record));
  });
  return [...newest.values()]
    .filter((record) => record !== undefined)
    .toSorted((a, b) => a.deadAt.localeCompare(b.deadAt));

  async function readTo(last: bigint, name: string, groupId: string, take: (record: KafkaMessage) => void) {
    const consumer = kafka.consumer({
      groupId,
      maxWaitTimeInMs: fetchWaitMs,
      allowAutoTopicCreation: false,
      retry: { ...patience, restartOnFailure: async () => false },
    });
    try {
      await consumer.connect();
      await untilKnown(settings.readyMs, () => consumer.subscribe({ topics: [name], fromBeginning: true }));
      const complete = new Promise<void>((resolve, reject) => {
        consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
        const eachMessage = async ({ message }: { message: KafkaMessage }) => {
          take(message);
          if (BigInt(message.offset) >= last) resolve();
        };
        consumer.run({ autoCommit: false, eachMessage }).catch(reject);
      });
      if (!(await drained(complete, settings.readyMs))) throw new PasserelleError('PSR-5001', { topic });
    } finally {
      await consumer.disconnect();
      // The group vanishes by itself in time; a failure to hurry it is no reason to withhold the list.
      await admin.deleteGroups([groupId]).catch(() => undefined);
    }
  }
}
