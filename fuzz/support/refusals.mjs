import { PasserelleError } from '@passerelle/kernel';

/**
 * Runs what a target tries. A refusal by the registry is an answer; anything else that is thrown is a finding.
 * @template T
 * @param {() => T} act
 * @returns {T | undefined} undefined where it was refused
 */
export function answered(act) {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
    return undefined;
  }
}

/** The same for what answers later. @template T @param {() => Promise<T>} act @returns {Promise<T | undefined>} */
export async function answeredLater(act) {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
    return undefined;
  }
}

/** A finding that is no exception: the target knows that an answer is wrong. */
export function demand(holds, what) {
  if (!holds) throw new Error(what);
}
