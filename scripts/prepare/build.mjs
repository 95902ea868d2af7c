import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transform } from '@swc/core';
import { removeOrphans, writeIfChanged } from './outputs.mjs';
import { StepFailure } from './step.mjs';

/** What the tsconfig.json of every lib and app excludes: files that only tests use. */
const testsOnly = /\.(spec|contract)\.ts$|(^|\/)testing\//;

/**
 * Translates the TypeScript of every lib and app into its `dist`, with the compiler and the options the tests run with.
 * It always translates everything: that takes less than a second for a thousand files, and whatever is in `dist` then
 * stems from the sources of now. Only files that change are written, so a node that runs from `dist` is not disturbed.
 * Types are checked by `npm test` (and by `npm run build`), not here.
 * @param {string} root - folder of the repository
 * @throws {StepFailure} when a file is not TypeScript
 */
export async function buildWorkspaces(root) {
  const options = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
  const workspaces = ['libs', 'apps'].flatMap((group) =>
    readdirSync(join(root, group)).map((name) => join(root, group, name)),
  );
  const built = await Promise.allSettled(workspaces.map((workspace) => buildWorkspace(workspace, options)));
  const faults = built.filter(({ status }) => status === 'rejected').map(({ reason }) => reason.message);
  if (faults.length > 0) throw new StepFailure(faults.join('\n'));
}

async function buildWorkspace(workspace, options) {
  const sources = sourcesOf(join(workspace, 'src'));
  await Promise.all(sources.map((name) => translate(workspace, name, options)));
  removeOrphans(join(workspace, 'dist'), sources);
}

function sourcesOf(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !testsOnly.test(name));
}

async function translate(workspace, name, options) {
  const source = join(workspace, 'src', name);
  const output = join(workspace, 'dist', name.replace(/\.ts$/, '.js'));
  const { code, map } = await transform(readFileSync(source, 'utf8'), {
    ...options,
    swcrc: false,
    filename: source,
    sourceMaps: true,
    sourceFileName: relative(dirname(output), source).replaceAll('\\', '/'),
    inlineSourcesContent: false,
  });
  writeIfChanged(output, `${code}//# sourceMappingURL=${name.split('/').at(-1).replace(/\.ts$/, '.js')}.map\n`);
  writeIfChanged(`${output}.map`, map);
}
