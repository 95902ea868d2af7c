import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildWorkspaces } from '../../scripts/prepare/build.mjs';

let clone: string;

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'passerelle-build-'));
  copyFileSync(resolve(import.meta.dirname, '../../.swcrc'), join(clone, '.swcrc'));
  mkdirSync(join(clone, 'apps'));
  write(
    'libs/kernel/src/index.ts',
    "export { half } from './numbers/half.js';\nexport type { Whole } from './whole.js';",
  );
  write('libs/kernel/src/numbers/half.ts', 'export const half = (n: number): number => n / 2;');
  write('libs/kernel/src/whole.ts', 'export interface Whole { readonly n: number }');
  write('libs/kernel/src/numbers/half.spec.ts', 'no TypeScript at all');
  write('libs/kernel/src/testing/fixture.ts', 'export const fixture = 1;');
});

afterEach(() => rmSync(clone, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(clone, file)), { recursive: true });
  writeFileSync(join(clone, file), text);
}

function built(): string[] {
  const folder = join(clone, 'libs/kernel/dist');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}

describe('the build of `npm start`', () => {
  it('translates every source that is not for tests only, with a source map', async () => {
    await buildWorkspaces(clone);
    expect(built().filter((name) => name.endsWith('.js'))).toEqual(['index.js', 'numbers/half.js', 'whole.js']);
    expect(readFileSync(join(clone, 'libs/kernel/dist/index.js'), 'utf8')).toMatch(
      /^export \{ half \} from '.\/numbers\/half.js';\n\/\/# sourceMappingURL=index.js.map\n$/,
    );
    const map = JSON.parse(readFileSync(join(clone, 'libs/kernel/dist/numbers/half.js.map'), 'utf8')) as object;
    expect(map).toMatchObject({ sources: ['../../src/numbers/half.ts'] });
  });

  it('leaves nothing behind of a source that was deleted, whoever compiled it', async () => {
    await buildWorkspaces(clone);
    write('libs/kernel/dist/numbers/half.d.ts', 'export declare const half: unknown;');
    write('libs/kernel/dist/index.d.ts', 'export {};');
    write('libs/kernel/dist/.tsbuildinfo', '{}');
    rmSync(join(clone, 'libs/kernel/src/numbers'), { recursive: true });
    await buildWorkspaces(clone);
    expect(existsSync(join(clone, 'libs/kernel/dist/numbers'))).toBe(false);
    expect(built()).toEqual(['.tsbuildinfo', 'index.d.ts', 'index.js', 'index.js.map', 'whole.js', 'whole.js.map']);
  });

  it('rewrites what changed, even when it looks older, and touches nothing else', async () => {
    await buildWorkspaces(clone);
    const time = (): number => statSync(join(clone, 'libs/kernel/dist/index.js')).mtimeMs;
    const before = time();
    write('libs/kernel/dist/numbers/half.js', 'export const half = () => NaN;');
    await buildWorkspaces(clone);
    expect(readFileSync(join(clone, 'libs/kernel/dist/numbers/half.js'), 'utf8')).toContain('n / 2');
    expect(time()).toBe(before);
  });

  it('names each file that is not TypeScript', async () => {
    write('libs/kernel/src/whole.ts', 'export interface {');
    await expect(buildWorkspaces(clone)).rejects.toThrow(/whole\.ts/);
  });
});
