import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Migration: exchanges are found by the certificate that sealed them, among millions. Never edited once released. */
export class CertificateIndex1767225600030 implements MigrationInterface {
  readonly name = 'CertificateIndex1767225600030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX exchange_event_by_certificate ON exchange_event ((facts->>'certificate'), exchange_id)
        WHERE facts->>'certificate' IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX exchange_event_by_certificate;');
  }
}
