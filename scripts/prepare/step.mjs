/** A step that ended as steps may end: its message is for the person, a stack would say nothing. */
export class StepFailure extends Error {}

/**
 * Runs one step and prints one line about it: `prepare  install ... 26 s`.
 * @template T
 * @param {string} name
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 * @throws whatever the work throws, after the line has said that it failed
 */
export async function step(name, work) {
  const started = performance.now();
  process.stdout.write(`prepare  ${name} ... `);
  try {
    const result = await work();
    process.stdout.write(`${seconds(performance.now() - started)}\n`);
    return result;
  } catch (cause) {
    process.stdout.write('failed\n');
    throw cause;
  }
}

/**
 * Writes a duration for people.
 * @param {number} milliseconds
 * @returns {string} `0.4 s`, `26 s`, `3 min 20 s`
 */
export function seconds(milliseconds) {
  const whole = Math.round(milliseconds / 1000);
  if (milliseconds < 9950) return `${(milliseconds / 1000).toFixed(1)} s`;
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
