import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * Memory that a process holds in RAM, in MB (10^6 octets): VmRSS of Linux, else what `ps` says.
 * @param {number} pid
 */
export function residentMegabytes(pid) {
  const status = `/proc/${pid}/status`;
  const kibibytes = existsSync(status)
    ? Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1])
    : Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
  return (kibibytes * 1024) / 1e6;
}

/**
 * Processor time a process has used so far, in seconds; undefined where the system does not tell.
 * @param {number} pid
 */
export function cpuSeconds(pid) {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return undefined;
  // The name in parentheses may hold anything; user and system time are the 12th and 13th field behind it, in ticks.
  const fields = readFileSync(stat, 'utf8').split(') ').at(-1).split(' ');
  const ticksPerSecond = 100;
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
