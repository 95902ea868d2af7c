import { spawnSync } from 'node:child_process';

/**
 * Whether those who started this process still run. A parent that is killed outright sends no signal; and under
 * `npm run` the parent is a shell that outlives npm, so there the grandparent counts as well.
 * @returns {() => boolean}
 */
export function watchAncestors() {
  const parent = process.ppid;
  const viaNpm = process.env.npm_lifecycle_event !== undefined;
  const grandparent = viaNpm ? parentOf(parent) : undefined;
  return () => process.ppid === parent && (grandparent === undefined || runs(grandparent));
}

function parentOf(pid) {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' });
  const parent = Number(stdout);
  return Number.isInteger(parent) && parent > 1 ? parent : undefined;
}

/** Signal 0 asks only whether the process is there; a refusal says that it is, and another user's. */
function runs(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause.code === 'EPERM';
  }
}
