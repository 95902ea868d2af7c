/**
 * Times pieces of work against each other in one process.
 *
 * All contestants of a race are measured in short rounds that take turns, so what slows the machine for a second slows
 * all of them. Rates are medians over the rounds; a quotient is the median of the quotients *within* each round, in
 * which the drift of the machine cancels.
 *
 * Two things were tried and mislead: a short warm-up (V8 goes on optimising a whole translation for some five seconds of
 * processor time), and a forced garbage collection between turns (it drops the hidden classes of objects that no longer
 * live, and with them the optimised code of whoever makes many kinds of objects).
 */

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {() => unknown} run - the work once; a promise is awaited
 * @property {number} [count] - how many units one run is, where it is a batch; 1 where left out
 *
 * @typedef {object} Pace
 * @property {number} perCpuSecond - units for each second of processor time of the process, collector included
 * @property {number} perSecond - units for each second of the clock
 * @property {number} spread - half the distance between the quartiles of perCpuSecond, as a part of the median
 *
 * @typedef {object} RaceOptions
 * @property {number} [rounds]
 * @property {number} [roundMs] - least processor time of one contestant's turn
 * @property {number} [warmUpMs] - least processor time of each contestant before the first round
 */

/**
 * Runs a race.
 * @param {readonly Contestant[]} contestants
 * @param {RaceOptions} [options]
 * @returns {Promise<{ paceOf(name: string): Pace, quotient(name: string, of: string): number }>} `quotient` is how many
 *   times the rate of the second the rate of the first is, by processor time
 * @throws whatever a contestant throws
 */
export async function race(contestants, { rounds = 9, roundMs = 400, warmUpMs = 6000 } = {}) {
  for (const contestant of contestants) await turn(contestant, warmUpMs);
  const turns = new Map(contestants.map(({ name }) => [name, /** @type {Turn[]} */ ([])]));
  for (let round = 0; round < rounds; round++) {
    // Whoever is first in a round is last in the next: no one is always measured after the same neighbour.
    const order = round % 2 === 0 ? contestants : [...contestants].reverse();
    for (const contestant of order) turns.get(contestant.name).push(await turn(contestant, roundMs));
  }
  return {
    paceOf(name) {
      const cpu = turns.get(name).map((each) => each.perCpuSecond);
      const middle = median(cpu);
      return {
        perCpuSecond: middle,
        perSecond: median(turns.get(name).map((each) => each.perSecond)),
        spread: (percentile(cpu, 75) - percentile(cpu, 25)) / 2 / middle,
      };
    },
    quotient(name, of) {
      const own = turns.get(name);
      return median(turns.get(of).map((each, round) => own[round].perCpuSecond / each.perCpuSecond));
    },
  };
}

/** @typedef {{ perCpuSecond: number, perSecond: number }} Turn */

/** @returns {Promise<Turn>} */
async function turn({ run, count = 1 }, leastMs) {
  const cpu = process.cpuUsage();
  const began = performance.now();
  let units = 0;
  let used;
  do {
    const pending = run();
    if (pending instanceof Promise) await pending;
    units += count;
    const { user, system } = process.cpuUsage(cpu);
    used = user + system;
  } while (used < leastMs * 1e3);
  return { perCpuSecond: units / (used / 1e6), perSecond: units / ((performance.now() - began) / 1e3) };
}

/** The middle of the values. */
export function median(values) {
  return percentile(values, 50);
}

/**
 * A percentile by linear interpolation between the two nearest values.
 * @param {readonly number[]} values - at least one
 * @param {number} percent - 0 to 100
 */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at - Math.floor(at));
}
