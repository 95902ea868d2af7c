import { afterAll, describe, expect, it } from '@jest/globals';
import { lstatSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import type { CommandIo } from './io.js';
import { writeOutput } from './output.js';
import { scratchFolder } from './testing/world.js';

const folder = scratchFolder();
afterAll(() => folder.remove());

const nothing = new PassThrough();
const io: CommandIo = { stdin: nothing, stdout: nothing, stderr: nothing, env: {}, cwd: folder.path, root: '/' };

describe('writeOutput', () => {
  it('replaces a file whole', async () => {
    writeFileSync(folder.file('a'), 'a long content of before');
    await writeOutput('a', ['new', Buffer.from(' content')], io);
    expect(readFileSync(folder.file('a'), 'utf8')).toBe('new content');
  });

  it('leaves what was there, and no remains, when the content fails half-way', async () => {
    writeFileSync(folder.file('b'), 'before');
    const failing = async function* (): AsyncGenerator<string> {
      yield 'half';
      throw new RangeError('no more');
    };
    await expect(writeOutput('b', failing(), io)).rejects.toThrow(RangeError);
    expect(readFileSync(folder.file('b'), 'utf8')).toBe('before');
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('keeps a symbolic link and writes where it leads', async () => {
    writeFileSync(folder.file('target'), 'before');
    symlinkSync(folder.file('target'), folder.file('link'));
    await writeOutput('link', ['after'], io);
    expect(lstatSync(folder.file('link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(folder.file('target'), 'utf8')).toBe('after');
  });

  it('writes to a device and does not replace it', async () => {
    await writeOutput('/dev/null', ['anything'], io);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('says PSR-8003 for a folder and for a place that does not exist', async () => {
    for (const name of ['.', 'no/such/place']) {
      await expect(writeOutput(name, ['x'], io)).rejects.toMatchObject({ code: 'PSR-8003', facts: { file: name } });
    }
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
