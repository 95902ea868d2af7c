import { formatVerifierKey, verifierKey, type NodeStore } from '@passerelle/log';
import { logTables, type Database } from '@passerelle/store';
import { PasserelleError, systemClock } from '@passerelle/kernel';
import { openKeyStore } from '@passerelle/trust/keys';
import { readNodeConfiguration } from '../configuration/node-configuration.js';
import { openNodeDatabase } from '../node/node-database.js';
import { keyPlaces } from '../signing/key-places.js';
import { CheckpointFile, checkpointFileOf, later } from './checkpoint-file.js';
import { databaseNodes } from './log-nodes.js';

/** A node's log, read from its database. */
export interface LogReader {
  /** Verifier key of the log, as text. */
  readonly vkey: string;
  /** The last signed note, of the database or of the file outside it. @throws PasserelleError PSR-6006 */
  checkpoint(): Promise<string>;
  /** All entries in order, read in portions. */
  entries(): AsyncIterable<{ index: number; entry: Buffer }>;
  readonly nodes: NodeStore;
  close(): Promise<void>;
}

/** Entries read at once: some megabyte. */
const portion = 1000;

/**
 * Opens the log of a node of this clone, whether the node runs or not; the embedded server is started for the time
 * where it is needed and does not run.
 */
export async function openLogReader(options: { root: string; country: string }): Promise<LogReader> {
  const loaded = readNodeConfiguration(options);
  const { configuration, resolve } = loaded;
  const store = await openKeyStore({ log: keyPlaces(configuration).log }, { resolve });
  const vkey = formatVerifierKey(
    verifierKey(configuration.log.origin, store.current('log', systemClock.now()).publicKey),
  );
  await store.close();
  const opened = await openNodeDatabase(loaded);
  const { database } = opened;
  const file = new CheckpointFile(resolve(checkpointFileOf(configuration)));
  return {
    vkey,
    async checkpoint() {
      // The file outside the database remembers heads that a restored database has forgotten.
      const note = later(await logTables.lastCheckpoint(database), await file.last());
      if (note === undefined) throw new PasserelleError('PSR-6006');
      return note;
    },
    entries: () => allEntries(database),
    nodes: databaseNodes(database),
    close: opened.close,
  };
}

async function* allEntries(database: Database): AsyncGenerator<{ index: number; entry: Buffer }> {
  for (let from = 0; ; from += portion) {
    const entries = await logTables.entries(database, from, portion);
    yield* entries;
    if (entries.length < portion) return;
  }
}
