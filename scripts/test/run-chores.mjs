import { seconds } from '../prepare/step.mjs';
import { runNode } from './run-node.mjs';

/** Chores are single-threaded, and the smallest machine that must do them has two cores. */
const atATime = 2;

/**
 * Runs chores side by side and prints each under a heading of its own when it is done.
 * @param {readonly { name: string, commands: readonly (readonly string[])[] }[]} chores
 * @returns {Promise<import('./report.mjs').Outcome[]>} in the order of the chores
 */
export async function runChores(chores) {
  const waiting = [...chores.entries()];
  const outcomes = [];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [place, chore] = next;
      outcomes[place] = await runChore(chore);
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return outcomes;
}

async function runChore({ name, commands }) {
  const started = performance.now();
  let output = '';
  let failed = false;
  for (const command of commands) {
    const run = await runNode(command);
    output += run.output;
    failed = run.status !== 0;
    if (failed) break;
  }
  const ms = performance.now() - started;
  process.stdout.write(`\n== ${name}: ${failed ? 'failed' : 'passed'}, ${seconds(ms)}\n${output}`);
  return { name, ms, passed: failed ? 0 : 1, failed: failed ? [`${name} (see above)`] : [], skipped: [] };
}
