/**
 * Keeps a broker for as long as its standard input stays open: `node guardian.mjs [--remove FOLDER] java ARGUMENT…`.
 * Whoever started it may be killed outright; the pipe then closes, and no broker and no temporary folder stay behind.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

/** A broker that has not shut down in order after this long is killed. */
const graceMs = 10_000;

const args = process.argv.slice(2);
const folder = args[0] === '--remove' ? args.splice(0, 2)[1] : undefined;
const [command, ...rest] = args;
const broker = spawn(command, rest, { stdio: ['ignore', 2, 2] });
let stopping = false;

broker.on('error', () => leave(1));
broker.on('exit', (code) => leave(stopping ? 0 : (code ?? 1)));
process.stdin.resume();
for (const goodbye of ['end', 'error', 'close']) process.stdin.on(goodbye, stop);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

function stop() {
  if (stopping) return;
  stopping = true;
  broker.kill('SIGTERM');
  setTimeout(() => broker.kill('SIGKILL'), graceMs).unref();
}

function leave(code) {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}
