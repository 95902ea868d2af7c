import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/corpus/myhealtheu/xsd/', import.meta.url));

/** The files of one set of schemas of the corpus by their paths, or undefined where the corpus is absent. */
export function schemaFiles(set: string): Map<string, Uint8Array> | undefined {
  const root = join(folder, set);
  if (!existsSync(root)) return undefined;
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => [relative(root, join(parentPath, name)), readFileSync(join(parentPath, name))]),
  );
}
