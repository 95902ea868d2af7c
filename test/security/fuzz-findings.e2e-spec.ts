import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { cloneRoot } from '../support/two-nodes.js';

interface Replayed {
  readonly target: string;
  readonly file: string;
  readonly fault?: string;
  readonly ms: number;
}

function replay(targets: string, findings: string): Replayed[] {
  const run = spawnSync(process.execPath, ['scripts/fuzz/replay.mjs', targets, findings], { cwd: cloneRoot, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout.trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Replayed);
} // prettier-ignore

describe('what the fuzzer has found', () => {
  it('is mended, and is answered within two seconds', () => {
    const kept = readdirSync(join(cloneRoot, 'fuzz/findings'), { recursive: true, withFileTypes: true });
    const replayed = replay('fuzz/targets', 'fuzz/findings');
    expect(replayed).toHaveLength(kept.filter((entry) => entry.isFile()).length);
    expect(replayed.length).toBeGreaterThan(0);
    for (const { target, file, fault, ms } of replayed) {
      expect([target, file, fault]).toEqual([target, file, undefined]);
      expect(ms).toBeLessThan(2_000);
    }
  });

  it('would be told if it came back', () => {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-replay-'));
    try {
      for (const part of ['targets', 'findings/broken']) mkdirSync(join(folder, part), { recursive: true });
      writeFileSync(join(folder, 'targets/broken.mjs'), `export const fuzz = (data) => { if (data[0] === 1) throw new TypeError('found'); };`);
      writeFileSync(join(folder, 'findings/broken/a'), Buffer.from([1]));
      writeFileSync(join(folder, 'findings/broken/b'), Buffer.from([2]));
      const [first, second] = replay(join(folder, 'targets'), join(folder, 'findings'));
      expect(first?.fault).toContain('TypeError: found');
      expect(second?.fault).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  }); // prettier-ignore
});
