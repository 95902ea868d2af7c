/**
 * Applies .dependency-cruiser.cjs to libs and apps and lists what breaks it. Exit status 1: something does, or the
 * cruise did not see the house: a rule that looks at nothing is kept by everything.
 */
import { fileURLToPath } from 'node:url';
import { blindSpots, cruise } from './dependency-rule/cruise.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const result = cruise(root);
const rules = new Set(result.violations.map(({ rule }) => rule));
for (const rule of rules) {
  const broken = result.violations.filter((violation) => violation.rule === rule);
  console.error(`${rule}: ${broken[0].comment}`);
  for (const { from, to } of broken) console.error(`  ${from === to ? from : `${from} -> ${to}`}`);
}
const unseen = blindSpots(root, result);
for (const sentence of unseen) console.error(sentence);

const seen = `${result.modules.length} files with ${result.dependencies.length} imports`;
console.log(`${seen}; ${result.violations.length} break the dependency rule`);
process.exitCode = result.violations.length + unseen.length > 0 ? 1 : 0;
