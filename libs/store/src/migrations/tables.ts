import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Migration 1: persons, records, documents, exchanges, outbox and inbox. Never edited once released. */
export class Tables1767225600001 implements MigrationInterface {
  readonly name = 'Tables1767225600001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE person (
        id uuid PRIMARY KEY,
        wrapped_key bytea NOT NULL,
        pseudonym text NOT NULL,
        opted_out boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE person_identifier (
        lookup text PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE
      );
      CREATE TABLE document (
        person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        sha256 text NOT NULL,
        media_type text NOT NULL,
        size integer NOT NULL,
        sealed bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (person_id, sha256)
      );
      ALTER TABLE document ALTER COLUMN sealed SET STORAGE EXTERNAL;
      CREATE TABLE national_record (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        sha256 text NOT NULL,
        format text NOT NULL,
        media_type text NOT NULL,
        size integer NOT NULL,
        language text,
        restricted boolean NOT NULL,
        document_date timestamptz NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        demographics bytea NOT NULL,
        UNIQUE (person_id, sha256)
      );
      CREATE INDEX national_record_latest ON national_record (person_id, document_date DESC, id DESC);
      CREATE TABLE exchange (
        id uuid PRIMARY KEY,
        direction text NOT NULL CHECK (direction IN ('push', 'pull')),
        side text NOT NULL CHECK (side IN ('initiator', 'responder')),
        role text NOT NULL CHECK (role IN ('A', 'B')),
        peer text NOT NULL,
        message_id text NOT NULL,
        request_digest text NOT NULL,
        person_id uuid NOT NULL,
        record_id uuid,
        category text NOT NULL,
        purpose text NOT NULL,
        state text NOT NULL,
        error_code text,
        documents jsonb NOT NULL,
        actor_pseudonym text NOT NULL,
        actor_organisation text NOT NULL,
        sealed_requester bytea NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        revision integer NOT NULL,
        UNIQUE (peer, message_id, side)
      );
      CREATE INDEX exchange_by_state ON exchange (state, id DESC);
      CREATE INDEX exchange_by_peer ON exchange (peer, id DESC);
      CREATE TABLE exchange_event (
        exchange_id uuid NOT NULL REFERENCES exchange (id),
        sequence integer NOT NULL,
        at timestamptz NOT NULL,
        step text NOT NULL,
        state text NOT NULL,
        outcome text NOT NULL,
        code text,
        milliseconds double precision NOT NULL,
        facts jsonb NOT NULL,
        documents jsonb NOT NULL,
        receipt text,
        log_entry_id uuid,
        PRIMARY KEY (exchange_id, sequence)
      );
      CREATE TABLE outbox (
        sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL,
        topic text NOT NULL,
        claim jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE handled_message (
        id uuid PRIMARY KEY,
        handled_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE used_token (
        peer text NOT NULL,
        token_id text NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (peer, token_id)
      );
      CREATE INDEX used_token_expiry ON used_token (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE used_token, handled_message, outbox, exchange_event, exchange, national_record, document,
        person_identifier, person;
    `);
  }
}
