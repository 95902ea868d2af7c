import { spawn } from 'node:child_process';
import { root } from './places.mjs';

/** A step that takes longer than this hangs. All of them together take some minutes. */
const patienceMs = 15 * 60_000;

/**
 * Runs a script with this Node.js in the folder of the repository.
 * @param {readonly string[]} args - of node: its options, the script, the script's arguments
 * @param {{ shown?: boolean }} [options] - whether the output goes to the terminal at once instead of being collected
 * @returns {Promise<{ status: number, output: string }>} status 1 also when it had to be killed
 */
export function runNode(args, { shown = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', ...(shown ? ['inherit', 'inherit'] : ['pipe', 'pipe'])],
      timeout: patienceMs,
      killSignal: 'SIGKILL',
    });
    const said = [];
    child.stdout?.on('data', (chunk) => said.push(chunk));
    child.stderr?.on('data', (chunk) => said.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal !== null) said.push(Buffer.from(`ended by ${signal}\n`));
      resolve({ status: code ?? 1, output: Buffer.concat(said).toString('utf8') });
    });
  });
}
