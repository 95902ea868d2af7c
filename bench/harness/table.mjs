import { rounded } from './rows.mjs';

/** `theirs` is worked out of value and ratio; the result files hold those two. */
const heads = ['what', 'value', 'unit', 'ratio', 'theirs', 'against', 'target'];

/**
 * The rows as a table for the screen.
 * @param {readonly import('./rows.mjs').Row[]} rows
 * @returns {string}
 */
export function table(rows) {
  const lines = [heads, ...rows.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  const numeric = new Set([1, 3, 4]);
  const printed = lines.map((cells) =>
    cells
      .map((cell, column) => (numeric.has(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
      .join('  ')
      .trimEnd(),
  );
  return [printed[0], widths.map((width) => '-'.repeat(width)).join('  '), ...printed.slice(1)].join('\n');
}

function cellsOf(row) {
  const { name, value, unit, ratio, peer, target } = row;
  return [
    name,
    number(value),
    unit,
    ratio === undefined ? '' : `${number(ratio)}x`,
    ratio === undefined ? '' : number(value / ratio),
    peer ?? '',
    target === undefined ? '' : `${wanted(target)}: ${isReached(row) ? 'reached' : 'MISSED'}`,
  ];
}

/** Whether a row is at its target; rows without one always are. */
export function isReached({ value, ratio, target }) {
  return (ratio ?? 0) >= (target?.ratio ?? 0) && value >= (target?.value ?? 0);
}

function wanted({ ratio, value }) {
  return ratio === undefined ? `at least ${value}` : `at least ${ratio}x`;
}

function number(value) {
  const shown = rounded(value);
  return shown >= 10_000 ? shown.toLocaleString('en').replaceAll(',', ' ') : String(shown);
}
