import { systemClock } from '@passerelle/kernel';
import { SignerServer } from '@passerelle/trust/signer';
import type { LoadedConfiguration } from '../configuration/load.js';
import type { Logger } from '../logging/logger.js';
import { runProcess } from '../node/run-process.js';
import { openDesk } from './open-signing.js';
import { signerClients, signerFolder } from './signer-clients.js';

/**
 * Runs the signer process of a node: `--node <cc> [--config <file>]...`. It holds the keys that sign and answers the other
 * processes on their sockets. It opens no database and no door, and never sees a document.
 * @param root - root of the clone, from which relative paths of the configuration start
 */
export async function runSigner(root: string): Promise<void> {
  await runProcess(root, openSigner);
}

/** Opens the signer. @throws PasserelleError PSR-3084; PSR-30xx and PSR-7005 when a key cannot be opened */
export async function openSigner(
  loaded: LoadedConfiguration,
  logger: Logger,
): Promise<{ readonly report: object; close(): Promise<void> }> {
  const { configuration, resolve } = loaded;
  const opened: { server?: SignerServer } = {};
  const { store, desk } = await openDesk(loaded, { logger, clock: systemClock }, () => opened.server?.keysChanged());
  try {
    const server = await SignerServer.open({
      folder: resolve(signerFolder(configuration)),
      clients: Object.keys(signerClients(configuration)),
      desk,
      keys: () => store.current().keys,
      refused: (client, error) => logger.error('signature-refused', error, { client }),
    });
    opened.server = server;
    for (const { purpose, name, id, algorithm, certificates } of store.current().keys) {
      logger.info('key', { purpose, name, key: id, algorithm, until: certificates[0]?.validTo.toISOString() });
    }
    return {
      report: { doors: [] },
      async close() {
        await server.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
