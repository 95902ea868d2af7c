import type { Session } from '../database/session.js';

/** One line of a trail, in the words of the table. */
export interface EventRow {
  readonly at: Date;
  readonly step: string;
  readonly state: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly milliseconds: number;
  readonly facts: unknown;
  readonly documents: readonly string[];
  readonly receipt: string | null;
  readonly log_entry_id: string | null;
}

/** A line as read back: with its number and, once sequenced, its place in the log. */
export interface RecordedEventRow extends EventRow {
  readonly sequence: number;
  /** A bigint of PostgreSQL, hence text. */
  readonly log_index: string | null;
}

/** The trails of the exchanges. */
export const eventTable = {
  /** Adds lines at the end of an exchange's trail. */
  async append(session: Session, exchangeId: string, events: readonly EventRow[]): Promise<void> {
    await session.query(
      `INSERT INTO exchange_event
         (exchange_id, sequence, at, step, state, outcome, code, milliseconds, facts, documents, receipt, log_entry_id)
       SELECT $1, (SELECT coalesce(max(sequence), 0) FROM exchange_event WHERE exchange_id = $1) + e.position,
         e.at, e.step, e.state, e.outcome, e.code, e.milliseconds, e.facts, e.documents, e.receipt, e.log_entry_id
       FROM ROWS FROM (jsonb_to_recordset($2) AS (at timestamptz, step text, state text, outcome text, code text,
         milliseconds float8, facts jsonb, documents jsonb, receipt text, log_entry_id uuid)) WITH ORDINALITY
         AS e (at, step, state, outcome, code, milliseconds, facts, documents, receipt, log_entry_id, position)`,
      [exchangeId, JSON.stringify(events)],
    );
  },

  /** The whole trail of an exchange, in order. */
  async ofExchange(session: Session, exchangeId: string): Promise<RecordedEventRow[]> {
    return session.query<RecordedEventRow>(
      `SELECT e.sequence, e.at, e.step, e.state, e.outcome, e.code, e.milliseconds, e.facts, e.documents, e.receipt,
         e.log_entry_id, l.index AS log_index
       FROM exchange_event e LEFT JOIN log_entry l ON l.entry_id = e.log_entry_id
       WHERE e.exchange_id = $1 ORDER BY e.sequence`,
      [exchangeId],
    );
  },
};
