import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { embeddedBusMigration } from '@passerelle/bus/embedded';
import { freshDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { Database } from './database.js';

const guests = [{ name: 'BusTables1767225600003', ...embeddedBusMigration }];

// PostgreSQL 18 comes with the project; 15 is the oldest that is supported, and CI gives one.
const postgres15 = process.env['PASSERELLE_TEST_POSTGRES15'];
if (postgres15 !== undefined) suite('on PostgreSQL 15', postgres15);
else if (process.env['CI'] === 'true') {
  it('has a PostgreSQL 15 to run on', () => {
    throw new Error('CI must run the migrations on PostgreSQL 15 too: set PASSERELLE_TEST_POSTGRES15 to its address.');
  });
} else {
  console.log('Skipped: the migrations were not run on PostgreSQL 15. Set PASSERELLE_TEST_POSTGRES15 to its address.');
  it.skip('runs on PostgreSQL 15 (needs PASSERELLE_TEST_POSTGRES15)', () => undefined);
}
suite('on the PostgreSQL that comes with the project', undefined);

function suite(where: string, server: string | undefined): void {
  describe(`Database ${where}`, () => {
    let place: TestDatabase;
    let database: Database;

    beforeAll(async () => {
      place = await freshDatabase(server);
      database = await Database.open({ url: place.url, connections: 4, guests });
    });
    afterAll(async () => {
      await database.close();
      await place.drop();
    });

    const tables = async (): Promise<string[]> => {
      const rows = await database.query<{ name: string }>(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'migrations'",
      );
      return rows.map((row) => row.name);
    };

    it('runs every migration down and up again', async () => {
      expect(await tables()).toEqual(expect.arrayContaining(['exchange', 'log_entry', 'bus_message']));
      await database.undoMigrations();
      expect(await tables()).toEqual([]);
      await database.close();
      database = await Database.open({ url: place.url, connections: 4, guests });
      expect(await tables()).toContain('exchange');
    });

    it('lets several processes migrate one database at the same time', async () => {
      const other = await freshDatabase(server);
      const opened = await Promise.all(
        Array.from({ length: 4 }, () => Database.open({ url: other.url, connections: 4, guests })),
      );
      await Promise.all(opened.map((each) => each.close()));
      await other.drop();
    });

    it('threat 40: writes nothing of a transaction that throws', async () => {
      await expect(
        database.transaction(async (session) => {
          await session.query('INSERT INTO handled_message (id) VALUES (gen_random_uuid())');
          throw new Error('broken off');
        }),
      ).rejects.toThrow('broken off');
      expect(await database.query('SELECT * FROM handled_message')).toEqual([]);
    });

    it.each([
      'UPDATE log_entry SET entry = entry',
      'DELETE FROM log_entry',
      'TRUNCATE log_entry',
      'DELETE FROM log_checkpoint',
      'UPDATE log_node SET hash = hash',
    ])('refuses to change the log: %s', async (statement) => {
      await expect(database.query(statement)).rejects.toThrow('append-only');
    });

    it('tells that a database does not answer', async () => {
      await expect(
        Database.open({ url: 'postgresql://nobody@127.0.0.1:9/none', connections: 4, guests: [] }),
      ).rejects.toMatchObject({ code: 'PSR-7003' });
    });
  });
}
