import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Inputs that are longer teach the fuzzer little and cost it much. */
const longest = 20_000;

/** The project's own fixtures whose names end so, as octets. */
export function fixtures(...endings) {
  return filesOf(join(root, 'test/fixtures'), endings);
}

/** Files of the collection beside the repository; none where it is absent. */
export function corpus(folder, ...endings) {
  return filesOf(join(root, '../shared/corpus', folder), endings);
}

function filesOf(folder, endings) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    .filter(({ length }) => length <= longest);
}
