import { loadCatalogue, type Catalogue } from '@passerelle/terminology';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads the concept maps of the configured folders into one catalogue. @throws PasserelleError for a malformed map */
export function readCatalogue(folders: readonly string[]): Catalogue {
  const files = folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.csv'))
      .sort()
      .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })),
  );
  return loadCatalogue(files);
}
