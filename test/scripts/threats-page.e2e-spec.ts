import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { cloneRoot } from '../support/two-nodes.js';

interface Threat {
  readonly threat: string;
  readonly control: string;
  readonly files: readonly string[];
  readonly open?: string;
}

const { numbersIn } = (await import(`${cloneRoot}scripts/threats-doc/named-tests.mjs`)) as {
  numbersIn(source: string): Set<number>;
};
const { faults } = (await import(`${cloneRoot}scripts/threats-doc/page.mjs`)) as {
  faults(threats: Record<number, Threat>, tests: Map<number, string[]>, root: string): string[];
};
const { threats } = (await import(`${cloneRoot}scripts/threats-doc/table.mjs`)) as { threats: Record<number, Threat> };

const one: Record<number, Threat> = { 1: { threat: 'a', control: 'b', files: ['package.json'] } };

describe('the page of threats', () => {
  it('is in step with the table and the tests, and each threat has one', () => {
    const check = spawnSync(process.execPath, ['scripts/threats-doc.mjs', '--check'], { cwd: cloneRoot, encoding: 'utf8' });
    expect([check.stderr, check.status]).toEqual(['', 0]);
    expect(Object.keys(threats)).toEqual(Array.from({ length: 46 }, (_, at) => String(at + 1)));
  }); // prettier-ignore

  it.each([
    ["it('threat 1: a', f)", [1]],
    ["describe('guard: threat 1, threat 5: a', f)", [1, 5]],
    ["it.each([])('threats 8, 9 and 14: %s', f)", [8, 9, 14]],
    ['it(`threats 8, 9, and 14`, f)', [8, 9, 14]],
    ['// of threat 7', []],
    ["it('threatens 3 things', f)", []],
  ])('reads the numbers of %s', (source, numbers) => {
    expect([...numbersIn(source)]).toEqual(numbers);
  });

  it('tells what would make it untrue', () => {
    expect(faults(one, new Map([[1, ['a.spec.ts']]]), cloneRoot)).toEqual([]);
    expect(faults(one, new Map(), cloneRoot)).toEqual(['threat 1 (a) is named by no test']);
    expect(faults({ 1: { ...one[1]!, files: ['gone.ts'] } }, new Map([[1, ['a']]]), cloneRoot)).toHaveLength(1);
    expect(faults(one, new Map([[1, ['a']], [47, ['b']]]), cloneRoot)).toEqual(['b names threat 47, which there is not']); // prettier-ignore
  });
});
