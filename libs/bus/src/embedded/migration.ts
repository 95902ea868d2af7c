/*
 * Tables of the embedded bus. The store's migrations include this text; it is never edited once released.
 * The CHECK constraints repeat grammar.ts, so that nothing personal fits into the tables whoever writes to them.
 */

const claimColumns = `
    id uuid NOT NULL,
    topic text NOT NULL CHECK (topic ~ '^[a-z][a-z0-9-]{0,63}$'),
    message_key uuid NOT NULL,
    exchange_id uuid NOT NULL,
    step text NOT NULL CHECK (step ~ '^[a-z][a-z-]{0,39}$'),
    document_digest text CHECK (document_digest ~ '^[0-9a-f]{64}$'),
    created_at timestamptz(3) NOT NULL`;

/**
 * SQL that makes and removes the tables, for PostgreSQL 15 and later, in whatever schema is first in the search path.
 *
 * `bus_message.sequence` is the order of a key. `visible_at` is the earliest next delivery: a claim moves it to the end
 * of the lease and a retry to the end of the delay, so one index answers "what is due". `attempt` counts deliveries
 * begun, so a message that kills its consumer is counted too. The rows live for seconds: autovacuum runs early.
 *
 * `bus_claim` leases up to `most` due messages, each the oldest of its key: a key whose oldest message is leased or
 * delayed gives nothing, and that is the order per key. It walks the index of what is due and probes once per row. The
 * settings forbid every other plan, because the statistics of a table that fills and empties all day are never right:
 * with those of an empty table the planner read and sorted a backlog of 60,000 for every claim (250 ms instead of 6).
 */
export const embeddedBusMigration: { readonly up: string; readonly down: string } = {
  up: `
  CREATE TABLE bus_message (
    sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,${claimColumns},
    attempt integer NOT NULL DEFAULT 0,
    visible_at timestamptz NOT NULL DEFAULT now(),
    lease uuid,
    UNIQUE (topic, id)
  ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
  CREATE INDEX bus_message_due ON bus_message (topic, visible_at, sequence);
  CREATE INDEX bus_message_key_order ON bus_message (topic, message_key, sequence);
  CREATE FUNCTION bus_claim(claimed_topic text, claiming_lease uuid, lease_ms integer, most integer)
  RETURNS SETOF bus_message LANGUAGE plpgsql
  SET enable_sort = off SET enable_seqscan = off SET enable_bitmapscan = off
  AS $$
  BEGIN
    RETURN QUERY
    WITH head AS (
      SELECT m.sequence FROM bus_message AS m
      WHERE m.topic = claimed_topic AND m.visible_at <= now()
        AND m.sequence = (SELECT min(e.sequence) FROM bus_message AS e
                          WHERE e.topic = m.topic AND e.message_key = m.message_key)
      ORDER BY m.visible_at, m.sequence
      LIMIT most
      FOR UPDATE OF m SKIP LOCKED
    )
    UPDATE bus_message AS b
    SET visible_at = now() + lease_ms * interval '1 millisecond', lease = claiming_lease, attempt = b.attempt + 1
    FROM head WHERE b.sequence = head.sequence
    RETURNING b.*;
  END
  $$;
  CREATE TABLE bus_dead_letter (${claimColumns},
    code text NOT NULL CHECK (code ~ '^PSR-[0-9]{4}$'),
    reason text CHECK (reason ~ '^PSR-[0-9]{4}$'),
    attempts integer NOT NULL,
    dead_at timestamptz(3) NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, id)
  );
  CREATE INDEX bus_dead_letter_age ON bus_dead_letter (topic, dead_at);
`,
  down: `
  DROP TABLE bus_dead_letter;
  DROP FUNCTION bus_claim;
  DROP TABLE bus_message;
`,
};
