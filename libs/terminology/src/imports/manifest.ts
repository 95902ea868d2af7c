import { PasserelleError } from '@passerelle/kernel';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceEntry } from '../index-file/directory.js';

/** Name of the list of imports in their folder. */
export const manifestFile = 'sources.json';

/** A source that was imported and is kept, so that the index can be made again with others beside it. */
export interface ImportedSource extends SourceEntry {
  /** Its file or folder, below the folder of imports. */
  readonly place: string;
  /** ISO 8601, UTC. */
  readonly imported: string;
  /** Encoding of its tables, where it is not UTF-8. */
  readonly encoding?: string;
  /** Number of problems it was imported in spite of. */
  readonly problems: number;
}

/**
 * The sources of a folder of imports, in the order in which they lie above each other, the last on top; none where there is
 * no such list yet.
 * @throws PSR-7104 when the list is not as it was written; PSR-8002 when it cannot be read
 */
export async function readManifest(folder: string): Promise<readonly ImportedSource[]> {
  const file = join(folder, manifestFile);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new PasserelleError('PSR-8002', { file }, { cause });
  }
  try {
    const { sources } = JSON.parse(text) as { sources: unknown };
    if (Array.isArray(sources) && sources.every(isImportedSource)) return sources;
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof TypeError)) throw cause;
  }
  throw new PasserelleError('PSR-7104', { reason: `its list of sources, ${file}, is not valid` });
}

function isImportedSource(value: unknown): value is ImportedSource {
  if (typeof value !== 'object' || value === null) return false;
  const { place, encoding, problems, ...rest } = value as Readonly<Record<string, unknown>>;
  const texts = ['name', 'version', 'kind', 'digest', 'imported'].every((name) => typeof rest[name] === 'string');
  // A place outside the folder would read, and one day remove, what is none of ours.
  const inside = typeof place === 'string' && /^sources\//.test(place) && !place.split('/').includes('..');
  return texts && inside && typeof problems === 'number' && (encoding === undefined || typeof encoding === 'string');
}
