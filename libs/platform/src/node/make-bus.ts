import type { BusLog, MessageBus } from '@passerelle/bus';
import type { NodeConfiguration } from '../configuration/schema.js';
import type { Logger } from '../logging/logger.js';

/** The bus the configuration chooses. The Kafka client is only loaded where it is used. */
export async function makeBus(
  configuration: NodeConfiguration,
  databaseUrl: string,
  logger: Logger,
): Promise<MessageBus> {
  const log = busLog(logger);
  if (configuration.bus.adapter === 'kafka') {
    const { KafkaBus } = await import('@passerelle/bus/kafka');
    const { brokers, name = configuration.country.toLowerCase() } = configuration.bus;
    return new KafkaBus({ brokers, node: name, log });
  }
  const { EmbeddedBus } = await import('@passerelle/bus/embedded');
  return new EmbeddedBus({
    database: { connectionString: databaseUrl, max: 6, application_name: 'passerelle-bus' },
    log,
  });
}

function busLog(logger: Logger): BusLog {
  return ({ level, event, facts, cause }) => {
    if (level === 'error' || cause !== undefined) logger.error(`bus-${event}`, cause, facts);
    else if (level === 'warn') logger.warn(`bus-${event}`, facts);
    else logger.info(`bus-${event}`, facts);
  };
}
