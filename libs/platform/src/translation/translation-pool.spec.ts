import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fixedClock, sha256 } from '@passerelle/kernel';
import { CodeGapCounter } from '@passerelle/summary';
import { openTerminology } from '@passerelle/terminology';
import { silentLogger } from '../logging/logger.js';
import { inProcessTranslator } from './in-process-translator.js';
import { translationPool, type PooledTranslator } from './translation-pool.js';

const clock = fixedClock('2024-06-03T09:18:54Z');
const setting = { terminology: { folders: [] }, country: 'LU', language: 'fr-LU' } as const;
const limits = { seconds: 60, megabytes: 1_024 };
const both = ['eps-bundle', 'pivot-cda'] as const;

function record(octets: Uint8Array): {
  readonly format: 'cda-level-3';
  readonly mediaType: string;
  readonly octets: Uint8Array;
  readonly sha256: ReturnType<typeof sha256>;
  readonly part: 'source';
} {
  return { format: 'cda-level-3', mediaType: 'application/xml', octets, sha256: sha256(octets), part: 'source' };
}

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`../../../../test/fixtures/${name}`, import.meta.url));
}

describe('the pool of translators', () => {
  const codeGaps = new CodeGapCounter();
  let pool: PooledTranslator;

  beforeAll(() => {
    pool = translationPool(setting, { workers: 2, ...limits }, clock, { codeGaps, logger: silentLogger });
  });

  afterAll(() => pool.close());

  it('writes the very documents that this process writes, whichever thread does it and in whatever company', async () => {
    const { catalogue } = openTerminology({ folders: [] });
    const own = inProcessTranslator(
      { catalogue, clock, country: 'LU', language: 'fr-LU' },
      { codeGaps: new CodeGapCounter(), logger: silentLogger },
    );
    const files = ['lu/rich.xml', 'lu/sparse.xml', 'lu/pdf-only.xml', 'lu/nothing-known.xml', 'pt/rich.xml'];
    const records = [...files, ...files.toReversed(), ...files].map((name) => record(fixture(`national/${name}`)));
    const [pooled, alone] = await Promise.all([
      Promise.all(records.map((each) => pool.translate(each, both))),
      Promise.all(records.map((each) => own.translate(each, both))),
    ]);
    for (const [at, result] of pooled.entries()) {
      const expected = alone[at]!;
      if (!result.ok || !expected.ok) throw new Error('a record of the fixtures was refused');
      expect(result.value.facts).toEqual(expected.value.facts);
      expect(result.value.documents.map((each) => each.sha256)).toEqual(
        expected.value.documents.map((each) => each.sha256),
      );
      for (const { octets, sha256: digest } of result.value.documents) expect(sha256(octets)).toBe(digest);
    }
    expect(codeGaps.snapshot().documents).toBe(records.length);
  });

  it('refuses with the code and the facts that this process would', async () => {
    const answered = await pool.translate(record(fixture('refused/truncated.xml')), both);
    expect(answered).toMatchObject({ ok: false, error: { code: 'PSR-1002' } });
  });

  it('gives up what takes too long, and translates the next record', async () => {
    const hurried = translationPool(setting, { workers: 1, ...limits, seconds: 1 }, clock, {
      codeGaps,
      logger: silentLogger,
    });
    try {
      // The thread is not up yet when some forty records are asked of it: the last of them wait longer than a second.
      const large = record(grown(fixture('national/lu/sixty-entries.xml'), 80));
      const answers = await Promise.all(Array.from({ length: 40 }, () => hurried.translate(large, both)));
      const codes = answers.map((answer) => (answer.ok ? 'translated' : answer.error.code));
      expect(codes).toContain('PSR-1117');
      expect(new Set(codes).size).toBeLessThanOrEqual(2);
    } finally {
      await hurried.close();
    }
    expect(await pool.translate(record(fixture('national/lu/rich.xml')), both)).toMatchObject({ ok: true });
  }, 120_000);

  it('gives up what takes too much memory, with its thread and not with the process', async () => {
    const narrow = translationPool(setting, { workers: 1, ...limits, megabytes: 48 }, clock, {
      codeGaps,
      logger: silentLogger,
    });
    try {
      const large = record(grown(fixture('national/lu/sixty-entries.xml'), 80));
      expect(await narrow.translate(large, both)).toMatchObject({ ok: false, error: { code: 'PSR-1118' } });
      expect(await narrow.translate(record(fixture('national/lu/rich.xml')), both)).toMatchObject({ ok: true });
    } finally {
      await narrow.close();
    }
  }, 120_000);
});

/** A record with the entries of its sections many times over. */
function grown(octets: Uint8Array, times: number): Uint8Array {
  const text = Buffer.from(octets).toString('utf8');
  return Buffer.from(text.replace(/<entry[^]*<\/entry>(?=\s*<\/section>)/, (entries) => entries.repeat(times)));
}
