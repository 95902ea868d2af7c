import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PasserelleError } from '@passerelle/kernel';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { cloneRoot } from './clone.js';
import { sentenceOf } from './outcome.js';
import { sealingClone, type SealingClone } from './testing/sealing-clone.js';
import { fixture, scratchFolder, type Ran } from './testing/world.js';

const bin = join(cloneRoot, 'apps/passerelle/bin/passerelle.mjs');
// `npm test` builds before it tests; a run of jest alone may find nothing to spawn.
const built = existsSync(join(cloneRoot, 'apps/passerelle/dist/main.js')) ? describe : describe.skip;

/** Runs the real command in a process of its own. */
async function spawned(
  argv: readonly string[],
  script = bin,
): Promise<Omit<Ran, 'octets'> & { readonly milliseconds: number }> {
  const start = performance.now();
  const child = spawn(process.execPath, [script, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: code as number, stdout, stderr, milliseconds: Math.round(performance.now() - start) };
}

describe('bin/passerelle.mjs of a clone that is not built', () => {
  const folder = scratchFolder();
  afterAll(() => folder.remove());

  it('says so in the words of the registry, without a stack trace', async () => {
    mkdirSync(folder.file('bin'));
    copyFileSync(bin, folder.file('bin/passerelle.mjs'));
    const { code, stdout, stderr } = await spawned(['--help'], folder.file('bin/passerelle.mjs'));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`${sentenceOf(new PasserelleError('PSR-8004'))}\n`);
  });
});

built('npx passerelle', () => {
  let clone: SealingClone;
  beforeAll(() => {
    clone = sealingClone();
  });
  afterAll(() => clone.remove());

  const cda = fixture('national/lu/rich.xml');

  it('prints its help', async () => {
    const { code, stdout, stderr } = await spawned(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^passerelle <command>/);
  });

  it('ends with exit code 2 and one sentence for bad input', async () => {
    const { code, stdout, stderr } = await spawned(['translate', fixture('refused/doctype.xml'), '--to', 'eps']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^PSR-1003 [^\n]*\n$/);
  });

  it('ends with exit code 1 where the answer is no', async () => {
    expect(await spawned(['verify', cda])).toMatchObject({ code: 1, stderr: expect.stringMatching(/^PSR-3001 /) });
  });

  it('seals and verifies from any folder, and says how long each command takes', async () => {
    const key = ['--key', clone.file('certs/generated/lu/seal.key.pem')];
    const cert = ['--cert', clone.file('certs/generated/lu/seal.cert.pem')];
    const translated = await spawned(['translate', cda, '--to', 'eps']);
    const validated = await spawned(['validate', cda]);
    expect(translated.code).toBe(0);
    expect(JSON.parse(validated.stdout)).toMatchObject({ resourceType: 'OperationOutcome' });
    const sealed = await spawned(['seal', cda, ...key, ...cert]);
    expect(sealed).toMatchObject({ code: 0, stderr: '' });
    const seal = clone.file('rich.xades.xml');
    writeFileSync(seal, sealed.stdout);
    const authority = clone.file('certs/generated/ca.cert.pem');
    const verified = await spawned(['verify', cda, '--signature', seal, '--anchor', authority]);
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    const times = Object.entries({ translated, validated, sealed, verified }).map(
      ([name, { milliseconds }]) => `${name} ${milliseconds} ms`,
    );
    process.stdout.write(`command line on ${readFileSync(cda).length} octets: ${times.join(', ')}\n`);
  });

  it('stays quiet when nobody reads its output', async () => {
    const child = spawn(process.execPath, [bin, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
