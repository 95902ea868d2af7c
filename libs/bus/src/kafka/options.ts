import type { ISocketFactory, SASLOptions } from 'kafkajs';
import type { ConnectionOptions } from 'node:tls';
import { silentBusLog, type BusLog } from '../bus-log.js';

/** How the Kafka bus works. */
export interface KafkaBusOptions {
  /** `host:port` of one or more brokers. */
  readonly brokers: readonly string[];
  /** Name of this node, `a`-`z`, `0`-`9`, `-`. Topics and groups are called `passerelle.<node>.<topic>`. */
  readonly node: string;
  /** Topics to create at start where they are missing; others are created when first published or subscribed to. */
  readonly topics?: readonly string[];
  /** Partitions of a topic that is created; an existing topic keeps its own. @default 6 */
  readonly partitions?: number;
  /** Copies of each partition of a topic that is created. @default -1, the broker's own default */
  readonly replicationFactor?: number;
  /**
   * How long a topic that is created keeps a message, acknowledged or not. A subscriber that is away for longer loses
   * messages. One away for longer than the broker keeps its offsets (offsets.retention.minutes) gets everything kept
   * once more. @default 14 days
   */
  readonly retentionMs?: number;
  readonly tls?: ConnectionOptions;
  readonly sasl?: SASLOptions;
  /**
   * Messages of one partition that may be handed out beyond the oldest unacknowledged one. A retried message holds back
   * its own key only, until this many later ones piled up behind it; then its whole partition waits. @default 2_000
   */
  readonly window?: number;
  /** Silence after which the broker takes a consumer for dead and gives its partitions to others. @default 30_000 */
  readonly sessionMs?: number;
  /** How often a consumer reports; also how soon it notices a new member of its group. @default 3_000 */
  readonly heartbeatMs?: number;
  /** How long `stop` waits for messages in hand and then for the broker; later they are delivered again. @default 30_000 */
  readonly drainMs?: number;
  /** How long `start` and `subscribe` wait for the group. @default 60_000 */
  readonly readyMs?: number;
  /** Crashes of one consumer, without one message handled between them, after which it gives up. @default 10 */
  readonly maxRestarts?: number;
  /** Called when a consumer gave up: the host should end the process, so that its supervisor starts it afresh. */
  readonly onGivenUp?: (cause: Error) => void;
  /** Makes the connections, for a host with a proxy and for tests. @default kafkajs's own */
  readonly socketFactory?: ISocketFactory;
  /** @default writes nothing */
  readonly log?: BusLog;
}

type Optional = 'tls' | 'sasl' | 'socketFactory';

/** The options with every choice made. */
export type KafkaSettings = Required<Omit<KafkaBusOptions, Optional>> & Pick<KafkaBusOptions, Optional>;

/** Makes the choices that the host left open. */
export function kafkaSettings(options: KafkaBusOptions): KafkaSettings {
  return {
    topics: [],
    partitions: 6,
    replicationFactor: -1,
    retentionMs: 14 * 24 * 60 * 60 * 1000,
    window: 2_000,
    sessionMs: 30_000,
    heartbeatMs: 3_000,
    drainMs: 30_000,
    readyMs: 60_000,
    maxRestarts: 10,
    onGivenUp: () => undefined,
    log: silentBusLog,
    ...options,
  };
}
