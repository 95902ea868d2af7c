import { PasserelleError } from '@passerelle/kernel';
import { loadCatalogue, type Catalogue } from '@passerelle/terminology';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandIo } from './io.js';

/**
 * The concept maps of the clone, `config/terminology/maps/*.csv`.
 * @returns undefined where there is no such folder: codes then stay national
 * @throws PSR-7010 when a map is not valid; PSR-8002 when one cannot be read
 */
export async function cloneCatalogue({ root }: CommandIo): Promise<Catalogue | undefined> {
  const folder = join(root, 'config', 'terminology', 'maps');
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw new PasserelleError('PSR-8002', { file: folder }, { cause });
  });
  if (names === undefined) return undefined;
  const maps = names.filter((name) => name.endsWith('.csv'));
  return loadCatalogue(
    await Promise.all(maps.map(async (name) => ({ name, text: await readMap(join(folder, name)) }))),
  );
}

async function readMap(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new PasserelleError('PSR-8002', { file }, { cause });
  }
}
