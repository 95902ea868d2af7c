import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The collection of documents and vectors of others that tests are run on; it stands beside the repository, or not at all. */
const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

/**
 * Files of the corpus, sorted, as absolute paths; none when the corpus is absent.
 * @param subfolder - folder of the corpus, searched with everything below it: `security/merkle`
 * @param ext - how the names end: `.json`
 */
export function corpusFiles(subfolder: string, ext: string): string[] {
  const folder = join(corpus, subfolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ext))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Says on how many files of the corpus a test ran, so that a run without the corpus cannot pass for one with it.
 * @throws in continuous integration (CI=true), when the corpus is there and the test ran on none of it
 */
export function reportCorpusRun(name: string, count: number): void {
  const present = existsSync(corpus);
  process.stdout.write(`corpus: ${name}: ${count} files${present ? '' : ' (no corpus)'}\n`);
  if (process.env['CI'] === 'true' && present && count === 0) {
    throw new Error(`${name} ran on no file although the corpus is there`);
  }
}
