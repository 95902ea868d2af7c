import { PasserelleError } from '@passerelle/kernel';
import { DataSource, type EntityManager, type MigrationInterface, type QueryRunner } from 'typeorm';
import { CertificateIndex1767225600030 } from '../migrations/certificate-index.js';
import { LogTables1767225600002 } from '../migrations/log-tables.js';
import { RevocationEvidence1767225600040 } from '../migrations/revocation-evidence.js';
import { Tables1767225600001 } from '../migrations/tables.js';
import { UsedIds1767225600004 } from '../migrations/used-ids.js';
import type { Session } from './session.js';

/** Tables that another lib brings along, as SQL. */
export interface GuestMigration {
  /** Class-like name that ends in the milliseconds TypeORM orders by. */
  readonly name: string;
  readonly up: string;
  readonly down: string;
}

/** How to open the database. */
export interface DatabaseOptions {
  /** `postgresql://user:password@host:port/database`, PostgreSQL 15 or later. */
  readonly url: string;
  /** Most connections of the pool. */
  readonly connections: number;
  readonly guests: readonly GuestMigration[];
}

// Any number does that nobody else uses: it keeps two processes from migrating one database at once.
const migrationLock = 7_046_029;

/** The node's database: one pool, migrated when opened. */
export class Database implements Session {
  private constructor(private readonly source: DataSource) {}

  /**
   * Connects and brings the tables up to date.
   * @throws PasserelleError PSR-7003 where the database does not answer
   */
  static async open(options: DatabaseOptions): Promise<Database> {
    const source = new DataSource({
      type: 'postgres',
      url: options.url,
      migrations: [
        Tables1767225600001,
        LogTables1767225600002,
        UsedIds1767225600004,
        CertificateIndex1767225600030,
        RevocationEvidence1767225600040,
        ...options.guests.map(guestMigration),
      ],
      migrationsTransactionMode: 'all',
      extra: { max: options.connections, application_name: 'passerelle' },
    });
    try {
      await source.initialize();
    } catch (cause) {
      throw new PasserelleError('PSR-7003', {}, { cause });
    }
    const database = new Database(source);
    await database.migrate();
    return database;
  }

  private async migrate(): Promise<void> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.query('SELECT pg_advisory_lock($1)', [migrationLock]);
      await this.source.runMigrations();
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
      await runner.release();
    }
  }

  /** Takes every migration back, newest first; for tests that run them down and up again. */
  async undoMigrations(): Promise<void> {
    for (const migration of this.source.migrations) {
      if (migration.name !== undefined) await this.undoLastMigration();
    }
  }

  /** Takes the newest migration back; for tests of what the next start makes of the tables of before. */
  async undoLastMigration(): Promise<void> {
    await this.source.undoLastMigration();
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.source.query<Row[]>(sql, [...parameters]);
  }

  /** Runs the work in one transaction: all of it is written, or none of it when it throws. */
  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.source.transaction((manager) => work(sessionOf(manager)));
  }

  /** Closes the pool. */
  async close(): Promise<void> {
    await this.source.destroy();
  }
}

function sessionOf(manager: EntityManager): Session {
  return {
    query: <Row>(sql: string, parameters: readonly unknown[] = []) => manager.query<Row[]>(sql, [...parameters]),
  };
}

function guestMigration(guest: GuestMigration): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = guest.name;
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(guest.up);
    }
    async down(runner: QueryRunner): Promise<void> {
      await runner.query(guest.down);
    }
  };
}
