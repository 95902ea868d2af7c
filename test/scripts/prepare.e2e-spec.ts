import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isInstalled } from '../../scripts/prepare/install.mjs';
import { withLock } from '../../scripts/prepare/lock.mjs';
import { nodeVersionFault } from '../../scripts/prepare/node-version.mjs';
import { seconds } from '../../scripts/prepare/step.mjs';

const root = resolve(import.meta.dirname, '../..');
let clone: string;

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'passerelle-prepare-'));
});

afterEach(() => rmSync(clone, { recursive: true, force: true }));

describe('the version of Node.js', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.3'])('%s is taken', (version) => {
    expect(nodeVersionFault(version)).toBeUndefined();
  });

  it.each(['20.18.3', '18.20.4', '4.0.0'])('%s is refused in one sentence', (version) => {
    expect(nodeVersionFault(version)).toMatch(
      new RegExp(`^Passerelle needs Node\\.js 20\\.19 .*${version}: .*again\\.$`),
    );
  });

  it('is the one that package.json asks for', () => {
    const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };
    expect(nodeVersionFault('1.0.0')).toContain(engines.node.replace('>=', 'Node.js '));
  });
});

describe('the installed packages', () => {
  beforeEach(() => {
    mkdirSync(join(clone, 'node_modules'));
    writeFileSync(join(clone, 'package-lock.json'), 'lock');
  });

  it('count as missing without a stamp: an installation that was broken off left none', () => {
    expect(isInstalled(clone)).toBe(false);
  });

  it('are out of date as soon as the lock file changes', () => {
    // SHA-256 of `lock`.
    const digest = '0c030586945fe504b604ecc2e875c38ede400cd5cd73da9730302162e6b02c6f';
    writeFileSync(join(clone, 'node_modules/.passerelle-stamp'), digest);
    expect(isInstalled(clone)).toBe(true);
    writeFileSync(join(clone, 'package-lock.json'), 'another lock');
    expect(isInstalled(clone)).toBe(false);
  });
});

describe('two preparations of one clone', () => {
  it('work one after the other', async () => {
    const order: string[] = [];
    // The other process takes the lock, says so, and gives it back when its input ends.
    const other = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { withLock } from ${JSON.stringify(join(root, 'scripts/prepare/lock.mjs'))};
         import { once } from 'node:events';
         await withLock(${JSON.stringify(clone)}, async () => {
           console.log('has it');
           await once(process.stdin.resume(), 'end');
         });`,
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    await once(other.stdout, 'data');
    const own = withLock(clone, () => Promise.resolve(order.push('own')));
    await new Promise((settle) => setTimeout(settle, 300));
    order.push('other');
    other.stdin.end();
    await own;
    expect(order).toEqual(['other', 'own']);
    expect(existsSync(join(clone, '.cache/prepare.lock'))).toBe(false);
  });

  it('are not kept waiting by one that died', async () => {
    const died = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(died, 'exit');
    mkdirSync(join(clone, '.cache'));
    writeFileSync(join(clone, '.cache/prepare.lock'), String(died.pid));
    await expect(withLock(clone, () => Promise.resolve('worked'))).resolves.toBe('worked');
  });

  it('give the lock back when the work fails', async () => {
    await expect(withLock(clone, () => Promise.reject(new Error('no packages')))).rejects.toThrow('no packages');
    expect(existsSync(join(clone, '.cache/prepare.lock'))).toBe(false);
  });
});

describe('a duration', () => {
  it.each([
    [40, '0.0 s'],
    [420, '0.4 s'],
    [9_949, '9.9 s'],
    [9_950, '10 s'],
    [26_400, '26 s'],
    [119_400, '119 s'],
    [200_000, '3 min 20 s'],
  ])('of %d ms is written %s', (milliseconds, text) => {
    expect(seconds(milliseconds)).toBe(text);
  });
});
