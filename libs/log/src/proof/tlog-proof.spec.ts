import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import { signCheckpoint } from '../checkpoint/checkpoint.js';
import { createLogKeyPair, noteSigner } from '../checkpoint/note-signer.js';
import { rootOf } from '../merkle/compact-range.js';
import { leafHash } from '../merkle/hashing.js';
import { inclusionProof } from '../merkle/inclusion.js';
import { MemoryNodeStore } from '../merkle/memory-node-store.js';
import { formatTlogProof, parseTlogProof, verifyTlogProof } from './tlog-proof.js';

const signer = noteSigner('log.example/one', createLogKeyPair('log.example/one').privateKey);
const stranger = noteSigner('log.example/one', createLogKeyPair('log.example/one').privateKey);
const entries = Array.from({ length: 21 }, (_, at) => Buffer.from(`entry ${at}`));
const leaves = entries.map(leafHash);
const store = MemoryNodeStore.of(leaves);
const root = rootOf(leaves);

async function proofOf(index: number, extra?: Buffer): Promise<string> {
  const { note } = await signCheckpoint({ size: entries.length, root }, signer);
  const hashes = await inclusionProof(store, index, entries.length);
  return formatTlogProof({ index, hashes, checkpoint: note, ...(extra && { extra }) });
}

describe('tlog-proof', () => {
  it('is written in the format of C2SP and verifies for every entry', async () => {
    for (const [index, entry] of entries.entries()) {
      const text = await proofOf(index);
      expect(text.startsWith(`c2sp.org/tlog-proof@v1\nindex ${index}\n`)).toBe(true);
      expect(verifyTlogProof(text, entry, [signer.key])).toEqual({
        origin: 'log.example/one',
        index,
        size: 21,
        root: root.toString('hex'),
      });
    }
  });

  it('carries extra data', async () => {
    const text = await proofOf(3, Buffer.from('extra'));
    expect(parseTlogProof(text).extra).toEqual(Buffer.from('extra'));
    expect(verifyTlogProof(text, entries[3]!, [signer.key]).index).toBe(3);
  });

  it('reads what it writes', async () => {
    const text = await proofOf(3, Buffer.from('extra'));
    expect(formatTlogProof(parseTlogProof(text))).toBe(text);
  });

  it('refuses another entry, another index and another key', async () => {
    const text = await proofOf(3);
    expect(() => verifyTlogProof(text, entries[4]!, [signer.key])).toThrow(
      expect.objectContaining({ code: 'PSR-6001' }),
    );
    expect(() => verifyTlogProof(text.replace('index 3', 'index 2'), entries[3]!, [signer.key])).toThrow(
      expect.objectContaining({ code: 'PSR-6001' }),
    );
    expect(() => verifyTlogProof(text, entries[3]!, [stranger.key])).toThrow(
      expect.objectContaining({ code: 'PSR-6002' }),
    );
  });

  it('never verifies with one character changed', async () => {
    const text = await proofOf(3);
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), (at) => {
        const changed = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
        expect(() => verifyTlogProof(changed, entries[3]!, [signer.key])).toThrow(/./);
      }),
    );
  });

  it.each([
    ['nothing', () => ''],
    ['another format', (text: string) => text.replace('@v1', '@v2')],
    ['no index', (text: string) => text.replace(/index \d+\n/, '')],
    ['a leading zero', (text: string) => text.replace('index 3', 'index 03')],
    ['an index no double holds', (text: string) => text.replace('index 3', 'index 9007199254740993')],
    ['a short hash', (text: string) => text.replace('index 3\n', 'index 3\nAAAA\n')],
    ['a hash that is not base64', (text: string) => text.replace('index 3\n', 'index 3\n!\n')],
    [
      'too many hashes',
      (text: string) => text.replace('index 3\n', `index 3\n${`${root.toString('base64')}\n`.repeat(53)}`),
    ],
    ['extra data after the index', (text: string) => text.replace('index 3\n', 'index 3\nextra AAAA\n')],
    ['extra data that are not base64', (text: string) => text.replace('index 3\n', 'extra ?\nindex 3\n')],
    ['carriage returns', (text: string) => text.replaceAll('\n', '\r\n')],
    ['no empty line', (text: string) => text.replaceAll('\n\n', '\n')],
  ])('is unreadable with %s', async (_, spoil) => {
    const text = spoil(await proofOf(3));
    expect(() => verifyTlogProof(text, entries[3]!, [signer.key])).toThrow(
      expect.objectContaining({ code: 'PSR-6007' }),
    );
  });

  it('reads the example of C2SP', () => {
    const files = corpusFiles('security/tlog', '.txt').filter((file) => file.endsWith('tlog-proof-example-0.txt'));
    reportCorpusRun('C2SP tlog-proof', files.length);
    for (const file of files) {
      const proof = parseTlogProof(readFileSync(file, 'utf8'));
      expect(proof).toMatchObject({ index: 73894, hashes: { length: 5 } });
      expect(proof.checkpoint.startsWith('example.com/fancylog\n109482\n')).toBe(true);
    }
  });
});
