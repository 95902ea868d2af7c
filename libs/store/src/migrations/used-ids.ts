import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Migration 4: one table of everything that may be used once. What was remembered of tokens is carried over, so that none
 * can be replayed in the minutes around an upgrade. Never edited once released.
 */
export class UsedIds1767225600004 implements MigrationInterface {
  readonly name = 'UsedIds1767225600004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE used_id (
        kind text NOT NULL,
        issuer bytea NOT NULL,
        id bytea NOT NULL,
        until timestamptz NOT NULL,
        PRIMARY KEY (kind, issuer, id)
      );
      CREATE INDEX used_id_until ON used_id (until);
      INSERT INTO used_id (kind, issuer, id, until)
        SELECT 'jwt', sha256(convert_to(peer, 'UTF8')), sha256(convert_to(token_id, 'UTF8')), expires_at FROM used_token;
      DROP TABLE used_token;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Digests do not lead back to the ids: what was used is forgotten, as it would be five minutes later.
    await runner.query(`
      DROP TABLE used_id;
      CREATE TABLE used_token (
        peer text NOT NULL,
        token_id text NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (peer, token_id)
      );
      CREATE INDEX used_token_expiry ON used_token (expires_at);
    `);
  }
}
