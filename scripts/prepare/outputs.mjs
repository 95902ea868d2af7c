import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes a file unless it already says the same. Whoever reads it meanwhile sees the old or the new, never a half.
 * @param {string} file
 * @param {string} text
 */
export function writeIfChanged(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  const writing = `${file}.${process.pid}.writing`;
  writeFileSync(writing, text);
  renameSync(writing, file);
}

/**
 * Removes from a `dist` what no source stands behind any more, with the folders that become empty: a deleted source
 * must not go on being importable. What `tsc -b` writes beside the JavaScript stays.
 * @param {string} folder - the `dist` of a lib or app
 * @param {readonly string[]} sources - paths below `src`, `merkle/hashing.ts`
 */
export function removeOrphans(folder, sources) {
  if (!existsSync(folder)) return;
  const expected = new Set(['.tsbuildinfo']);
  for (const source of sources) {
    for (const ending of ['.js', '.js.map', '.d.ts']) expected.add(source.replace(/\.ts$/, ending));
  }
  sweep(folder, '', expected);
}

function sweep(folder, prefix, expected) {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) sweep(path, `${prefix}${entry.name}/`, expected);
    else if (!expected.has(prefix + entry.name)) rmSync(path, { force: true });
  }
  if (prefix !== '' && readdirSync(folder).length === 0) rmdirSync(folder);
}
