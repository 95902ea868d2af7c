import { availableParallelism } from 'node:os';

/** Commands are files below node_modules or scripts, each with its arguments. */
const eslint = 'node_modules/eslint/bin/eslint.js';
const prettier = 'node_modules/prettier/bin/prettier.cjs';
const tsc = 'node_modules/typescript/bin/tsc';

/** Steps that look at the sources without running them. A chore ends with the first of its commands that fails. */
export const chores = [
  // Long enough to see that every target runs; the long runs are those of `npm run fuzz`. First, as
  // it takes the longest: the others run beside it.
  { name: 'fuzz', commands: [['scripts/fuzz.mjs', '--seconds', '20']] },
  {
    name: 'lint',
    // Rules that need types read other files than the one they judge, so only a run from nothing, as in CI, is final.
    commands: [[eslint, '.', '--cache', '--cache-location', '.cache/eslint/', '--cache-strategy', 'content']],
  },
  {
    name: 'types',
    // First all files together, tests included; then what `npm run build` compiles lib by lib, which fails on a
    // declaration that cannot be written. It leaves the JavaScript alone that `npm start` runs.
    commands: [
      [tsc, '--project', 'tsconfig.spec.json'],
      [tsc, '--build', '--emitDeclarationOnly'],
    ],
  },
  { name: 'format', commands: [[prettier, '--check', '--log-level', 'warn', '.']] },
  { name: 'dependency-rule', commands: [['scripts/dependency-rule.mjs']] },
  { name: 'errors-doc', commands: [['scripts/errors-doc.mjs', '--check']] },
  { name: 'cda-rules-doc', commands: [['scripts/cda-rules-doc.mjs', '--check']] },
  { name: 'threats-doc', commands: [['scripts/threats-doc.mjs', '--check']] },
  { name: 'supply-chain', commands: [['scripts/supply-chain.mjs']] },
];

/** As many test files at a time as there are cores to run them; two where there are fewer, as most of them also wait. */
const sideBySide = Math.max(2, availableParallelism() - 1);

/** Steps that run tests, by jest's arguments. Together they run every test file, each once. */
export const suites = [
  { name: 'unit', jest: ['--selectProjects', 'unit', `--maxWorkers=${sideBySide}`] },
  { name: 'conformance', jest: ['--selectProjects', 'suite', ...outside('test/e2e/'), `--maxWorkers=${sideBySide}`] },
  // One after the other: each starts whole nodes, and measures how long they take.
  { name: 'e2e', jest: ['--selectProjects', 'suite', ...outside('test/(?!e2e/)'), '--maxWorkers=1'] },
];

/** Jest's argument that leaves out the test files of a folder. */
function outside(folder) {
  return ['--testPathIgnorePatterns', `<rootDir>/${folder}`];
}
