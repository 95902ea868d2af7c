import type { NodeStore } from '@passerelle/log';
import { logTables, type Session } from '@passerelle/store';

/** The stored hashes of the tree, read from PostgreSQL: one query for all nodes of a proof. */
export function databaseNodes(session: Session): NodeStore {
  return { read: (wanted) => logTables.nodes(session, wanted) };
}
