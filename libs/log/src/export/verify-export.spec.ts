import { beforeAll, describe, expect, it } from '@jest/globals';
import { signCheckpoint } from '../checkpoint/checkpoint.js';
import { createLogKeyPair, noteSigner } from '../checkpoint/note-signer.js';
import { parseVerifierKey } from '../checkpoint/verifier-key.js';
import { leafHash } from '../merkle/hashing.js';
import { rootOf } from '../merkle/compact-range.js';
import { exportLines } from './write-export.js';
import { verifyExport } from './verify-export.js';

const origin = 'log.example/one';
const pair = createLogKeyPair(origin);
const signer = noteSigner(origin, pair.privateKey);
const forger = createLogKeyPair(origin);
const count = 11;
const entries = Array.from({ length: 20 }, (_, at) => Buffer.from(`{"entry":${at}}`));
const refusedWith = (code: string, facts: object = {}): unknown =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });

/** The signed note over the first entries, by the log's own key or by another. */
async function noteOf(size: number, privateKey = pair.privateKey, list = entries): Promise<string> {
  const root = rootOf(list.slice(0, size).map(leafHash));
  return (await signCheckpoint({ size, root }, noteSigner(origin, privateKey))).note;
}

async function linesOf(size: number, list = entries, keys = pair): Promise<string[]> {
  const note = await noteOf(size, keys.privateKey, list);
  const indexed = list.map((entry, index) => ({ index, entry }));
  const written: string[] = [];
  for await (const text of exportLines(parseVerifierKey(keys.verifierKey), note, indexed)) written.push(text);
  return written;
}

let lines: string[];
beforeAll(async () => {
  lines = await linesOf(count);
});

/** The lines with some taken out and others put in their place, line 0 being the header. */
const spliced = (at: number, remove: number, ...put: string[]): string[] => lines.toSpliced(at, remove, ...put);
const line = (index: number, entry: Buffer): string => JSON.stringify({ index, entry: entry.toString('base64') });

describe('export', () => {
  it('is a header and a line for each entry up to the checkpoint', () => {
    expect(lines).toHaveLength(1 + count);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      format: 'passerelle-log-export',
      origin,
      size: count,
      vkey: pair.verifierKey,
    });
    expect(JSON.parse(lines[3]!)).toEqual({ index: 2, entry: entries[2]!.toString('base64') });
  });

  it('verifies with the key given', async () => {
    expect(await verifyExport(lines, { vkey: pair.verifierKey })).toEqual({
      origin,
      size: count,
      root: rootOf(entries.slice(0, count).map(leafHash)).toString('hex'),
      checkpointSigned: true,
      keySource: 'given',
    });
  });

  it('says when the key came with the export itself', async () => {
    expect((await verifyExport(lines)).keySource).toBe('export');
  });

  it('verifies an empty log', async () => {
    expect((await verifyExport(await linesOf(0))).size).toBe(0);
  });

  it('verifies against a checkpoint kept earlier', async () => {
    for (const size of [0, 1, 7, count]) {
      const evidence = await verifyExport(lines, { vkey: pair.verifierKey, checkpoint: await noteOf(size) });
      expect(evidence.containsCheckpoint).toBe(size);
    }
  });

  it('is not written for a checkpoint of another key', async () => {
    const foreign = exportLines(signer.key, await noteOf(count, forger.privateKey), []);
    await expect(foreign.next()).rejects.toEqual(refusedWith('PSR-6002'));
  });
});

describe('tampered export', () => {
  it.each([...Array(count).keys()])('is refused with entry %i changed', async (index) => {
    const changed = spliced(index + 1, 1, line(index, Buffer.from('{"entry":"changed"}')));
    await expect(verifyExport(changed)).rejects.toEqual(refusedWith('PSR-6001', { size: count }));
  });

  it('is refused with an entry deleted, which it names', async () => {
    await expect(verifyExport(spliced(4, 1))).rejects.toEqual(refusedWith('PSR-6001', { index: 3 }));
  });

  it('is refused with an entry deleted and the others numbered anew', async () => {
    const renumbered = [lines[0]!, ...entries.slice(1, count).map((entry, index) => line(index, entry))];
    await expect(verifyExport(renumbered)).rejects.toEqual(refusedWith('PSR-6001', { index: count - 1 }));
  });

  it('is refused with two entries exchanged, numbers and all or not', async () => {
    await expect(verifyExport(spliced(4, 2, lines[5]!, lines[4]!))).rejects.toEqual(
      refusedWith('PSR-6001', { index: 3 }),
    );
    const renumbered = spliced(4, 2, line(3, entries[4]!), line(4, entries[3]!));
    await expect(verifyExport(renumbered)).rejects.toEqual(refusedWith('PSR-6001', { size: count }));
  });

  it('is refused when truncated', async () => {
    await expect(verifyExport(lines.slice(0, -1))).rejects.toEqual(refusedWith('PSR-6001', { index: count - 1 }));
    await expect(verifyExport(lines.slice(0, 1))).rejects.toEqual(refusedWith('PSR-6001', { index: 0 }));
  });

  it('is refused with an entry added at the end, in the middle or twice', async () => {
    await expect(verifyExport([...lines, line(count, entries[count]!)])).rejects.toEqual(
      refusedWith('PSR-6001', { index: count }),
    );
    await expect(verifyExport(spliced(4, 0, line(3, Buffer.from('x'))))).rejects.toEqual(
      refusedWith('PSR-6001', { index: 4 }),
    );
    await expect(verifyExport(spliced(4, 0, lines[3]!))).rejects.toEqual(refusedWith('PSR-6001', { index: 3 }));
  });

  it('is refused when made anew with another key under the same name', async () => {
    const forged = await linesOf(
      count,
      entries.map(() => Buffer.from('forged')),
      forger,
    );
    await expect(verifyExport(forged, { vkey: pair.verifierKey })).rejects.toEqual(refusedWith('PSR-6002'));
    // Without a key from elsewhere the forgery is whole, and the evidence has to say so.
    expect((await verifyExport(forged)).keySource).toBe('export');
  });

  it('is refused when it ends before the checkpoint given', async () => {
    const checkpoint = await noteOf(count + 1);
    await expect(verifyExport(lines, { checkpoint })).rejects.toEqual(refusedWith('PSR-6001', { index: count }));
  });

  it('is refused when the log signed another history than the checkpoint given', async () => {
    const checkpoint = await noteOf(
      5,
      pair.privateKey,
      entries.map((_, at) => Buffer.from(`other ${at}`)),
    );
    await expect(verifyExport(lines, { checkpoint })).rejects.toEqual(refusedWith('PSR-6001', { size: 5 }));
  });

  it('is refused when its checkpoint was edited', async () => {
    const edited = lines[0]!
      .replaceAll(`\\n${count}\\n`, `\\n${count - 1}\\n`)
      .replace(`"size":${count}`, `"size":${count - 1}`);
    await expect(verifyExport(spliced(0, 1, edited).slice(0, -1))).rejects.toEqual(refusedWith('PSR-6002'));
  });

  it.each([
    ['nothing at all', () => []],
    ['no header', () => lines.slice(1)],
    ['a header of another format', () => spliced(0, 1, lines[0]!.replace('passerelle-log-export', 'another'))],
    [
      'a header that disagrees with its checkpoint',
      () => spliced(0, 1, lines[0]!.replace(`"size":${count}`, '"size":3')),
    ],
    ['one more field in the header', () => spliced(0, 1, lines[0]!.replace('{', '{"note":"x",'))],
    ['a line cut off', () => spliced(count, 1, lines[count]!.slice(0, -5))],
    ['an empty line', () => spliced(3, 0, '')],
    ['a line that is a list', () => spliced(3, 1, '[]')],
    ['an index as text', () => spliced(3, 1, lines[3]!.replace('"index":2', '"index":"2"'))],
    ['a negative index', () => spliced(3, 1, lines[3]!.replace('"index":2', '"index":-2'))],
    ['the index twice', () => spliced(3, 1, lines[3]!.replace('{', '{"index":9,'))],
    ['one more field in a line', () => spliced(3, 1, lines[3]!.replace('}', ',"comment":"x"}'))],
    ['base64 in another spelling', () => spliced(3, 1, lines[3]!.replace('=', ''))],
  ])('is unreadable with %s', async (_, spoil) => {
    await expect(verifyExport(spoil())).rejects.toEqual(refusedWith('PSR-6004'));
  });
});
