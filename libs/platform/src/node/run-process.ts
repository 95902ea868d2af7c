import { asPasserelleError } from '@passerelle/kernel';
import { parseArgs } from 'node:util';
import type { LoadedConfiguration } from '../configuration/load.js';
import { readNodeConfiguration } from '../configuration/node-configuration.js';
import { createLogger, type Logger } from '../logging/logger.js';

/** What a process has opened. */
export interface OpenedProcess {
  /** What it tells the program that started it. */
  readonly report: object;
  close(): Promise<void>;
}

/**
 * Runs a process of a node until it is asked to end: `--node <cc> [--config <file>]...`. Started by another program with
 * a channel, it reports there and ends with it. Exit status 2 where it cannot start.
 * @param root - root of the clone, from which relative paths of the configuration start
 */
export async function runProcess(
  root: string,
  open: (loaded: LoadedConfiguration, logger: Logger) => Promise<OpenedProcess>,
): Promise<void> {
  const { values } = parseArgs({
    options: { node: { type: 'string', default: 'lu' }, config: { type: 'string', multiple: true, default: [] } },
  });
  const logger = createLogger(values.node);
  const opening: { opened?: OpenedProcess; asked: boolean } = { asked: false };
  const close = (): void => {
    // Asked while it is still opening, it ends as soon as it is open: half-open things cannot be closed in order.
    opening.asked = true;
    const { opened } = opening;
    delete opening.opened;
    if (opened !== undefined) void opened.close().then(() => process.exit(0));
  };
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(event, close);
  try {
    const loaded = readNodeConfiguration({ root, country: values.node, files: values.config });
    const opened = await open(loaded, logger);
    opening.opened = opened;
    if (opening.asked) return close();
    process.send?.(opened.report);
  } catch (caught) {
    const error = asPasserelleError(caught);
    logger.error('node-not-open', caught);
    process.stderr.write(`${error.code} ${error.message} ${error.registered.action}\n`);
    process.send?.({ failed: error.toJSON() });
    process.exitCode = 2;
    process.disconnect?.();
  }
}
