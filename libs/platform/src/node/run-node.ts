import { asPasserelleError } from '@passerelle/kernel';
import { parseArgs } from 'node:util';
import { readNodeConfiguration } from '../configuration/node-configuration.js';
import { createLogger } from '../logging/logger.js';
import { openNode, type NodeParts, type OpenNode } from './open-node.js';

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
  const opening: { node?: OpenNode; asked: boolean } = { asked: false };
  const close = (): void => {
    // Asked while it is still opening, it ends as soon as it is open: half-open things cannot be closed in order.
    opening.asked = true;
    const { node } = opening;
    delete opening.node;
    if (node !== undefined) void node.close().then(() => process.exit(0));
  };
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(event, close);
  try {
    const loaded = readNodeConfiguration({ root, country: values.node, files: values.config });
    const node = await openNode(loaded, logger, parts);
    opening.node = node;
    if (opening.asked) return close();
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
