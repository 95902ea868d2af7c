import { Kafka, logLevel, Partitioners, type Producer, type RetryOptions } from 'kafkajs';
import type { BusLog, BusLogEntry } from '../bus-log.js';
import type { KafkaSettings } from './options.js';

/**
 * With these, single sends survived two `kill -9` of the broker without one failure: a broker that restarts is waited
 * for (some 100 s), with a pause short enough to be back at once.
 */
export const patience: RetryOptions = { initialRetryTime: 100, retries: 100, maxRetryTime: 1_000 };

/** kafkajs, set up for this node. */
export function kafkaClient(settings: KafkaSettings): Kafka {
  return new Kafka({
    clientId: `passerelle.${settings.node}`,
    brokers: [...settings.brokers],
    ...(settings.tls === undefined ? {} : { ssl: settings.tls }),
    ...(settings.sasl === undefined ? {} : { sasl: settings.sasl }),
    ...(settings.socketFactory === undefined ? {} : { socketFactory: settings.socketFactory }),
    retry: patience,
    logLevel: logLevel.WARN,
    logCreator: () => writeTo(settings.log),
  });
}

/**
 * An idempotent producer: the broker drops the second copy when a send is tried again, and keeps the order of batches.
 * The partitioner is named because kafkajs warns when it is left open.
 */
export function idempotentProducer(kafka: Kafka): Producer {
  return kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
    retry: patience,
  });
}

interface KafkaLine {
  readonly namespace: string;
  readonly level: logLevel;
  readonly log: { readonly message: string };
}

/**
 * kafkajs calls every refusal an error, also the "coordinator is loading" of a broker that has just started and that it
 * retries by itself. So its errors are warnings here; what really stops a consumer is reported as `consumer-crashed`.
 */
function writeTo(log: BusLog): (line: KafkaLine) => void {
  return ({ namespace, level, log: { message } }) => {
    const ours: BusLogEntry['level'] = level <= logLevel.ERROR ? 'warn' : level === logLevel.WARN ? 'info' : 'debug';
    log({ level: ours, event: 'kafka-client', facts: { namespace, message } });
  };
}
