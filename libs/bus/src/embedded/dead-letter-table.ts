import { isErrorCode, type ErrorCode } from '@passerelle/kernel';
import type { Pool } from 'pg';
import type { DeadLetterRecord } from '../message-bus.js';
import { channel, outgoingOf, type ClaimRow } from './message-table.js';

interface DeadLetterRow extends ClaimRow {
  readonly code: string;
  readonly reason: string | null;
  readonly attempts: number;
  readonly dead_at: Date;
}

/** The oldest dead letters of a topic. */
export async function listDeadLetters(pool: Pool, topic: string, limit: number): Promise<DeadLetterRecord[]> {
  const { rows } = await pool.query<DeadLetterRow>(
    'SELECT * FROM bus_dead_letter WHERE topic = $1 ORDER BY dead_at, id LIMIT $2',
    [topic, limit],
  );
  return rows.map(recordOf);
}

/** Moves a dead letter back to the end of its key's line. @returns whether there was one */
export async function reviveDeadLetter(pool: Pool, topic: string, id: string): Promise<boolean> {
  const result = await pool.query(
    `WITH revived AS (
       DELETE FROM bus_dead_letter WHERE topic = $1 AND id = $2
       RETURNING id, topic, message_key, exchange_id, step, document_digest, created_at
     ), written AS (
       INSERT INTO bus_message (id, topic, message_key, exchange_id, step, document_digest, created_at)
       SELECT * FROM revived
       ON CONFLICT (topic, id) DO NOTHING
     )
     SELECT pg_notify('${channel}', topic) FROM revived`,
    [topic, id],
  );
  return result.rowCount === 1;
}

function recordOf(row: DeadLetterRow): DeadLetterRecord {
  return {
    id: row.id,
    topic: row.topic,
    code: codeOf(row.code),
    ...(row.reason === null ? {} : { reason: codeOf(row.reason) }),
    attempts: row.attempts,
    deadAt: row.dead_at.toISOString(),
    message: outgoingOf(row),
  };
}

/** A code that a newer release wrote and this one does not know is shown as the internal error. */
function codeOf(text: string): ErrorCode {
  return isErrorCode(text) ? text : 'PSR-9001';
}
