import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { spawnSync } from 'node:child_process';

/** Whether a process can be bound to one processor here. */
export const canPin = spawnSync('taskset', ['--version']).status === 0;

/** The machine in one line, as every figure wants to be read with it. */
export function machine() {
  const model = cpus()[0]?.model ?? 'unknown processor';
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return `${availableParallelism()} processors (${model}), ${memory}, Node.js ${process.versions.node}, ${process.platform}`;
}

/** The load average of the last minute: what else was going on. */
export function load() {
  return loadavg()[0] ?? 0;
}
