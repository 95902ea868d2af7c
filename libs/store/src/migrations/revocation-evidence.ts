import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Migration: what authorities said about the certificates that exchanges relied on, so that an auditor can judge again.
 * Never edited once released.
 */
export class RevocationEvidence1767225600040 implements MigrationInterface {
  readonly name = 'RevocationEvidence1767225600040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE revocation_evidence (
        sha256 bytea PRIMARY KEY,
        kind text NOT NULL,
        octets bytea NOT NULL,
        this_update timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE revocation_evidence;');
  }
}
