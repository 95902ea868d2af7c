import { emptyLogState, integrate } from '@passerelle/log';
import { logTables, type Database, type LogStateRow } from '@passerelle/store';

/** Entries given their place in one transaction. */
const batch = 4096;

/**
 * Gives staged entries their dense indexes and hashes them in. Whoever holds the database's lock is the one
 * sequencer; the others find it taken and do nothing.
 * @returns how many entries were placed, and the state of the log after it
 */
export async function sequenceStaged(database: Database): Promise<{ placed: number; state: LogStateRow | undefined }> {
  return database.transaction(async (session) => {
    if (!(await logTables.becomeSequencer(session))) return { placed: 0, state: undefined };
    const state = (await logTables.state(session)) ?? emptyLogState;
    const staged = await logTables.takeStaged(session, batch);
    if (staged.length === 0) return { placed: 0, state };
    const integration = integrate(
      state,
      staged.map((each) => each.entry),
    );
    const entries = integration.rows.map((row, at) => ({ ...row, entryId: staged[at]?.entryId ?? '' }));
    await logTables.extend(session, { entries, nodes: integration.nodes, state: integration.state });
    return { placed: entries.length, state: integration.state };
  });
}
