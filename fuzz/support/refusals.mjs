import { PasserelleError } from '@passerelle/kernel';

/** Seconds of processor time that one input may take. */
const mostWork = 2;

/**
 * Runs what a target tries. A refusal by the registry is an answer; anything else that is thrown is a finding.
 * @template T
 * @param {() => T} act
 * @returns {T | undefined} undefined where it was refused
 */
export function answered(act) {
  const before = process.cpuUsage();
  try {
    return act();
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
    return undefined;
  } finally {
    demandLittleWork(before);
  }
}

/** The same for what answers later. @template T @param {() => Promise<T>} act @returns {Promise<T | undefined>} */
export async function answeredLater(act) {
  const before = process.cpuUsage();
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
    return undefined;
  } finally {
    demandLittleWork(before);
  }
}

function demandLittleWork(before) {
  const { user, system } = process.cpuUsage(before);
  demand((user + system) / 1e6 < mostWork, `more than ${mostWork} seconds of work`);
}

/** A finding that is no exception: the target knows that an answer is wrong. */
export function demand(holds, what) {
  if (!holds) throw new Error(what);
}
