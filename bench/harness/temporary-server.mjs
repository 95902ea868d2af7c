import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startEmbeddedServer } from '@passerelle/store/embedded';
import { built } from '../built.mjs';

const { embeddedPlace } = await built('libs/store/dist/embedded/place.js');

/**
 * Starts the embedded PostgreSQL over an empty folder of its own, apart from that of `npm start`.
 * @returns `database(name)` gives the address of a database and makes it, `folder` is a place for other temporary files,
 *   `pid` is the server's first process, `close` stops the server and removes both
 */
export async function temporaryServer() {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'));
  // What root's server writes stands outside the folder, under a name made of it.
  const { data } = embeddedPlace(folder);
  const cluster = dirname(data);
  const remove = () => {
    for (const path of [cluster, folder]) rmSync(path, { recursive: true, force: true });
  };
  try {
    const server = await startEmbeddedServer(folder);
    return {
      folder,
      pid: Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]),
      database: (name) => server.database(name),
      async close() {
        await server.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
