import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { corpusFiles, reportCorpusRun } from './corpus.js';

/** A test of a Wycheproof file: members differ by file; octets are hexadecimal. */
export interface WycheproofTest extends Readonly<Record<string, unknown>> {
  readonly tcId: number;
  readonly comment: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
}

/** Tests that share a key. */
export interface WycheproofGroup extends Readonly<Record<string, unknown>> {
  readonly tests: readonly WycheproofTest[];
}

/**
 * Asks something of every test of a Wycheproof file and demands that nothing invalid is accepted and nothing valid
 * refused; what Wycheproof calls acceptable may be answered either way.
 * @param name - `ecdsa_secp256r1_sha256`, for the file `ecdsa_secp256r1_sha256_test.json`
 * @param accepts - whether the code under test accepts; undefined for a test that asks for something we do not do
 * @returns how many tests were answered: 0 without the corpus
 */
export function judgeWycheproof(
  name: string,
  accepts: (test: WycheproofTest, group: WycheproofGroup) => boolean | undefined,
): number {
  const [file] = corpusFiles('security/wycheproof', `${name}_test.json`);
  const groups = file
    ? (JSON.parse(readFileSync(file, 'utf8')) as { testGroups: readonly WycheproofGroup[] }).testGroups
    : [];
  const wrong: string[] = [];
  let answered = 0;
  for (const group of groups) {
    for (const test of group.tests) {
      const accepted = accepts(test, group);
      if (accepted === undefined) continue;
      answered++;
      const expected = test.result === 'acceptable' ? accepted : test.result === 'valid';
      if (accepted !== expected) wrong.push(`${test.tcId} ${test.comment}: ${test.result}`);
    }
  }
  reportCorpusRun(`Wycheproof ${name}, tests`, answered);
  expect(wrong).toEqual([]);
  return answered;
}

/** A member in hexadecimal, as octets. */
export function hex(value: unknown): Buffer {
  return Buffer.from(value as string, 'hex');
}
