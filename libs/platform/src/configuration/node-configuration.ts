import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfiguration, nodeFiles, type LoadedConfiguration } from './load.js';

/** Which node of this clone, and what stands above its files. */
export interface NodeChoice {
  /** Root of the clone. */
  readonly root: string;
  /** Country code of the node: `lu`. */
  readonly country: string;
  /** Further files above the node's own. */
  readonly files?: readonly string[];
}

/**
 * Loads the configuration of a node of this clone: the defaults, the node's file, then `data/run/<cc>.yaml` where a
 * start has written the ports it found, then what the environment says: PASSERELLE_<CC>_DATABASE_URL and
 * PASSERELLE_KAFKA_BROKERS (comma separated; chooses the Kafka bus).
 */
export function readNodeConfiguration(choice: NodeChoice): LoadedConfiguration {
  const run = join('data', 'run', `${choice.country.toLowerCase()}.yaml`);
  const running = existsSync(join(choice.root, run)) ? [run] : [];
  return loadConfiguration({
    root: choice.root,
    files: [...nodeFiles(choice.country), ...running, ...(choice.files ?? [])],
    overlay: fromEnvironment(process.env, choice.country),
  });
}

function fromEnvironment(environment: NodeJS.ProcessEnv, country: string): Readonly<Record<string, unknown>> {
  const url = environment[`PASSERELLE_${country.toUpperCase()}_DATABASE_URL`];
  const brokers = environment['PASSERELLE_KAFKA_BROKERS'];
  return {
    ...(url === undefined ? {} : { store: { url } }),
    ...(brokers === undefined ? {} : { bus: { adapter: 'kafka', brokers: brokers.split(',') } }),
  };
}
