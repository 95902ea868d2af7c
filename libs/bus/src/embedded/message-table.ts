import type { ErrorCode } from '@passerelle/kernel';
import type { Pool } from 'pg';
import type { BusMessage, OutgoingMessage } from '../message.js';

/** Channel of LISTEN and NOTIFY; the payload is the topic that has something new. */
export const channel = 'passerelle_bus';

/** A message under lease: `sequence` is its row's key (bigint as text, as pg gives it). */
export interface ClaimedMessage {
  readonly sequence: string;
  readonly message: BusMessage;
}

/** Answers of handlers that wait to be written, each kind in one statement. */
export interface Answers {
  readonly done: readonly string[];
  readonly again: readonly { readonly sequence: string; readonly afterMs: number }[];
  readonly dead: readonly { readonly sequence: string; readonly code: ErrorCode; readonly reason?: ErrorCode }[];
}

/** Columns of a claim check as both tables hold them. */
export interface ClaimRow {
  readonly id: string;
  readonly topic: string;
  readonly message_key: string;
  readonly exchange_id: string;
  readonly step: string;
  readonly document_digest: string | null;
  readonly created_at: Date;
}

/** Writes the messages in their given order and wakes the consumers of their topics. An id already waiting is left as it is. */
export async function insertMessages(pool: Pool, messages: readonly OutgoingMessage[]): Promise<void> {
  await pool.query(
    `WITH given AS (
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[])
         WITH ORDINALITY AS g (id, topic, message_key, exchange_id, step, document_digest, created_at, place)
     ), written AS (
       INSERT INTO bus_message (id, topic, message_key, exchange_id, step, document_digest, created_at)
       SELECT id, topic, message_key, exchange_id, step, document_digest, created_at FROM given ORDER BY place
       ON CONFLICT (topic, id) DO NOTHING
       RETURNING topic
     )
     SELECT pg_notify('${channel}', topic) FROM (SELECT DISTINCT topic FROM written) AS woken`,
    [
      messages.map((message) => message.id),
      messages.map((message) => message.topic),
      messages.map((message) => message.key),
      messages.map((message) => message.claim.exchangeId),
      messages.map((message) => message.claim.step),
      messages.map((message) => message.claim.documentDigest ?? null),
      messages.map((message) => message.createdAt),
    ],
  );
}

/**
 * Leases up to `limit` due messages, each the oldest of its key (the function is told in migration.ts).
 * @param claim - `lease` is the UUID of the claiming consumer
 */
export async function claimMessages(
  pool: Pool,
  claim: { topic: string; lease: string; leaseMs: number; limit: number },
): Promise<ClaimedMessage[]> {
  const { rows } = await pool.query<ClaimRow & { sequence: string; attempt: number }>(
    'SELECT * FROM bus_claim($1, $2, $3, $4)',
    [claim.topic, claim.lease, claim.leaseMs, claim.limit],
  );
  return rows.map((row) => ({ sequence: row.sequence, message: { ...outgoingOf(row), attempt: row.attempt } }));
}

/**
 * Records what became of leased messages.
 * @returns how many of them this lease no longer held: those are delivered again, by whoever holds them now
 */
export async function writeAnswers(pool: Pool, lease: string, answers: Answers): Promise<number> {
  const { done, again, dead } = answers;
  let held = 0;
  if (done.length > 0) {
    const result = await pool.query('DELETE FROM bus_message WHERE sequence = ANY ($1::bigint[]) AND lease = $2', [
      done,
      lease,
    ]);
    held += result.rowCount ?? 0;
  }
  if (again.length > 0) held += await delay(pool, lease, again);
  if (dead.length > 0) held += await setAside(pool, lease, dead);
  return done.length + again.length + dead.length - held;
}

/**
 * Gives leased messages back, due after their delay. The messages behind them are moved to the same instant: they could
 * not be claimed before it anyway, and thousands of them, due and not claimable, would slow down every claim.
 */
async function delay(pool: Pool, lease: string, again: Answers['again']): Promise<number> {
  const { rows } = await pool.query<{ held: number }>(
    `WITH delayed AS (
       UPDATE bus_message AS b SET visible_at = now() + a.after_ms * interval '1 millisecond', lease = NULL
       FROM unnest($2::bigint[], $3::bigint[]) AS a (sequence, after_ms)
       WHERE b.sequence = a.sequence AND b.lease = $1
       RETURNING b.topic, b.message_key, b.sequence, b.visible_at
     ), behind AS (
       UPDATE bus_message AS f SET visible_at = d.visible_at
       FROM delayed AS d
       WHERE f.topic = d.topic AND f.message_key = d.message_key AND f.sequence > d.sequence
         AND f.lease IS NULL AND f.visible_at < d.visible_at
     )
     SELECT count(*)::int AS held FROM delayed`,
    [lease, again.map((answer) => answer.sequence), again.map((answer) => answer.afterMs)],
  );
  return rows[0]?.held ?? 0;
}

/** Moves leased messages to the dead letters in one statement, so that a crash leaves each in exactly one table. */
async function setAside(pool: Pool, lease: string, dead: Answers['dead']): Promise<number> {
  const result = await pool.query(
    `WITH verdict AS (
       SELECT * FROM unnest($2::bigint[], $3::text[], $4::text[]) AS v (sequence, code, reason)
     ), gone AS (
       DELETE FROM bus_message AS b USING verdict AS v WHERE b.sequence = v.sequence AND b.lease = $1
       RETURNING b.id, b.topic, b.message_key, b.exchange_id, b.step, b.document_digest, b.created_at, v.code, v.reason, b.attempt
     )
     INSERT INTO bus_dead_letter
       (id, topic, message_key, exchange_id, step, document_digest, created_at, code, reason, attempts)
     SELECT * FROM gone
     ON CONFLICT (topic, id) DO UPDATE
       SET code = excluded.code, reason = excluded.reason, attempts = excluded.attempts, dead_at = excluded.dead_at`,
    [
      lease,
      dead.map((answer) => answer.sequence),
      dead.map((answer) => answer.code),
      dead.map((answer) => answer.reason ?? null),
    ],
  );
  return result.rowCount ?? 0;
}

/** Prolongs the lease of messages still in hand. */
export async function renewLease(pool: Pool, lease: string, leaseMs: number, sequences: string[]): Promise<void> {
  await pool.query(
    `UPDATE bus_message SET visible_at = now() + $2 * interval '1 millisecond'
     WHERE sequence = ANY ($3::bigint[]) AND lease = $1`,
    [lease, leaseMs, sequences],
  );
}

/** Gives leased messages back that were never handed to the handler, so their delivery does not count. */
export async function releaseMessages(pool: Pool, lease: string, sequences: string[]): Promise<void> {
  await pool.query(
    `UPDATE bus_message SET visible_at = now(), lease = NULL, attempt = attempt - 1
     WHERE sequence = ANY ($2::bigint[]) AND lease = $1`,
    [lease, sequences],
  );
}

/** How many messages each of the topics still holds. */
export async function countWaiting(pool: Pool, topics: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ topic: string; waiting: number }>(
    'SELECT topic, count(*)::int AS waiting FROM bus_message WHERE topic = ANY ($1::text[]) GROUP BY topic',
    [topics],
  );
  return new Map(rows.map((row) => [row.topic, row.waiting]));
}

/** The message that a row holds. */
export function outgoingOf(row: ClaimRow): OutgoingMessage {
  const claim = { exchangeId: row.exchange_id, step: row.step };
  return {
    id: row.id,
    topic: row.topic,
    key: row.message_key,
    claim: row.document_digest === null ? claim : { ...claim, documentDigest: row.document_digest },
    createdAt: row.created_at.toISOString(),
  };
}
