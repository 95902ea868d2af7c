import { verifyCheckpoint } from '../checkpoint/checkpoint.js';
import { formatVerifierKey, type VerifierKey } from '../checkpoint/verifier-key.js';
import { exportFormat, formatEntryLine, formatHeader, type IndexedEntry } from './export-lines.js';

/**
 * Writes an export, line by line, without holding the log in memory.
 *
 * It writes what the store holds and does not judge it: of a log that was tampered with, an auditor needs the export
 * that fails to verify, not the refusal to make one.
 * @param key - verifier key of the log
 * @param checkpoint - signed note of the checkpoint to export up to
 * @param entries - the entries as stored, in order of their index; those past the checkpoint are left out
 * @returns the lines, without line ends
 * @throws PSR-6002 when the checkpoint is not one that the key signed
 */
export async function* exportLines(
  key: VerifierKey,
  checkpoint: string,
  entries: AsyncIterable<IndexedEntry> | Iterable<IndexedEntry>,
): AsyncGenerator<string, void> {
  const { origin, size } = verifyCheckpoint(checkpoint, [key]);
  yield formatHeader({ format: exportFormat, origin, size, vkey: formatVerifierKey(key), checkpoint });
  for await (const entry of entries) {
    if (entry.index >= size) return;
    yield formatEntryLine(entry);
  }
}
