import { generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, systemClock } from '@passerelle/kernel';
import {
  exportLines,
  noteSigner,
  verifyConsistency,
  verifyCheckpoint,
  verifyExport,
  verifyInclusion,
} from '@passerelle/log';
import { Database, logTables } from '@passerelle/store';
import type { KeyDescription } from '@passerelle/trust/keys';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { silentLogger } from '../logging/logger.js';
import { Ledger, type LedgerParts } from './ledger.js';

const origin = 'test.passerelle.example/log';
const pair = generateKeyPairSync('ed25519');
const key = noteSigner(origin, pair.privateKey);
/** The keys of a node of which only that of the log is asked for, and those before it. */
const keysOf = (
  { publicKey, privateKey }: typeof pair,
  former: readonly (typeof pair)[] = [],
): LedgerParts['keys'] => ({
  checkpointKey: () => ({ publicKey, sign: (text) => sign(null, text, privateKey) }),
  keys: former.map((each) => ({ purpose: 'log', publicKey: each.publicKey }) as KeyDescription),
});

describe('Ledger', () => {
  let place: TestDatabase;
  let database: Database;
  let folder: string;
  let ledger: Ledger;

  const open = (keys = keysOf(pair)): Ledger =>
    new Ledger({
      database,
      keys,
      origin,
      clock: systemClock,
      logger: silentLogger,
      checkpointFile: join(folder, 'checkpoints.jsonl'),
      checkpointSeconds: 0.1,
    });
  const stage = async (count: number): Promise<void> =>
    logTables.stage(
      database,
      Array.from({ length: count }, (_, n) => ({ entryId: newId(), entry: Buffer.from(`entry ${n}`) })),
    );
  const entries = () => logTables.entries(database, 0, 100_000);
  const evidence = async () => verifyExport(exportLines(key.key, await ledger.checkpoint(), await entries()));
  /** Changes the log as somebody with the rights of the database's owner could. */
  const tamper = async (sql: string): Promise<void> => {
    await database.query('ALTER TABLE log_entry DISABLE TRIGGER ALL');
    await database.query('ALTER TABLE log_checkpoint DISABLE TRIGGER ALL');
    await database.query('ALTER TABLE log_node DISABLE TRIGGER ALL');
    await database.query(sql);
  };

  beforeEach(async () => {
    place = await freshDatabase();
    database = await Database.open({ url: place.url, connections: 4, guests: [] });
    folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    ledger = open();
  });
  afterEach(async () => {
    await database.close();
    await place.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives dense indexes and signs a head that an export verifies against', async () => {
    await stage(5);
    await ledger.settle();
    await stage(300);
    await ledger.settle();
    expect((await entries()).map((entry) => entry.index)).toEqual(Array.from({ length: 305 }, (_, n) => n));
    expect((await evidence()).size).toBe(305);
  });

  it('goes on with a new key that knows the former, and not with one that does not', async () => {
    await stage(5);
    await ledger.settle();
    await stage(3);
    const next = generateKeyPairSync('ed25519');
    await expect(open(keysOf(next)).settle()).rejects.toMatchObject({ code: 'PSR-6002' });
    const renewed = open(keysOf(next, [pair]));
    await renewed.settle();
    const { key: present } = noteSigner(origin, next.privateKey);
    const evidence = await verifyExport(exportLines(present, await renewed.checkpoint(), await entries()));
    expect(evidence.size).toBe(8);
  });

  it('places every entry once when several ledgers work on one database', async () => {
    await stage(40);
    const others = [ledger, open(), open()];
    await Promise.all(others.map((each) => each.settle().catch(() => undefined)));
    await ledger.settle();
    expect((await evidence()).size).toBe(40);
  });

  it('sequences soon after it was rung', async () => {
    ledger.start();
    await stage(3);
    ledger.ring();
    const until = performance.now() + 5_000;
    while ((await entries()).length < 3 && performance.now() < until) await new Promise((r) => setTimeout(r, 20));
    await ledger.stop();
    expect(await entries()).toHaveLength(3);
  });

  it('proves inclusion and consistency against the heads it signed', async () => {
    await stage(7);
    await ledger.settle();
    const old = verifyCheckpoint(await ledger.checkpoint(), [key.key]);
    await stage(13);
    await ledger.settle();
    const head = verifyCheckpoint(await ledger.checkpoint(), [key.key]);
    const [leaf] = await logTables.nodes(database, [{ level: 0, index: 4 }]);
    verifyInclusion({ index: 4, size: 20, leaf: leaf ?? Buffer.alloc(32), root: head.root }, [
      ...(await ledger.inclusion(4, 20)),
    ]);
    verifyConsistency(old, head, [...(await ledger.consistency(7, 20))]);
    await expect(ledger.inclusion(20, 20)).rejects.toMatchObject({ code: 'PSR-6003' });
    await expect(ledger.inclusion(0, 21)).rejects.toMatchObject({ code: 'PSR-6003' });
  });

  it('says that nothing is signed yet', async () => {
    await expect(ledger.checkpoint()).rejects.toMatchObject({ code: 'PSR-6006' });
  });

  it.each([
    ['an entry was changed', "UPDATE log_entry SET entry = 'other' WHERE index = 2"],
    ['an entry was deleted', 'DELETE FROM log_entry WHERE index = 2'],
    [
      'two entries changed places',
      'UPDATE log_entry SET index = CASE index WHEN 1 THEN 1001 ELSE 1002 END WHERE index IN (1, 2); UPDATE log_entry SET index = 1003 - index WHERE index > 1000; ',
    ],
    ['the end was cut off', 'DELETE FROM log_entry WHERE index > 5'],
  ])('shows in the export that %s', async (_what, sql) => {
    await stage(9);
    await ledger.settle();
    const checkpoint = await ledger.checkpoint();
    for (const statement of sql.split(';').filter((each) => each.trim() !== '')) await tamper(statement);
    await expect(verifyExport(exportLines(key.key, checkpoint, await entries()))).rejects.toMatchObject({
      code: 'PSR-6001',
    });
  });

  it('refuses to sign when the database has forgotten what was signed', async () => {
    await stage(9);
    await ledger.settle();
    await tamper('TRUNCATE log_entry, log_node, log_checkpoint, log_state');
    await stage(2);
    await expect(open().settle()).rejects.toMatchObject({ code: 'PSR-6001' });
  });

  it('refuses to build upon a state that was edited', async () => {
    await stage(9);
    await ledger.settle();
    await database.query("UPDATE log_state SET root = decode(repeat('00', 32), 'hex')");
    await stage(1);
    await expect(ledger.settle()).rejects.toMatchObject({ code: 'PSR-6001' });
  });
});
