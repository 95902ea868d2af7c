import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { checkpointOf, exportOf, foreignVkey, origin, vkey } from '../testing/example-log.js';
import { run, scratchFolder } from '../testing/world.js';

const folder = scratchFolder();
const size = 37;
let exported: string;

beforeAll(async () => {
  exported = await exportOf(size);
  writeFileSync(folder.file('log.ndjson'), exported);
  writeFileSync(folder.file('log.vkey'), `${vkey}\n`);
  writeFileSync(folder.file('kept.checkpoint'), await checkpointOf(12));
  mkdirSync(folder.file('certs/generated/xx'), { recursive: true });
  writeFileSync(folder.file('certs/generated/xx/log.vkey'), vkey);
});
afterAll(() => folder.remove());

const verify = (...args: string[]): ReturnType<typeof run> =>
  run(['log', 'verify', ...args], { cwd: folder.path, root: folder.path });

describe('passerelle log verify, offline', () => {
  it.each([
    ['the text of the key', ['--key', vkey]],
    ['a file with the key', ['--key', 'log.vkey']],
    ['the key of a node of this clone', ['--node', 'XX']],
  ])('verifies an export with %s', async (_, key) => {
    const { code, stdout, stderr } = await verify('log.ndjson', ...key);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^The log ${origin} verifies: 37 entries, root [0-9a-f]{64}\\.\n$`));
  });

  it('verifies an export from stdin', async () => {
    const { code, stdout } = await run(['log', 'verify', '-', '--key', vkey], { stdin: exported });
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('37 entries') });
  });

  it('warns when the key came with the export itself', async () => {
    const { code, stdout, stderr } = await verify('log.ndjson');
    expect(code).toBe(0);
    expect(stdout).toMatch(/verifies/);
    expect(stderr).toMatch(/^The key came with the export.*--key/);
  });

  it('says when the export contains the checkpoint kept earlier', async () => {
    const { code, stdout } = await verify('log.ndjson', '--key', vkey, '--checkpoint', 'kept.checkpoint');
    expect(code).toBe(0);
    expect(stdout).toContain('contains the checkpoint of 12 given');
  });

  it.each([
    ['an entry changed', (text: string) => text.replace(/("index":20,"entry":")..../, '$1AAAA'), 'PSR-6001'],
    ['its last entry cut off', (text: string) => text.split('\n').slice(0, -2).join('\n'), 'PSR-6001'],
    ['another size signed', (text: string) => text.replaceAll('37', '36'), 'PSR-6002'],
  ])('answers no to an export with %s', async (_, tamper, code) => {
    const tampered = tamper(exported);
    expect(tampered).not.toBe(exported);
    const ran = await run(['log', 'verify', '-', '--key', vkey], { stdin: tampered });
    expect(ran).toMatchObject({ code: 1, stdout: 'The log does not verify.\n' });
    expect(ran.stderr).toMatch(new RegExp(`^${code} .*\n$`));
  });

  it('answers no when another key signed', async () => {
    const ran = await verify('log.ndjson', '--key', foreignVkey);
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringMatching(/^PSR-6002 /) });
  });

  it.each([
    ['a file that is no export', ['kept.checkpoint', '--key', vkey], 'PSR-6004'],
    ['a file that is not there', ['absent', '--key', vkey], 'PSR-8002'],
    ['a key that is none', ['log.ndjson', '--key', `${vkey}x`], 'PSR-8001'],
    ['a key file that holds none', ['log.ndjson', '--key', 'kept.checkpoint'], 'PSR-8001'],
    ['a node without a key', ['log.ndjson', '--node', 'yy'], 'PSR-7005'],
    ['a node that is a path', ['log.ndjson', '--node', '../xx'], 'PSR-8001'],
  ])('answers 2 to %s', async (_, args, code) => {
    const ran = await verify(...args);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(new RegExp(`^${code} [^\n]*\n$`));
  });

  it('answers 2 to a line without end, and does not gather it', async () => {
    const ran = await run(['log', 'verify', '/dev/zero', '--key', vkey]);
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringMatching(/^PSR-6004 /) });
  });
});
