import type { Session } from '../database/session.js';

/** A message that waits to be published. */
export interface OutboxMessage {
  /** Id of the bus message: publishing a row twice gives the same message twice. */
  readonly id: string;
  readonly topic: string;
  /** The claim check: exchange, step, digest. */
  readonly claim: { readonly exchangeId: string; readonly step: string; readonly documentDigest?: string };
}

interface Row extends OutboxMessage {
  readonly sequence: string;
  readonly created_at: Date;
}

/** Channel on which a commit tells the relay that there is something to publish. */
export const outboxChannel = 'passerelle_outbox';

/** Messages written in the transaction of the change they follow from, published after it has committed. */
export const outbox = {
  async add(session: Session, message: OutboxMessage): Promise<void> {
    await session.query('INSERT INTO outbox (id, topic, claim) VALUES ($1, $2, $3)', [
      message.id,
      message.topic,
      JSON.stringify(message.claim),
    ]);
  },

  /**
   * Hands the oldest messages to `publish` and removes them when it has resolved. The rows stay locked meanwhile, so a
   * second relay takes others; a crash in between publishes again under the same ids.
   * @returns how many were published
   */
  async relay(
    session: Session,
    limit: number,
    publish: (messages: readonly (OutboxMessage & { createdAt: Date })[]) => Promise<void>,
  ): Promise<number> {
    const rows = await session.query<Row>(
      'SELECT sequence, id, topic, claim, created_at FROM outbox ORDER BY sequence LIMIT $1 FOR UPDATE SKIP LOCKED',
      [limit],
    );
    if (rows.length === 0) return 0;
    await publish(rows.map(({ id, topic, claim, created_at }) => ({ id, topic, claim, createdAt: created_at })));
    await session.query('DELETE FROM outbox WHERE sequence = ANY ($1)', [rows.map((row) => row.sequence)]);
    return rows.length;
  },

  /** Messages that wait. */
  async waiting(session: Session): Promise<number> {
    const rows = await session.query<{ count: string }>('SELECT count(*) AS count FROM outbox');
    return Number(rows[0]?.count ?? 0);
  },
};

/** Bus messages that were handled, so that a second delivery changes nothing. */
export const handledMessages = {
  /** Marks a message as handled. False: it was handled before. */
  async mark(session: Session, id: string): Promise<boolean> {
    const rows = await session.query(
      'INSERT INTO handled_message (id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id',
      [id],
    );
    return rows.length === 1;
  },
};
