import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import { rootOf } from '../merkle/compact-range.js';
import { leafHash } from '../merkle/hashing.js';
import { formatCheckpoint, parseCheckpoint, signCheckpoint, verifyCheckpoint } from './checkpoint.js';
import { createLogKeyPair, noteSigner } from './note-signer.js';
import { signNote } from './signed-note.js';
import { parseVerifierKey } from './verifier-key.js';

const refused = expect.objectContaining({ code: 'PSR-6002' });
const root = leafHash(Buffer.from('root'));
const pair = createLogKeyPair('log.example/one');
const signer = noteSigner('log.example/one', pair.privateKey);

describe('checkpoint', () => {
  it('is three lines', () => {
    expect(formatCheckpoint({ origin: 'log.example/one', size: 7, root })).toBe(
      `log.example/one\n7\n${root.toString('base64')}\n`,
    );
  });

  it('is signed and read back with its note', async () => {
    const signed = await signCheckpoint({ size: 7, root }, signer);
    expect(verifyCheckpoint(signed.note, [signer.key])).toEqual({
      origin: 'log.example/one',
      size: 7,
      root,
      note: signed.note,
    });
  });

  it('leaves extension lines aside', () => {
    const text = `${formatCheckpoint({ origin: 'o', size: 0, root })}extension\n`;
    expect(parseCheckpoint(text)).toEqual({ origin: 'o', size: 0, root });
  });

  it('refuses a key of another name, even one that is trusted and signed', async () => {
    const witness = noteSigner('witness.example', createLogKeyPair('witness.example').privateKey);
    const note = await signNote(formatCheckpoint({ origin: 'log.example/one', size: 7, root }), [witness]);
    expect(() => verifyCheckpoint(note, [signer.key, witness.key])).toThrow(refused);
  });

  it.each([
    ['a leading zero', `o\n07\n${root.toString('base64')}\n`],
    ['a sign', `o\n+7\n${root.toString('base64')}\n`],
    ['a size no double holds', `o\n9007199254740993\n${root.toString('base64')}\n`],
    ['no origin', `\n7\n${root.toString('base64')}\n`],
    ['a short root', `o\n7\n${root.subarray(1).toString('base64')}\n`],
    ['no root', 'o\n7\n'],
    ['an empty extension line', `o\n7\n${root.toString('base64')}\n\n`],
    ['no final newline', `o\n7\n${root.toString('base64')}`],
  ])('refuses a text with %s', (_, text) => {
    expect(() => parseCheckpoint(text)).toThrow(refused);
  });
});

describe('log written by Tessera', () => {
  // The verifier key its INDEX gives; the head of the corpus log is checkpoint.12.
  const key = parseVerifierKey('example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx');
  const checkpoints = corpusFiles('security/tlog/tessera-testdata', '').filter((file) => /checkpoint\.\d+$/.test(file));
  const bundles = corpusFiles('security/tlog/tessera-testdata', '').filter((file) => file.includes('/entries/'));

  it('verifies every checkpoint, and its entries hash to every root', () => {
    reportCorpusRun('Tessera checkpoints', checkpoints.length);
    for (const file of checkpoints) {
      const { size, root: signed, origin } = verifyCheckpoint(readFileSync(file, 'utf8'), [key]);
      expect(origin).toBe('example.com/log/testdata');
      expect(basename(file)).toBe(`checkpoint.${size}`);
      const bundle = bundles.find((name) => name.endsWith(`/${size}`));
      expect(signed).toEqual(rootOf(bundle ? entriesOf(readFileSync(bundle)).map(leafHash) : []));
    }
  });
});

/** Takes an entry bundle apart: each entry follows its length as a big-endian 16-bit number. */
function entriesOf(bundle: Buffer): Buffer[] {
  const entries: Buffer[] = [];
  for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at)) {
    entries.push(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at)));
  }
  return entries;
}
