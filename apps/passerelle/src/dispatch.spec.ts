import { describe, expect, it } from '@jest/globals';
import { PassThrough, Writable } from 'node:stream';
import { cloneRoot } from './clone.js';
import { passerelle } from './dispatch.js';
import { print } from './io.js';
import { fixture, run } from './testing/world.js';

const names = [
  ...['translate', 'validate', 'schemas import', 'profiles import', 'seal', 'verify'],
  ...['log verify', 'log proof', 'log export'],
  ...['terminology import', 'terminology status', 'terminology diff'],
];

describe('passerelle', () => {
  it.each([['--help'], ['-h'], ['log', '--help']])('lists all commands for %j', async (...argv) => {
    const { code, stdout, stderr } = await run(argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of names) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  });

  it.each(names)('explains %s and does nothing else', async (name) => {
    const { code, stdout, stderr } = await run([...name.split(' '), 'no-such-file', '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^passerelle ${name} `));
  });

  it.each([
    [[], 'no command is named'],
    [['tranlsate'], 'there is no command "tranlsate"'],
    [['log'], 'there is no command "log"'],
    [['log', 'delete'], 'there is no command "log delete"'],
    [['terminology'], 'there is no command "terminology"'],
    [['constructor'], 'there is no command "constructor"'],
    [['\u001b[31mred'], 'there is no command "\\u001b[31mred"'],
  ])('refuses %j as not understood', async (argv, reason) => {
    const { code, stdout, stderr } = await run(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`PSR-8001 The command was not understood: ${reason}. Run \`passerelle --help\`.\n`);
  });

  it.each([
    [['validate'], 'the file is missing'],
    [['validate', 'a', 'b'], '"b" is one argument too many'],
    [['validate', 'a', '--fast'], "unknown option '--fast'"],
    [['verify', 'a', '--signature'], "option '--signature <value>' argument missing"],
    [['log', 'export', 'everything'], '"everything" is one argument too many'],
  ])('refuses the arguments %j', async (argv, reason) => {
    const { code, stderr } = await run(argv);
    expect(code).toBe(2);
    expect(stderr).toBe(`PSR-8001 The command was not understood: ${reason}. Run \`passerelle --help\`.\n`);
  });

  it('takes what follows -- as a file name', async () => {
    const { code, stderr } = await run(['validate', '--', '--help']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^PSR-8002 The file --help cannot be read\./);
  });

  it('shows no stack trace unless it is asked for one', async () => {
    const quiet = await run(['validate', 'no-such-file']);
    expect(quiet.stderr.split('\n')).toHaveLength(2);
    const debugging = await run(['validate', 'no-such-file'], { env: { PASSERELLE_DEBUG: '1' } });
    expect(debugging.stderr).toMatch(/^PSR-8002 /);
    expect(debugging.stderr).toMatch(/\n {4}at /);
    expect(debugging.stderr).toContain('ENOENT');
  });

  it('says PSR-9001, and nothing of the cause, for an error that it does not know', async () => {
    const stdin = new PassThrough();
    const stderr = new PassThrough();
    const stdout = new Writable({ write: () => undefined });
    stdout.write = () => {
      throw new TypeError('the content of somebody’s record');
    };
    const io = { stdin, stdout, stderr, env: {}, cwd: cloneRoot, root: cloneRoot };
    expect(await passerelle(['--help'], io)).toBe(2);
    expect(String(stderr.read())).toMatch(/^PSR-9001 [^\n]*\n$/);
  });

  it('refuses a file above the limit, and stops reading it there', async () => {
    const { code, stderr } = await run(['validate', '/dev/zero']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^PSR-1001 .* 20000000 bytes/);
  });

  it('refuses a folder as a file', async () => {
    const { code, stderr } = await run(['validate', fixture('national')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^PSR-8002 /);
  });
});

describe('print', () => {
  it('waits until the stream takes more', async () => {
    const slow = new PassThrough({ highWaterMark: 10 });
    let printed = false;
    const waiting = print(slow, 'x'.repeat(100)).then((read) => (printed = read));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(printed).toBe(false);
    slow.resume();
    expect(await waiting).toBe(true);
  });

  it('answers that nobody reads any more when the pipe closes, before or while it writes', async () => {
    const closed = new PassThrough({ highWaterMark: 10 });
    const waiting = print(closed, 'x'.repeat(100));
    closed.destroy();
    expect(await waiting).toBe(false);
    expect(await print(closed, 'more')).toBe(false);
  });
});
