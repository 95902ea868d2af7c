import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A run takes about a second. A lock this old belongs to a process that died and whose number another one now has. */
const staleAfter = 60_000;
const waitBetween = 25;

/**
 * Runs the task while no other process runs one on the same folder. The lock is a file with the number of its process,
 * so that one left behind by a killed run is recognised and taken away.
 * @param patience - milliseconds to wait for another process
 * @throws Error naming the lock file when the other process does not finish in that time
 */
export function withFolderLock<T>(folder: string, task: () => T, patience = 30_000): T {
  const lock = join(folder, '.lock');
  const deadline = Date.now() + patience;
  while (!take(lock)) {
    if (Date.now() > deadline) throw new Error(`Another process holds ${lock}; remove the file if none is running.`);
    removeIfStale(lock);
    pause();
  }
  try {
    return task();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Creates the lock together with its content: a link either takes the name or finds it taken. */
function take(lock: string): boolean {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/**
 * Takes a stale lock away. Only the holder of a second lock may do so, and it looks again first: else two processes
 * could each find the same stale lock, and the slower one remove the fresh lock of the faster.
 */
function removeIfStale(lock: string): void {
  if (!isStale(lock)) return;
  const removal = `${lock}.removal`;
  if (!take(removal)) {
    if (isOld(removal)) rmSync(removal, { force: true });
    return;
  }
  try {
    if (isStale(lock)) rmSync(lock, { force: true });
  } finally {
    rmSync(removal, { force: true });
  }
}

function isStale(lock: string): boolean {
  let holder: number;
  try {
    holder = Number(readFileSync(lock, 'utf8'));
  } catch (error) {
    // Released in this moment: the next attempt to take it will tell.
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
  // This process is waiting, so a lock with its own number is from an earlier life, as after a container restart.
  return holder === process.pid || !isRunning(holder) || isOld(lock);
}

function isOld(file: string): boolean {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > staleAfter;
}

function isRunning(processId: number): boolean {
  if (!Number.isSafeInteger(processId) || processId <= 0) return false;
  try {
    // Signal 0 asks whether the process exists and does nothing to it.
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** Sleeps without an event loop: the whole run is synchronous. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waitBetween);
}

/** The code of a system error, such as `EEXIST`. */
function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
