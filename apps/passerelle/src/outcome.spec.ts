import { describe, expect, it } from '@jest/globals';
import { PasserelleError } from '@passerelle/kernel';
import { PassThrough } from 'node:stream';
import { answering, exit, exitCodeOf, stopWith } from './outcome.js';
import type { CommandIo } from './io.js';

function io(): { readonly io: CommandIo; said(stream: 'stdout' | 'stderr'): string } {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  return {
    io: { ...streams, env: {}, cwd: '/', root: '/' },
    said: (stream) => (streams[stream].read() as Buffer | null)?.toString() ?? '',
  };
}

describe('exitCodeOf', () => {
  it.each([
    ['PSR-3002', exit.no],
    ['PSR-6001', exit.no],
    ['PSR-1110', exit.no],
    ['PSR-1002', exit.failed],
    ['PSR-8001', exit.failed],
    ['PSR-7003', exit.failed],
    ['PSR-9001', exit.failed],
  ] as const)('of %s is %i', (code, expected) => {
    expect(exitCodeOf(new PasserelleError(code))).toBe(expected);
  });
});

describe('stopWith', () => {
  it('takes a module that is missing for half a build', async () => {
    const { io: surroundings, said } = io();
    const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
    expect(await stopWith(missing, surroundings)).toBe(2);
    expect(said('stderr')).toMatch(/^PSR-8004 [^\n]*\n$/);
  });

  it('hides the words of an error that it does not know', async () => {
    const { io: surroundings, said } = io();
    expect(await stopWith(new Error('Marguerite EXEMPLE'), surroundings)).toBe(2);
    expect(said('stderr')).toMatch(/^PSR-9001 (?!.*Marguerite)[^\n]*\n$/);
  });
});

describe('answering', () => {
  it('says no on stdout before the reason goes on', async () => {
    const { io: surroundings, said } = io();
    const refusal = new PasserelleError('PSR-6001', { reason: 'x' });
    await expect(answering('No.', surroundings, () => Promise.reject(refusal))).rejects.toBe(refusal);
    expect(said('stdout')).toBe('No.\n');
  });

  it('says nothing where there is no answer, or the answer is yes', async () => {
    const { io: surroundings, said } = io();
    const unreadable = new PasserelleError('PSR-6004', { reason: 'x' });
    await expect(answering('No.', surroundings, () => Promise.reject(unreadable))).rejects.toBe(unreadable);
    expect(await answering('No.', surroundings, () => Promise.resolve(7))).toBe(7);
    expect(said('stdout')).toBe('');
  });
});
