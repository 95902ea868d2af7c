import { PasserelleError } from '@passerelle/kernel';
import { CodeGapCounter, type CodeCoverage, type CodeGapSnapshot, type CountedGap } from '@passerelle/summary';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readInput } from './input.js';
import type { CommandIo } from './io.js';
import { writeOutput } from './output.js';

/**
 * Adds the codes of one document to the counts in a file, which is made where there is none.
 * @throws PSR-8002 when the file is no such counts; PSR-8003 when it cannot be written
 */
export async function addCounts(file: string, coverage: CodeCoverage, io: CommandIo): Promise<void> {
  const counter = new CodeGapCounter(existsSync(resolve(io.cwd, file)) ? await readCounts([file], io) : undefined);
  counter.count(coverage);
  await writeOutput(file, [`${JSON.stringify(counter.snapshot(), null, 2)}\n`], io);
}

/**
 * Reads counts and adds them up.
 * @throws PSR-8002 when a file cannot be read or is no such counts
 */
export async function readCounts(files: readonly string[], io: CommandIo): Promise<CodeGapSnapshot> {
  const counter = new CodeGapCounter();
  for (const file of files) counter.add(snapshotOf((await readInput(file, io)).toString('utf8'), file));
  return counter.snapshot();
}

function snapshotOf(text: string, file: string): CodeGapSnapshot {
  try {
    const read = JSON.parse(text) as Readonly<Record<keyof CodeGapSnapshot, unknown>>;
    const { documents, codings, others, gaps } = read;
    if (isCount(documents) && isCount(codings) && isCount(others) && Array.isArray(gaps) && gaps.every(isCountedGap)) {
      return { documents, codings, others, gaps };
    }
  } catch (cause) {
    if (!(cause instanceof SyntaxError || cause instanceof TypeError)) throw cause;
  }
  throw new PasserelleError('PSR-8002', { file });
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isCountedGap(value: unknown): value is CountedGap {
  if (typeof value !== 'object' || value === null) return false;
  const { count, ...texts } = value as Readonly<Record<string, unknown>>;
  return isCount(count) && ['element', 'system', 'code', 'reason'].every((name) => typeof texts[name] === 'string');
}
