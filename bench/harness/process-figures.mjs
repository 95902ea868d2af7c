import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

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
 * Processor time that processes and their children have used so far, in seconds; NaN where the system does not tell.
 * @param {readonly number[]} pids
 */
export function cpuSeconds(pids) {
  if (!existsSync('/proc/self/stat')) return Number.NaN;
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readStat);
  const wanted = all.filter(({ pid, parent }) => pids.includes(pid) || pids.includes(parent));
  return wanted.reduce((sum, { seconds }) => sum + seconds, 0);
}

function readStat(pid) {
  let stat;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (cause) {
    // It ended since the folder was listed.
    if (cause.code === 'ENOENT' || cause.code === 'ESRCH') return [];
    throw cause;
  }
  // The name in parentheses may hold anything. Behind it: state, parent, ..., user and system time in ticks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticksPerSecond = 100;
  return [
    {
      pid: Number(pid),
      parent: Number(fields[1]),
      seconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    },
  ];
}
