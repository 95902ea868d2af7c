import { seconds } from '../prepare/step.mjs';

/**
 * What came of one step.
 * @typedef {{ name: string, ms: number, passed: number, failed: string[], skipped: string[] }} Outcome
 */

/**
 * The table of all steps, after the names of what failed and of what was skipped.
 * @param {readonly Outcome[]} outcomes
 * @returns {string} several lines
 */
export function report(outcomes) {
  const width = Math.max(...outcomes.map(({ name }) => name.length), 'step'.length);
  const row = (name, ...cells) => [name.padEnd(width), ...cells.map((cell) => String(cell).padStart(11))].join('');
  return [
    '',
    ...listed(
      'Failed',
      outcomes.flatMap(({ failed }) => failed),
    ),
    ...listed(
      'Skipped',
      outcomes.flatMap(({ skipped }) => skipped),
    ),
    row('step', 'passed', 'failed', 'skipped', 'time'),
    ...outcomes.map(({ name, ms, passed, failed, skipped }) =>
      row(name, passed, failed.length, skipped.length, seconds(ms)),
    ),
    '',
  ].join('\n');
}

function listed(heading, names) {
  return names.length > 0 ? [`${heading}:`, ...names.map((name) => `  ${name}`), ''] : [];
}

/**
 * The line by which others tell how the run went.
 * @param {readonly Outcome[]} outcomes
 * @returns {string} `12 passed, 0 failed`, or `12 passed, 0 failed, 1 skipped`
 */
export function closingLine(outcomes) {
  const sum = (count) => outcomes.reduce((total, outcome) => total + count(outcome), 0);
  const failed = sum((outcome) => outcome.failed.length);
  const skipped = sum((outcome) => outcome.skipped.length);
  const line = `${sum((outcome) => outcome.passed)} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
