import type { Session } from '../database/session.js';

/** Size, root and frontier of the tree; see libs/log's LogState. */
export interface LogStateRow {
  readonly size: number;
  readonly root: Buffer;
  readonly frontier: Buffer;
}

/** A staged entry. */
export interface StagedEntry {
  readonly entryId: string;
  readonly entry: Buffer;
}

/** An entry with its place. */
export interface PlacedEntry extends StagedEntry {
  readonly index: number;
  readonly leafHash: Buffer;
}

/** A complete subtree. */
export interface LogNodeRow {
  readonly level: number;
  readonly index: number;
  readonly hash: Buffer;
}

// Any number does that nobody else uses: whoever holds it is the one sequencer of this database.
const sequencerLock = 7_046_030;

/** Channel on which a commit tells the sequencer that entries were staged. */
export const stagingChannel = 'passerelle_staging';

/** The tables of the exchange log. Indexes are below 2^53, so numbers hold them. */
export const logTables = {
  /** Stages entries in the caller's transaction; they get their index when the sequencer comes by. */
  async stage(session: Session, entries: readonly StagedEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await session.query('INSERT INTO log_staging (entry_id, entry) SELECT unnest($1::uuid[]), unnest($2::bytea[])', [
      entries.map((entry) => entry.entryId),
      entries.map((entry) => entry.entry),
    ]);
  },

  /** Takes the sequencer's lock for this transaction. False: another process is the sequencer. */
  async becomeSequencer(session: Session): Promise<boolean> {
    const rows = await session.query<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [
      sequencerLock,
    ]);
    return rows[0]?.taken ?? false;
  },

  async state(session: Session): Promise<LogStateRow | undefined> {
    const rows = await session.query<{ size: string; root: Buffer; frontier: Buffer }>(
      'SELECT size, root, frontier FROM log_state',
    );
    return rows[0] && { size: Number(rows[0].size), root: rows[0].root, frontier: rows[0].frontier };
  },

  /** Takes the oldest staged entries out of the staging table, in the order they were staged. */
  async takeStaged(session: Session, limit: number): Promise<StagedEntry[]> {
    const rows = await session.query<{ entry_id: string; entry: Buffer }>(
      `WITH taken AS (
         DELETE FROM log_staging WHERE sequence IN (SELECT sequence FROM log_staging ORDER BY sequence LIMIT $1)
         RETURNING sequence, entry_id, entry)
       SELECT entry_id, entry FROM taken ORDER BY sequence`,
      [limit],
    );
    return rows.map((row) => ({ entryId: row.entry_id, entry: row.entry }));
  },

  /** Writes what one integration added: entries, nodes and the new state. */
  async extend(
    session: Session,
    added: { entries: readonly PlacedEntry[]; nodes: readonly LogNodeRow[]; state: LogStateRow },
  ): Promise<void> {
    const { entries, nodes, state } = added;
    await session.query(
      `INSERT INTO log_entry (index, entry_id, leaf_hash, entry)
       SELECT unnest($1::bigint[]), unnest($2::uuid[]), unnest($3::bytea[]), unnest($4::bytea[])`,
      [
        entries.map((entry) => entry.index),
        entries.map((entry) => entry.entryId),
        entries.map((entry) => entry.leafHash),
        entries.map((entry) => entry.entry),
      ],
    );
    if (nodes.length > 0) {
      await session.query(
        'INSERT INTO log_node (level, index, hash) SELECT unnest($1::int[]), unnest($2::bigint[]), unnest($3::bytea[])',
        [nodes.map((node) => node.level), nodes.map((node) => node.index), nodes.map((node) => node.hash)],
      );
    }
    await session.query(
      `INSERT INTO log_state (size, root, frontier) VALUES ($1, $2, $3)
       ON CONFLICT (one) DO UPDATE SET size = excluded.size, root = excluded.root, frontier = excluded.frontier`,
      [state.size, state.root, state.frontier],
    );
  },

  /** Hashes of complete subtrees, in the order asked; missing ones are left out. Level 0 is the leaf hashes. */
  async nodes(session: Session, wanted: readonly { level: number; index: number }[]): Promise<Buffer[]> {
    const rows = await session.query<{ hash: Buffer }>(
      `SELECT coalesce(n.hash, l.leaf_hash) AS hash
       FROM unnest($1::int[], $2::bigint[]) WITH ORDINALITY AS w (level, index, position)
       LEFT JOIN log_node n ON w.level > 0 AND n.level = w.level AND n.index = w.index
       LEFT JOIN log_entry l ON w.level = 0 AND l.index = w.index
       WHERE n.hash IS NOT NULL OR l.leaf_hash IS NOT NULL ORDER BY w.position`,
      [wanted.map((node) => node.level), wanted.map((node) => node.index)],
    );
    return rows.map((row) => row.hash);
  },

  /** The entries from an index on, in order. */
  async entries(session: Session, from: number, limit: number): Promise<{ index: number; entry: Buffer }[]> {
    const rows = await session.query<{ index: string; entry: Buffer }>(
      'SELECT index, entry FROM log_entry WHERE index >= $1 ORDER BY index LIMIT $2',
      [from, limit],
    );
    return rows.map((row) => ({ index: Number(row.index), entry: row.entry }));
  },

  /** The last signed note. */
  async lastCheckpoint(session: Session): Promise<string | undefined> {
    const rows = await session.query<{ note: string }>('SELECT note FROM log_checkpoint ORDER BY size DESC LIMIT 1');
    return rows[0]?.note;
  },

  async addCheckpoint(session: Session, size: number, note: string): Promise<void> {
    await session.query('INSERT INTO log_checkpoint (size, note) VALUES ($1, $2) ON CONFLICT DO NOTHING', [size, note]);
  },
};
