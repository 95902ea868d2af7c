import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isErrorCode, registry, type ErrorCode, type RegisteredError } from './registry.js';

const folder = join(import.meta.dirname, 'registry');

/** The rows of every part file, in the order they are written in. */
async function parts(): Promise<{ file: string; rows: [string, RegisteredError][] }[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(`./registry/${file.replace(/\.ts$/, '.js')}`)) as Record<string, object>;
      return { file, rows: Object.values(module).flatMap((rows): [string, RegisteredError][] => Object.entries(rows)) };
    }),
  );
}

const rows = Object.entries(registry) as [ErrorCode, RegisteredError][];

describe('the error registry', () => {
  it('holds every row of every part file, and no code twice', async () => {
    const codes = (await parts()).flatMap((part) => part.rows.map(([code]) => code));
    expect(codes.length).toBeGreaterThan(50);
    expect([...codes].sort()).toEqual(Object.keys(registry).sort());
  });

  it('has the codes of each part file in rising order', async () => {
    for (const part of await parts()) {
      const codes = part.rows.map(([code]) => code);
      expect({ file: part.file, codes }).toEqual({ file: part.file, codes: [...codes].sort() });
    }
  });

  it.each(rows)('describes %s by a title, a sentence and a next step', (code, error) => {
    expect(code).toMatch(/^PSR-\d{4}$/);
    expect(error.title).toMatch(/^\S.*[^.\s]$/);
    expect(error.message).toMatch(/^\S.*\.$/);
    expect(error.action).toMatch(/^\S.*\.$/);
  });

  it.each(rows)('answers %s with the status of a refusal or a failure', (_, error) => {
    expect(error.http).toBeGreaterThanOrEqual(400);
    expect(error.http).toBeLessThan(600);
  });

  it('has a title of its own for every code', () => {
    const titles = rows.map(([, { title }]) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it('tells its codes from other texts', () => {
    expect(isErrorCode('PSR-1001')).toBe(true);
    expect(isErrorCode('PSR-0000')).toBe(false);
    expect(isErrorCode('toString')).toBe(false);
  });
});
