import { fork, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { canPin } from './machine.mjs';

const entry = fileURLToPath(new URL('./child.mjs', import.meta.url));

/**
 * Runs one benchmark in a process of its own, so that no benchmark warms up or litters the memory of the next.
 * @param {string} name - file in benches/
 * @param {{ pinned: boolean, options: object }} how - pinned: bound to the last processor, where `taskset` exists
 * @returns {Promise<import('./rows.mjs').Row[]>}
 * @throws Error where the benchmark fails; what it had to say is on the standard error already
 */
export async function runInChild(name, { pinned, options }) {
  const child = start([entry, name, JSON.stringify(options)], pinned && canPin);
  return new Promise((resolve, reject) => {
    let rows;
    child.on('message', (message) => (rows = message.rows));
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (code === 0 && rows !== undefined) resolve(rows);
      else reject(new Error(`the benchmark ${name} ended with ${signal ?? code}`));
    });
  });
}

function start(parameters, pin) {
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'];
  if (!pin) return fork(parameters[0], parameters.slice(1), { stdio });
  const processor = String(availableParallelism() - 1);
  return spawn('taskset', ['-c', processor, process.execPath, ...parameters], { stdio });
}
