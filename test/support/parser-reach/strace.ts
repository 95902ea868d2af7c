import { spawnSync } from 'node:child_process';

/** Why system calls cannot be watched here, or undefined when they can: without strace, or where tracing is forbidden. */
export function straceUnavailable(): string | undefined {
  const tried = spawnSync('strace', ['-qq', '-e', 'trace=none', process.execPath, '--version'], { encoding: 'utf8' });
  if (tried.status === 0) return undefined;
  // CI installs it, so there its absence is a fault and not a circumstance.
  if (process.env['CI'] === 'true') throw new Error(`strace does not run: ${tried.error?.message ?? tried.stderr}`);
  return 'no strace: install it to watch system calls';
}
