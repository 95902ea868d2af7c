import { embeddedBusMigration } from '@passerelle/bus/embedded';
import { Database } from '@passerelle/store';
import { startEmbeddedServer } from '@passerelle/store/embedded';
import type { LoadedConfiguration } from '../configuration/load.js';

/** An open database and the way to close it. */
export interface OpenedDatabase {
  readonly database: Database;
  readonly url: string;
  close(): Promise<void>;
}

/** The tables of the embedded bus, as the third migration. */
const busTables = { name: 'BusTables1767225600003', ...embeddedBusMigration };

/** Name of the folder that the embedded server is kept under; one server serves all nodes of a clone. */
export const embeddedState = 'data';

/**
 * Opens the node's database: the configured PostgreSQL, else the embedded server, which is started unless it runs.
 * @throws PasserelleError PSR-7003, PSR-7004
 */
export async function openNodeDatabase({ configuration, resolve }: LoadedConfiguration): Promise<OpenedDatabase> {
  const { store } = configuration;
  const server = store.url === undefined ? await startEmbeddedServer(resolve(embeddedState)) : undefined;
  const url = store.url ?? (await server?.database(store.database)) ?? '';
  try {
    const database = await Database.open({ url, connections: store.connections, guests: [busTables] });
    const close = async (): Promise<void> => {
      await database.close();
      await server?.stop();
    };
    return { database, url, close };
  } catch (error) {
    await server?.stop();
    throw error;
  }
}
