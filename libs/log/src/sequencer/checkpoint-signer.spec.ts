import { describe, expect, it } from '@jest/globals';
import { verifyCheckpoint } from '../checkpoint/checkpoint.js';
import { createLogKeyPair, noteSigner } from '../checkpoint/note-signer.js';
import { leafHash } from '../merkle/hashing.js';
import { MemoryNodeStore } from '../merkle/memory-node-store.js';
import { CheckpointSigner } from './checkpoint-signer.js';
import { emptyLogState, integrate, type LogState } from './integrate.js';

const origin = 'log.example/one';
const signer = noteSigner(origin, createLogKeyPair(origin).privateKey);
const checkpoints = new CheckpointSigner(signer);
const refused = expect.objectContaining({ code: 'PSR-6001' });

/** A log of so many entries; `word` makes it another history. */
function logOf(count: number, word = 'entry'): { state: LogState; nodes: MemoryNodeStore } {
  const entries = Array.from({ length: count }, (_, at) => Buffer.from(`${word} ${at}`));
  return { state: integrate(emptyLogState, entries).state, nodes: MemoryNodeStore.of(entries.map(leafHash)) };
}

async function noteAt(count: number): Promise<string> {
  const { state, nodes } = logOf(count);
  return (await checkpoints.sign(undefined, state, nodes)).note;
}

describe('checkpoint signer', () => {
  it('signs the first head and every head that extends the last', async () => {
    let last: string | undefined;
    for (const size of [0, 1, 2, 7, 8, 100]) {
      const { state, nodes } = logOf(size);
      const signed = await checkpoints.sign(last, state, nodes);
      expect(verifyCheckpoint(signed.note, [signer.key])).toEqual(signed);
      expect(signed).toMatchObject({ origin, size, root: state.root });
      last = signed.note;
    }
  });

  it('gives the last checkpoint again when nothing was added', async () => {
    const { state, nodes } = logOf(9);
    const note = await noteAt(9);
    expect((await checkpoints.sign(note, state, nodes)).note).toBe(note);
  });

  it('refuses a log that shrank, as after a restored backup', async () => {
    const { state, nodes } = logOf(8);
    await expect(checkpoints.sign(await noteAt(9), state, nodes)).rejects.toEqual(refused);
  });

  it('refuses another history of the same size', async () => {
    const { state, nodes } = logOf(9, 'forged');
    await expect(checkpoints.sign(await noteAt(9), state, nodes)).rejects.toEqual(refused);
  });

  it('refuses another history that is longer', async () => {
    const { state, nodes } = logOf(20, 'forged');
    await expect(checkpoints.sign(await noteAt(9), state, nodes)).rejects.toEqual(refused);
  });

  it('refuses a head that the stored nodes do not lead to', async () => {
    const { state } = logOf(20);
    const { nodes: forged } = logOf(20, 'forged');
    await expect(checkpoints.sign(await noteAt(9), state, forged)).rejects.toEqual(refused);
    await expect(checkpoints.sign(await noteAt(20), state, forged)).rejects.toEqual(refused);
    await expect(checkpoints.sign(undefined, state, forged)).rejects.toEqual(refused);
  });

  it('refuses a last note that is not of this log', async () => {
    const { state, nodes } = logOf(20);
    const foreign = new CheckpointSigner(noteSigner(origin, createLogKeyPair(origin).privateKey));
    const note = (await foreign.sign(undefined, state, nodes)).note;
    await expect(checkpoints.sign(note, state, nodes)).rejects.toEqual(expect.objectContaining({ code: 'PSR-6002' }));
    const edited = (await noteAt(9)).replace('\n9\n', '\n8\n');
    await expect(checkpoints.sign(edited, state, nodes)).rejects.toEqual(expect.objectContaining({ code: 'PSR-6002' }));
  });

  it('goes on after a change of key when told the former one', async () => {
    const { state, nodes } = logOf(20);
    const renewed = noteSigner(origin, createLogKeyPair(origin).privateKey);
    const signed = await new CheckpointSigner(renewed, [signer.key]).sign(await noteAt(9), state, nodes);
    expect(verifyCheckpoint(signed.note, [renewed.key]).size).toBe(20);
  });
});
