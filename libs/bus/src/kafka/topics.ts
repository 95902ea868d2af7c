import type { Admin } from 'kafkajs';
import type { KafkaSettings } from './options.js';

/** Names of a topic at the broker. A `.` ends each part and no part holds one, so no topic can pass for another's dead letters. */
export interface TopicNames {
  readonly live: string;
  readonly dead: string;
  readonly group: string;
}

/** The names under which this node keeps a topic. */
export function topicNames(node: string, topic: string): TopicNames {
  const live = `passerelle.${node}.${topic}`;
  return { live, dead: `${live}.dead-letters`, group: live };
}

/** Creates topics that are missing, because the broker's own auto-creation would choose partitions and retention for us. */
export class TopicRegister {
  readonly #present = new Map<string, Promise<void>>();
  /** kafkajs waits for the leaders of all topics it was ever asked to create; of two calls at once one fails on the other's. */
  #line: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly admin: Admin,
    private readonly settings: KafkaSettings,
  ) {}

  /** Resolves when the topic and its dead letters exist and have leaders. */
  ensure(topic: string): Promise<void> {
    let present = this.#present.get(topic);
    if (present === undefined) {
      present = this.#line.then(() => this.#create(topicNames(this.settings.node, topic)));
      this.#line = present.catch(() => undefined);
      this.#present.set(topic, present);
      // A failure is not remembered: the next call asks again. The caller still gets it.
      present.catch(() => this.#present.delete(topic));
    }
    return present;
  }

  async #create({ live, dead }: TopicNames): Promise<void> {
    const { partitions, replicationFactor, retentionMs } = this.settings;
    const kept = [{ name: 'retention.ms', value: String(retentionMs) }];
    // Compacted, keyed by message id: no dead letter is forgotten by age, and one set aside twice is kept once.
    const compacted = [{ name: 'cleanup.policy', value: 'compact' }];
    await untilKnown(this.settings.readyMs, () =>
      this.admin.createTopics({
        waitForLeaders: true,
        topics: [
          { topic: live, numPartitions: partitions, replicationFactor, configEntries: kept },
          { topic: dead, numPartitions: 1, replicationFactor, configEntries: compacted },
        ],
      }),
    );
  }
}

/** Pause before the broker is asked again. */
const pauseMs = 250;

/**
 * A broker answers "unknown topic" for a moment after it has created one, longer when it is busy, and kafkajs gives up at
 * the first such answer. It is asked again until the topic is known.
 * @param ask - a request that may be repeated: creating a topic, subscribing to it
 */
export async function untilKnown<T>(patienceMs: number, ask: () => Promise<T>): Promise<T> {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return await ask();
    } catch (cause) {
      if (!isNotKnownYet(cause) || performance.now() > until) throw cause;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/** What a broker answers about a topic whose making has not reached all of it. */
const notKnownYet: readonly unknown[] = [
  'UNKNOWN_TOPIC_OR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_FOR_PARTITION',
];

/** kafkajs wraps the answer when its own retries are used up. */
function isNotKnownYet(cause: unknown): boolean {
  const { type, cause: inner } = cause as { type?: unknown; cause?: unknown };
  return notKnownYet.includes(type) || (inner instanceof Object && isNotKnownYet(inner));
}
