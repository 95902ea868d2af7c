import type { Session } from '../database/session.js';

/** A row of the exchange table, in the words of the table. */
export interface ExchangeRow {
  readonly id: string;
  readonly direction: string;
  readonly side: string;
  readonly role: string;
  readonly peer: string;
  readonly message_id: string;
  readonly request_digest: string;
  readonly person_id: string;
  readonly record_id: string | null;
  readonly category: string;
  readonly purpose: string;
  readonly state: string;
  readonly error_code: string | null;
  readonly documents: unknown;
  readonly actor_pseudonym: string;
  readonly actor_organisation: string;
  /** Full identity of the requester, JSON encrypted under the person's key. */
  readonly sealed_requester: Buffer;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly revision: number;
}

/** Which exchanges a page shows; absent filters let all pass. */
export interface ExchangeFilter {
  readonly state?: string;
  readonly peer?: string;
  /** Only those begun at or after this instant. */
  readonly from?: Date;
  /** Only those begun before this instant. */
  readonly to?: Date;
  /** Only those in whose trail a step names this certificate, SHA-256 in hexadecimal: it sealed what was sent or received. */
  readonly certificate?: string;
  /** Key of the last row of the page before: rows older than it follow. */
  readonly after?: string;
  readonly limit: number;
}

const columns = [
  'id',
  'direction',
  'side',
  'role',
  'peer',
  'message_id',
  'request_digest',
  'person_id',
  'record_id',
  'category',
  'purpose',
  'state',
  'error_code',
  'documents',
  'actor_pseudonym',
  'actor_organisation',
  'sealed_requester',
  'created_at',
  'updated_at',
  'revision',
] as const satisfies readonly (keyof ExchangeRow)[];

/** The exchanges, one row each; their ids rise with time, so the id is the key of a page. */
export const exchangeTable = {
  /** Begins an exchange. False: the same peer has used the message id before. */
  async insert(session: Session, row: ExchangeRow): Promise<boolean> {
    const values = columns.map((column) => (column === 'documents' ? JSON.stringify(row.documents) : row[column]));
    const inserted = await session.query<{ id: string }>(
      `INSERT INTO exchange (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')})
       ON CONFLICT (peer, message_id, side) DO NOTHING RETURNING id`,
      values,
    );
    return inserted.length === 1;
  },

  /** Changes an exchange. False: its revision is not the expected one, somebody else was faster. */
  async update(session: Session, row: ExchangeRow, expectedRevision: number): Promise<boolean> {
    // TypeORM answers an UPDATE with [rows, count]; RETURNING inside a CTE gives plain rows.
    const changed = await session.query<{ id: string }>(
      `WITH changed AS (
         UPDATE exchange SET state = $2, error_code = $3, documents = $4, updated_at = $5, revision = $6
         WHERE id = $1 AND revision = $7 RETURNING id)
       SELECT id FROM changed`,
      [
        row.id,
        row.state,
        row.error_code,
        JSON.stringify(row.documents),
        row.updated_at,
        row.revision,
        expectedRevision,
      ],
    );
    return changed.length === 1;
  },

  async get(session: Session, id: string): Promise<ExchangeRow | undefined> {
    const rows = await session.query<ExchangeRow>(`SELECT ${columns.join(', ')} FROM exchange WHERE id = $1`, [id]);
    return rows[0];
  },

  async findByMessage(
    session: Session,
    peer: string,
    messageId: string,
    side: string,
  ): Promise<ExchangeRow | undefined> {
    const rows = await session.query<ExchangeRow>(
      `SELECT ${columns.join(', ')} FROM exchange WHERE peer = $1 AND message_id = $2 AND side = $3`,
      [peer, messageId, side],
    );
    return rows[0];
  },

  /** One page, newest first, read by key: a page deep in the past costs the same as the first. */
  async page(session: Session, filter: ExchangeFilter): Promise<ExchangeRow[]> {
    const conditions: string[] = [];
    const values: unknown[] = [];
    const where = (sql: string, value: unknown): void => {
      if (value === undefined) return;
      values.push(value);
      conditions.push(sql.replace('?', `$${values.length}`));
    };
    where('state = ?', filter.state);
    where('peer = ?', filter.peer);
    where('created_at >= ?', filter.from);
    where('created_at < ?', filter.to);
    where(
      `EXISTS (SELECT FROM exchange_event e WHERE e.exchange_id = exchange.id AND e.facts->>'certificate' = ?)`,
      filter.certificate,
    );
    where('id < ?', filter.after);
    values.push(filter.limit);
    return session.query<ExchangeRow>(
      `SELECT ${columns.join(', ')} FROM exchange ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
       ORDER BY id DESC LIMIT $${values.length}`,
      values,
    );
  },
};
