import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Migration 2: the exchange log. Entries, tree nodes and checkpoints can be added and read, and nothing else: a trigger
 * refuses change, deletion and truncation whoever asks, so that tampering needs the rights of the database's owner and
 * still shows in the tree. Never edited once released.
 */
export class LogTables1767225600002 implements MigrationInterface {
  readonly name = 'LogTables1767225600002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE log_staging (
        sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        entry_id uuid NOT NULL,
        entry bytea NOT NULL
      );
      CREATE TABLE log_entry (
        index bigint PRIMARY KEY,
        entry_id uuid NOT NULL UNIQUE,
        leaf_hash bytea NOT NULL,
        entry bytea NOT NULL
      );
      CREATE TABLE log_node (
        level smallint NOT NULL,
        index bigint NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (level, index)
      );
      CREATE TABLE log_checkpoint (
        size bigint PRIMARY KEY,
        note text NOT NULL,
        signed_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE log_state (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        size bigint NOT NULL,
        root bytea NOT NULL,
        frontier bytea NOT NULL
      );
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'the exchange log is append-only: % on % is refused', TG_OP, TG_TABLE_NAME;
        END $$;
      CREATE TRIGGER log_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER log_node_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_node
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER log_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_checkpoint
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE log_state, log_checkpoint, log_node, log_entry, log_staging;
      DROP FUNCTION refuse_change();
    `);
  }
}
