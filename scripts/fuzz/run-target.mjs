import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const targetsFolder = join(root, 'fuzz/targets');
const jazzer = join(root, 'node_modules/@jazzer.js/core/dist/cli.js');

/**
 * One input may take so long, in milliseconds of the clock: what takes longer hangs. How much work an input may make is
 * counted by the targets in processor time (fuzz/support), because others may be busy on the machine.
 */
const patience = 30_000;

/**
 * Fuzzes one target in a process of its own.
 * @param {string} target - name of a file of fuzz/targets
 * @param {number} seconds
 * @returns {Promise<{ status: number, tail: string }>} status 0 where nothing was found; the last words of the fuzzer
 */
export async function runTarget(target, seconds) {
  const file = join(targetsFolder, `${target}.mjs`);
  const { seeds, dictionary } = await import(file);
  const gathered = join(root, '.cache/fuzz', target);
  const sown = join(root, '.cache/fuzz/seeds', target);
  const findings = join(root, 'fuzz/findings', target);
  rmSync(sown, { recursive: true, force: true });
  for (const folder of [gathered, sown, findings]) mkdirSync(folder, { recursive: true });
  for (const octets of await seeds()) writeFileSync(join(sown, nameOf(octets)), octets);
  if (readdirSync(sown).length === 0) throw new Error(`${target} has no seeds`);
  const dictionaryFile =
    dictionary === undefined ? [] : [`-dict=${join(root, 'fuzz/dictionaries', `${dictionary}.dict`)}`];
  const words = [
    ...[
      jazzer,
      file,
      gathered,
      sown,
      '-i',
      join(root, 'libs/'),
      '-e',
      'node_modules/',
      '--timeout',
      `${patience}`,
      '--',
    ],
    ...[`-max_total_time=${seconds}`, '-max_len=20000', '-rss_limit_mb=4096', '-print_final_stats=1'],
    ...[`-artifact_prefix=${findings}/`, ...dictionaryFile],
  ];
  return run(words);
}

function run(words) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ status: code ?? 1, tail: tailOf(Buffer.concat(said).toString('utf8'), code) }),
    );
  });
}

/** What the fuzzer says at its end: its counts, or what it found. */
function tailOf(text, code) {
  const lines = text.split('\n').filter((line) => line !== '' && !/^#\d+\s+(?:NEW|REDUCE|pulse|RELOAD)/.test(line));
  return lines.slice(code === 0 ? -12 : -40).join('\n');
}

function nameOf(octets) {
  return createHash('sha256').update(octets).digest('hex').slice(0, 16);
}
