import { openNode, type NodeParts } from './open-node.js';
import { runProcess } from './run-process.js';

/**
 * Runs a process of a node: see `runProcess`. It reports its doors and its bearer token.
 * @param root - root of the clone, from which relative paths of the configuration start
 */
export async function runNode(root: string, parts: NodeParts): Promise<void> {
  await runProcess(root, async (loaded, logger) => {
    const node = await openNode(loaded, logger, parts);
    const doors = node.doors.map(({ name, address }) => ({ name, address }));
    logger.info('node-open', Object.fromEntries(doors.map(({ name, address }) => [name, address])));
    return { report: { doors, bearerToken: node.runtime.bearerToken }, close: () => node.close() };
  });
}
