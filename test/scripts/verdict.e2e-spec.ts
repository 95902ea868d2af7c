import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { closingLine, report } from '../../scripts/test/report.mjs';
import { verdict } from '../../scripts/test/run-suite.mjs';

const root = resolve(import.meta.dirname, '../..');

/** Jest's result file, as far as it is read: one file of tests with the status of each. */
function written(status: string, ...tests: readonly (readonly [fullName: string, status: string])[]): object {
  const assertionResults = tests.map(([fullName, each]) => ({ fullName, status: each }));
  return { testResults: [{ name: join(root, 'libs/xml/src/a.spec.ts'), status, assertionResults }] };
}

describe('the verdict on a suite', () => {
  it('counts what passed and names what failed', () => {
    const results = written('failed', ['reads', 'passed'], ['refuses', 'failed']);
    expect(verdict('unit', 1, results, true)).toEqual({
      passed: 1,
      failed: ['libs/xml/src/a.spec.ts: refuses'],
      skipped: [],
    });
  });

  it('names what was skipped, and what is still to be written', () => {
    const results = written('passed', ['reads', 'pending'], ['writes', 'todo']);
    expect(verdict('unit', 0, results, false)).toEqual({
      passed: 0,
      failed: [],
      skipped: ['libs/xml/src/a.spec.ts: reads', 'libs/xml/src/a.spec.ts: writes'],
    });
  });

  it('takes a skipped test for a failed one in continuous integration', () => {
    const { failed, skipped } = verdict('unit', 0, written('passed', ['asks openssl', 'pending']), true);
    expect(failed).toEqual(['libs/xml/src/a.spec.ts: asks openssl (skipped, which CI does not allow)']);
    expect(skipped).toEqual([]);
  });

  it('lets a test be skipped there whose name says that it is not applicable', () => {
    const results = written('passed', ['asks launchd (not applicable on Linux)', 'pending']);
    const { failed, skipped } = verdict('unit', 0, results, true);
    expect(failed).toEqual([]);
    expect(skipped).toHaveLength(1);
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(verdict('unit', 1, written('failed'), false).failed).toEqual(['libs/xml/src/a.spec.ts: did not run']);
    // Its beforeAll threw: jest reports the tests as not run, and the file as failed.
    const results = written('failed', ['reads', 'pending']);
    expect(verdict('unit', 1, results, false).failed).toEqual(['libs/xml/src/a.spec.ts: did not run']);
  });

  it('counts a run without a result, or with a bad exit status alone, as a failure', () => {
    expect(verdict('unit', 0, undefined, false).failed).toEqual(['unit did not run to its end']);
    expect(verdict('unit', 1, { testResults: [] }, false).failed).toEqual(['unit ended with status 1']);
  });
});

describe('the closing line', () => {
  const lint = { name: 'lint', ms: 100, passed: 1, failed: [], skipped: [] };
  const unit = { name: 'unit', ms: 2000, passed: 12, failed: ['a', 'b'], skipped: ['c'] };

  it('sums all steps', () => {
    expect(closingLine([lint, unit])).toBe('13 passed, 2 failed, 1 skipped');
    expect(closingLine([lint])).toBe('1 passed, 0 failed');
  });

  it('stands under a table with a row for each step and the names of what failed and what was skipped', () => {
    expect(report([lint, unit]).split('\n')).toEqual([
      '',
      'Failed:',
      '  a',
      '  b',
      '',
      'Skipped:',
      '  c',
      '',
      'step     passed     failed    skipped       time',
      'lint          1          0          0      0.1 s',
      'unit         12          2          1      2.0 s',
      '',
    ]);
  });
});
