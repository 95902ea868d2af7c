import { asPasserelleError } from '@passerelle/kernel';
import { parseArgs } from 'node:util';
import { readNodeConfiguration } from '../configuration/node-configuration.js';
import { createLogger } from '../logging/logger.js';
import { openNode, type NodeParts } from './open-node.js';

/**
 * Runs a process of a node until it is asked to end: `--node <cc> [--config <file>]...`. Started by another program with
 * a channel, it reports its doors there and ends with it. Exit status 2 where it cannot start.
 * @param root - root of the clone, from which relative paths of the configuration start
 */
export async function runNode(root: string, parts: NodeParts): Promise<void> {
  const { values } = parseArgs({
    options: { node: { type: 'string', default: 'lu' }, config: { type: 'string', multiple: true, default: [] } },
  });
  const logger = createLogger(values.node);
  try {
    const loaded = readNodeConfiguration({ root, country: values.node, files: values.config });
    const node = await openNode(loaded, logger, parts);
    let closing: Promise<void> | undefined;
    const close = (): void => {
      closing ??= node.close().then(() => process.exit(0));
    };
    process.once('SIGINT', close);
    process.once('SIGTERM', close);
    process.once('disconnect', close);
    const doors = node.doors.map(({ name, address }) => ({ name, address }));
    logger.info('node-open', Object.fromEntries(doors.map(({ name, address }) => [name, address])));
    process.send?.({ doors, bearerToken: node.runtime.bearerToken });
  } catch (caught) {
    const error = asPasserelleError(caught);
    logger.error('node-not-open', caught);
    process.stderr.write(`${error.code} ${error.message} ${error.registered.action}\n`);
    process.send?.({ failed: error.toJSON() });
    process.exitCode = 2;
    process.disconnect?.();
  }
}
