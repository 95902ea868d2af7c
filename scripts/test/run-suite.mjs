import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cache, root } from './places.mjs';
import { runNode } from './run-node.mjs';

/** What `npm run jest` runs: libs that load WebAssembly are ES modules, which jest loads behind this flag only. */
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];

/** A skipped test whose name says this has nothing to test, in CI as anywhere. */
const notApplicable = /not applicable/i;

/**
 * Runs one suite of tests under a heading.
 * @param {{ name: string, jest: readonly string[] }} suite
 * @param {readonly string[]} paths - parts of the paths of test files to run; all when empty
 * @returns {Promise<import('./report.mjs').Outcome>}
 */
export async function runSuite({ name, jest: options }, paths) {
  process.stdout.write(`\n== ${name}\n`);
  const started = performance.now();
  const outputFile = join(cache, `${name}.json`);
  rmSync(outputFile, { force: true });
  const narrowed = paths.length > 0 ? ['--passWithNoTests', '--testPathPatterns', ...paths] : [];
  const { status } = await runNode([...jest, ...options, '--json', `--outputFile=${outputFile}`, ...narrowed], {
    shown: true,
  });
  const written = existsSync(outputFile) ? JSON.parse(readFileSync(outputFile, 'utf8')) : undefined;
  return { name, ms: performance.now() - started, ...verdict(name, status, written, process.env.CI === 'true') };
}

/**
 * Reads jest's result file.
 * @param {string} name - of the suite
 * @param {number} status - jest's exit status
 * @param {object | undefined} written - the file as jest wrote it; nothing when it did not come so far
 * @param {boolean} inCi - whether nothing may be skipped in silence
 * @returns {{ passed: number, failed: string[], skipped: string[] }} names of tests
 */
export function verdict(name, status, written, inCi) {
  if (written === undefined) return { passed: 0, failed: [`${name} did not run to its end`], skipped: [] };
  const failed = [];
  const skipped = [];
  let passed = 0;
  for (const file of written.testResults) {
    const path = relative(root, file.name);
    // A file that cannot be loaded has no tests, only a message.
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')) {
      failed.push(`${path}: did not run`);
    }
    for (const test of file.assertionResults) {
      const full = `${path}: ${test.fullName}`;
      if (test.status === 'passed') passed++;
      else if (test.status === 'failed') failed.push(full);
      else if (inCi && !notApplicable.test(test.fullName)) failed.push(`${full} (skipped, which CI does not allow)`);
      else skipped.push(full);
    }
  }
  if (status !== 0 && failed.length === 0) failed.push(`${name} ended with status ${status}`);
  return { passed, failed, skipped };
}
