import { asPasserelleError, newId } from '@passerelle/kernel';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NodeRuntime } from '../node/runtime.js';
import { registerRecord } from './register-record.js';

/** A folder that takes national records. */
export interface WatchedFolder {
  stop(): Promise<void>;
}

/** How often the folder is looked at. A file is taken when two looks in a row see it at the same size. */
const lookMs = 500;

/**
 * Watches the folder of `national.folder` for `*.xml` and `*.json`. A record that is taken moves to `accepted/`, one that
 * is refused to `refused/` beside a `.error.json` with its code; nothing is ever deleted. Looking is by polling, since
 * notifications of a file system are lost on network shares and tell nothing of files that are still being written.
 */
export async function watchFolder(node: NodeRuntime, folder: string): Promise<WatchedFolder> {
  await mkdir(join(folder, 'accepted'), { recursive: true });
  await mkdir(join(folder, 'refused'), { recursive: true });
  const seen = new Map<string, number>();
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(() => look(node, folder, seen));
  }, lookMs);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

async function look(node: NodeRuntime, folder: string, seen: Map<string, number>): Promise<void> {
  try {
    // A link may lead out of the folder, so only what lies in it is a record.
    const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
    const names = files.map((entry) => entry.name).filter((name) => /\.(xml|json)$/i.test(name));
    for (const name of names.sort()) {
      const { size } = await stat(join(folder, name));
      if (seen.get(name) === size) {
        seen.delete(name);
        await take(node, folder, name);
      } else seen.set(name, size);
    }
  } catch (error) {
    // A share that is gone for a while comes back; the next look finds the files where they were.
    node.logger.error('watched-folder-failed', error);
  }
}

async function take(node: NodeRuntime, folder: string, name: string): Promise<void> {
  const file = join(folder, name);
  try {
    await registerRecord(node, await readFile(file));
    await rename(file, await freeName(join(folder, 'accepted'), name));
  } catch (caught) {
    const error = asPasserelleError(caught);
    // A failure of the node's own (the database is away) says nothing of the file: it stays and is taken again.
    if (error.registered.http >= 500) throw error;
    const refused = await freeName(join(folder, 'refused'), name);
    await writeFile(`${refused}.error.json`, `${JSON.stringify(error, null, 2)}\n`);
    await rename(file, refused);
    await node.doorLog.write({ event: 'national-folder-refused', role: 'A', result: 'refused', code: error.code });
  }
}

/** A path for the file that no earlier one of the same name has: nothing that was handed in is overwritten. */
async function freeName(folder: string, name: string): Promise<string> {
  const wanted = join(folder, name);
  const taken = await stat(wanted).then(
    () => true,
    () => false,
  );
  return taken ? join(folder, `${newId()}-${name}`) : wanted;
}
