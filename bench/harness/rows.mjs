/**
 * What a benchmark found.
 * @typedef {object} Row
 * @property {string} name - what was measured, of what
 * @property {string} unit - `documents/CPU-s`, `exchanges/s`, `ms`, `MB`
 * @property {number} value
 * @property {string} [peer] - what the value is held against, and where that fell short
 * @property {number} [ratio] - how many times the peer's rate the value is
 * @property {{ ratio?: number, value?: number }} [target] - what is to be reached at least; not part of the result file
 */

/**
 * The rows of a race: one contestant against each of the others.
 * @param {Awaited<ReturnType<typeof import('../measure.mjs').race>>} raced
 * @param {{ name: string, unit: string, ours: string, peers: readonly string[], target?: Row['target'] }} what - names
 *   of contestants; the first peer is the one that a target speaks of
 * @returns {Row[]}
 */
export function rowsAgainst(raced, { name, unit, ours, peers, target }) {
  const value = raced.paceOf(ours).perCpuSecond;
  return peers.map((peer, at) => ({
    name,
    unit,
    value,
    peer,
    ratio: raced.quotient(ours, peer),
    ...(at === 0 && target !== undefined && { target }),
  }));
}

/** The rows of a race without a peer. */
export function rowsOf(raced, names, unit) {
  return names.map((name) => ({ name, unit, value: raced.paceOf(name).perCpuSecond }));
}

/** The row as it is written to a file: the five members, numbers of three digits. */
export function plainRow({ name, unit, value, peer, ratio }) {
  return {
    name,
    unit,
    value: rounded(value),
    ...(peer !== undefined && { peer }),
    ...(ratio !== undefined && { ratio: rounded(ratio) }),
  };
}

/** Three significant digits are more than such figures are worth. */
export function rounded(value) {
  return value >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}
