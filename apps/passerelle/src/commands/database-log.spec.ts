import { describe, expect, it } from '@jest/globals';
import { checkpointOf, entries, foreignVkey, logOf, vkey } from '../testing/example-log.js';
import { verifyDatabaseLog } from './database-log.js';

const refusedWith = (code: string, facts: object = {}): unknown =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });

describe('verifyDatabaseLog', () => {
  it('recomputes the tree and tells how many entries wait for the next checkpoint', async () => {
    const { evidence, beyond } = await verifyDatabaseLog(logOf(33), {});
    expect(evidence).toMatchObject({ size: 33, checkpointSigned: true, keySource: 'given' });
    expect(beyond).toBe(7);
  });

  it('verifies an empty log and one whose checkpoint covers all', async () => {
    expect((await verifyDatabaseLog(logOf(0, []), {})).evidence.size).toBe(0);
    expect((await verifyDatabaseLog(logOf(40), {})).beyond).toBe(0);
  });

  it.each([0, 16, 32])('refuses an entry %i that was changed, whatever the stored nodes say', async (at) => {
    const log = { ...logOf(33), entries: logOf(33, entries.with(at, Buffer.from('changed'))).entries };
    await expect(verifyDatabaseLog(log, {})).rejects.toEqual(refusedWith('PSR-6001', { size: 33 }));
  });

  it('refuses a deleted entry and names it', async () => {
    const log = logOf(33);
    const holed = async function* (): AsyncGenerator<{ index: number; entry: Buffer }> {
      for await (const entry of log.entries()) if (entry.index !== 5) yield entry;
    };
    await expect(verifyDatabaseLog({ ...log, entries: holed }, {})).rejects.toEqual(
      refusedWith('PSR-6001', { index: 5 }),
    );
  });

  it('refuses a log that ends before its checkpoint, as after an old backup', async () => {
    await expect(verifyDatabaseLog(logOf(33, entries.slice(0, 20)), {})).rejects.toEqual(
      refusedWith('PSR-6001', { index: 20 }),
    );
  });

  it('refuses a checkpoint that the key given did not sign', async () => {
    await expect(verifyDatabaseLog(logOf(33), { vkey: foreignVkey })).rejects.toEqual(refusedWith('PSR-6002'));
  });

  it('holds the log against a checkpoint kept earlier', async () => {
    const { evidence } = await verifyDatabaseLog(logOf(33), { vkey, checkpoint: await checkpointOf(12) });
    expect(evidence.containsCheckpoint).toBe(12);
    const other = await checkpointOf(12, entries.with(3, Buffer.from('another history')));
    await expect(verifyDatabaseLog(logOf(33), { checkpoint: other })).rejects.toEqual(
      refusedWith('PSR-6001', { size: 12 }),
    );
  });
});
