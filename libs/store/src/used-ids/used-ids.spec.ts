import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { Database } from '../database/database.js';
import { usedIds } from './used-ids.js';

const never = new Date('2999-01-01');

describe('threats 23, 26 and 38: the table of used ids', () => {
  let place: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    place = await freshDatabase();
    database = await Database.open({ url: place.url, connections: 8, guests: [] });
  });
  afterAll(async () => {
    await database.close();
    await place.drop();
  });

  it('lets an id serve once, for each kind and each issuer', async () => {
    const use = (kind: 'jwt' | 'saml-assertion' | 'message', issuer: string) =>
      usedIds.useOnce(database, kind, issuer, 'a', never);
    expect(await use('jwt', 'PT')).toBe(true);
    expect(await use('jwt', 'PT')).toBe(false);
    expect(await use('jwt', 'LU')).toBe(true);
    expect(await use('saml-assertion', 'PT')).toBe(true);
    expect(await use('saml-assertion', 'PT')).toBe(false);
    expect(await use('message', 'PT')).toBe(true);
  });

  it('tells exactly one of twenty that come at once that it is the first', async () => {
    const told = await Promise.all(
      Array.from({ length: 20 }, () => usedIds.useOnce(database, 'jwt', 'PT', 'at once', never)),
    );
    expect(told.filter(Boolean)).toHaveLength(1);
  });

  it('tells neither issuer and id apart by where one ends, nor stumbles over what no column takes', async () => {
    expect(await usedIds.useOnce(database, 'jwt', 'P', 'Tx', never)).toBe(true);
    expect(await usedIds.useOnce(database, 'jwt', 'PT', 'x', never)).toBe(true);
    for (const id of ['', '\u0000', '\ud800', 'long'.repeat(5_000), "'; DROP TABLE used_id; --"]) {
      expect([id.slice(0, 9), await usedIds.useOnce(database, 'jwt', 'PT', id, never)]).toEqual([id.slice(0, 9), true]);
      expect([id.slice(0, 9), await usedIds.useOnce(database, 'jwt', 'PT', id, never)]).toEqual([
        id.slice(0, 9),
        false,
      ]);
    }
  });

  it('forgets what is over and nothing else', async () => {
    await usedIds.useOnce(database, 'jwt', 'PT', 'old', new Date('2020-01-01'));
    await usedIds.useOnce(database, 'jwt', 'PT', 'young', new Date('2022-01-01'));
    await usedIds.forgetBefore(database, new Date('2021-01-01'));
    expect(await usedIds.useOnce(database, 'jwt', 'PT', 'old', never)).toBe(true);
    expect(await usedIds.useOnce(database, 'jwt', 'PT', 'young', never)).toBe(false);
  });

  it('takes an id back with the transaction it was used in', async () => {
    const failing = database.transaction(async (session) => {
      await usedIds.useOnce(session, 'message', 'PT', 'broken off', never);
      throw new Error('broken off');
    });
    await expect(failing).rejects.toThrow('broken off');
    expect(await usedIds.useOnce(database, 'message', 'PT', 'broken off', never)).toBe(true);
  });
});

describe('the migration to it', () => {
  it('carries over which tokens were used', async () => {
    const place = await freshDatabase();
    const options = { url: place.url, connections: 2, guests: [] };
    const before = await Database.open(options);
    // Migrations are taken back, the newest first, until it is as if the release before had written the row.
    const isThere = async (): Promise<boolean> =>
      (await before.query<{ there: boolean }>("SELECT to_regclass('used_id') IS NOT NULL AS there"))[0]?.there ?? false;
    while (await isThere()) await before.undoLastMigration();
    await before.query("INSERT INTO used_token (peer, token_id, expires_at) VALUES ('PT', 'jti-é', $1)", [never]);
    await before.close();
    const after = await Database.open(options);
    expect(await usedIds.useOnce(after, 'jwt', 'PT', 'jti-é', never)).toBe(false);
    await after.close();
    await place.drop();
  });
});
