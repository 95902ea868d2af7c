import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withFolderLock } from './folder-lock.js';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-lock-'));
  lock = join(folder, '.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Another process that lives until it is told to end. */
const bystander = () => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);

describe('withFolderLock', () => {
  it('holds the lock during the task and releases it afterwards, also when the task throws', () => {
    expect(withFolderLock(folder, () => readFileSync(lock, 'utf8'))).toBe(String(process.pid));
    expect(existsSync(lock)).toBe(false);
    const failing = () => {
      throw new Error('task failed');
    };
    expect(() => withFolderLock(folder, failing)).toThrow('task failed');
    expect(existsSync(lock)).toBe(false);
  });

  it('waits for a running process and gives up with the name of the file', () => {
    const other = bystander();
    try {
      writeFileSync(lock, String(other.pid));
      let ran = false;
      expect(() => withFolderLock(folder, () => (ran = true), 100)).toThrow(lock);
      expect(ran).toBe(false);
      expect(readFileSync(lock, 'utf8')).toBe(String(other.pid));
    } finally {
      other.kill();
    }
  });

  it('takes over from a process that is gone, from its own earlier life, and from what is no number', () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    for (const holder of [String(gone), String(process.pid), '', 'x']) {
      writeFileSync(lock, holder);
      expect(withFolderLock(folder, () => 'ran', 1000)).toBe('ran');
      expect(existsSync(lock)).toBe(false);
    }
  });

  it('takes over a lock so old that its number must have passed to another process', () => {
    const other = bystander();
    try {
      writeFileSync(lock, String(other.pid));
      const past = new Date(Date.now() - 120_000);
      utimesSync(lock, past, past);
      expect(withFolderLock(folder, () => 'ran', 1000)).toBe('ran');
    } finally {
      other.kill();
    }
  });
});
