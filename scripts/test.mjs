/**
 * `npm test [-- --only STEP[,STEP]] [PATH...]`: everything that must hold before a change is taken, step by step. A step
 * that fails does not stop the ones after it. PATH narrows the steps that run tests to files whose path contains it.
 * The last line is `N passed, N failed`, with `, N skipped` where tests were skipped; a step without tests counts as one.
 * With CI=true a skipped test fails, unless its name says that it is `not applicable`. Exit status 1: something failed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from './test/arguments.mjs';
import { chores, suites } from './test/steps.mjs';
import { cache } from './test/places.mjs';
import { closingLine, report } from './test/report.mjs';
import { runChores } from './test/run-chores.mjs';
import { runSuite } from './test/run-suite.mjs';

const { only, paths } = readArguments(process.argv.slice(2), [...chores, ...suites]);
mkdirSync(cache, { recursive: true });

const outcomes = await runChores(chores.filter(({ name }) => only.has(name)));
for (const suite of suites.filter(({ name }) => only.has(name))) outcomes.push(await runSuite(suite, paths));

const line = closingLine(outcomes);
// .ci/run stops what it started after the tests and repeats this line as its own last one.
writeFileSync(join(cache, 'closing-line'), `${line}\n`);
console.log(report(outcomes));
const ran = outcomes.some(({ passed, failed, skipped }) => passed + failed.length + skipped.length > 0);
if (!ran) console.log(`No test file has ${paths.join(' or ')} in its path.`);
console.log(line);
process.exitCode = ran && outcomes.every(({ failed }) => failed.length === 0) ? 0 : 1;
