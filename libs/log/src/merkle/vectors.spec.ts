import { readFileSync } from 'node:fs';
import { sep } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import { verifyConsistency } from './consistency.js';
import { verifyInclusion } from './inclusion.js';

/** A vector of transparency-dev/merkle; hashes are base64. */
interface Vector {
  readonly wantErr: boolean;
  readonly proof: readonly string[] | null;
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly start: number;
  readonly end: number;
  readonly size: number;
  readonly size1: number;
  readonly size2: number;
  readonly leafHash: string | null;
  readonly root: string | null;
  readonly root1: string | null;
  readonly root2: string | null;
}

const octets = (text: string | null): Buffer => Buffer.from(text ?? '', 'base64');

function accepts(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

const included = (vector: Vector, size: number): boolean =>
  accepts(() =>
    verifyInclusion(
      { index: vector.leafIdx, size, leaf: octets(vector.leafHash), root: octets(vector.root) },
      (vector.proof ?? []).map(octets),
    ),
  );

const consistent = (vector: Vector, oldSize: number, newSize: number): boolean =>
  accepts(() =>
    verifyConsistency(
      { size: oldSize, root: octets(vector.root1) },
      { size: newSize, root: octets(vector.root2) },
      (vector.proof ?? []).map(octets),
    ),
  );

/** Runs the vectors of a folder; gives how many there were and the names of those judged otherwise than they ask. */
function judge(
  folder: string,
  accepted: (vector: Vector) => boolean,
  applies: (vector: Vector) => boolean = () => true,
): { run: number; misjudged: string[] } {
  const vectors = corpusFiles(`security/merkle/testdata/${folder}`, '.json')
    .map((file) => ({ file, vector: JSON.parse(readFileSync(file, 'utf8')) as Vector }))
    .filter(({ vector }) => applies(vector));
  reportCorpusRun(`merkle ${folder}`, vectors.length);
  const misjudged = vectors.filter(({ vector }) => accepted(vector) === vector.wantErr);
  return { run: vectors.length, misjudged: misjudged.map(({ file }) => file.split(sep).slice(-2).join('/')) };
}

// The newer vectors speak of subtrees. One that starts at entry 0 and is not empty is a whole tree, and then they say
// what the older ones say; the newer draft takes an empty subtree for consistent, which the strict rule does not.
const wholeTree = ({ start, end }: Vector): boolean => start === 0 && end > 0;

describe('threat 44: vectors of transparency-dev/merkle', () => {
  it('judges every inclusion proof as the reference does', () => {
    const { run, misjudged } = judge('inclusion', (vector) => included(vector, vector.treeSize));
    expect(misjudged).toEqual([]);
    expect([0, 79]).toContain(run);
  });

  it('judges every consistency proof as the reference does', () => {
    const { run, misjudged } = judge('consistency', (vector) => consistent(vector, vector.size1, vector.size2));
    expect(misjudged).toEqual([]);
    expect([0, 75]).toContain(run);
  });

  it('judges inclusion in subtrees that are whole trees as the reference does', () => {
    const { misjudged } = judge('subtreeinclusion', (vector) => included(vector, vector.end), wholeTree);
    expect(misjudged).toEqual([]);
  });

  it('judges consistency of subtrees that are whole trees as the reference does', () => {
    const { misjudged } = judge(
      'subtreeconsistency',
      (vector) => consistent(vector, vector.end, vector.size),
      wholeTree,
    );
    expect(misjudged).toEqual([]);
  });
});
