import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StepFailure } from './step.mjs';

/** Long enough for an installation over a slow line. */
const patienceMs = 15 * 60_000;

/**
 * Lets one preparation at a time work in a clone: two installations at once would empty the folder under each other.
 * Other clones are not concerned. The lock of a process that has died is taken over.
 * @template T
 * @param {string} root - folder of the repository
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {StepFailure} when another process does not finish
 */
export async function withLock(root, work) {
  const lock = join(root, '.cache/prepare.lock');
  mkdirSync(dirname(lock), { recursive: true });
  await acquire(lock);
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

async function acquire(lock) {
  let waitingFor;
  for (const end = Date.now() + patienceMs; !take(lock);) {
    const holder = holderOf(lock);
    if (holder === undefined || !isAlive(holder)) {
      rmSync(lock, { force: true });
      continue;
    }
    if (Date.now() > end) throw new StepFailure(`Process ${holder} does not finish. Stop it, or remove ${lock}.`);
    if (waitingFor !== holder)
      process.stdout.write(`prepare  waiting for process ${holder}, which prepares this clone\n`);
    waitingFor = holder;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** A link appears with its content or not at all, so nobody reads a lock that does not yet say whose it is. */
function take(lock) {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lock);
    return true;
  } catch (cause) {
    if (cause.code === 'EEXIST') return false;
    throw cause;
  } finally {
    rmSync(own, { force: true });
  }
}

function holderOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch (cause) {
    // It was released between the attempt to take it and this look at it.
    if (cause.code === 'ENOENT') return undefined;
    throw cause;
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return cause.code === 'EPERM';
  }
}
