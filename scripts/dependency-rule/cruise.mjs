import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const house = fileURLToPath(new URL('../..', import.meta.url));
const configuration = join(house, '.dependency-cruiser.cjs');
const command = join(house, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/**
 * Follows the imports of `libs` and `apps` below a folder and judges them by the dependency rule.
 * @param {string} root - the repository, or a folder that is laid out like it
 * @returns {{
 *   rules: string[],
 *   violations: { rule: string, from: string, to: string, comment: string }[],
 *   modules: string[],
 *   dependencies: { from: string, to: string }[],
 * }} all paths are relative to the root
 * @throws when dependency-cruiser itself fails
 */
export function cruise(root) {
  const folders = ['libs', 'apps'].flatMap((group) => sourceFolders(root, group));
  const run = spawnSync(
    process.execPath,
    [command, '--config', configuration, '--output-type', 'json', '--no-progress', ...folders],
    { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 30 },
  );
  // It exits with the number of violations, so only what it prints tells whether it ran.
  if (!run.stdout.startsWith('{'))
    throw new Error(`dependency-cruiser failed: ${run.error ?? run.stderr + run.stdout}`);
  const { modules, summary } = JSON.parse(run.stdout);
  const comments = new Map(summary.ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]));
  return {
    rules: [...comments.keys()],
    violations: summary.violations.map(({ rule, from, to }) => ({
      rule: rule.name,
      from,
      to,
      comment: comments.get(rule.name) ?? '',
    })),
    modules: modules.map(({ source }) => source),
    dependencies: modules.flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
    ),
  };
}

/**
 * Says where a cruise saw nothing: a lib or app none of whose files it read, or a house in which no lib imports another,
 * which is how it looks when names no longer resolve.
 * @param {string} root
 * @param {ReturnType<typeof cruise>} result
 * @returns {string[]} sentences; none when it saw everything
 */
export function blindSpots(root, { modules, dependencies }) {
  const unseen = ['libs', 'apps']
    .flatMap((group) => sourceFolders(root, group))
    .filter((folder) => !modules.some((module) => module.startsWith(`${folder}/`)))
    .map((folder) => `The cruise saw no file of ${folder}.`);
  const joins = dependencies.filter(({ from, to }) => libOf(from) && libOf(to) && libOf(from) !== libOf(to));
  return joins.length > 0 ? unseen : [...unseen, 'The cruise saw no lib import another: names of libs do not resolve.'];
}

/** Paths of the folders with sources: `libs/xml/src`, `apps/gateway/bin`. */
function sourceFolders(root, group) {
  return readdirSync(join(root, group))
    .flatMap((name) => [`${group}/${name}/src`, `${group}/${name}/bin`])
    .filter((folder) => existsSync(join(root, folder)) && readdirSync(join(root, folder)).length > 0);
}

function libOf(path) {
  return /^libs\/([^/]+)\//.exec(path)?.[1];
}
