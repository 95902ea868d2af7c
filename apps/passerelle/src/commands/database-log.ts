import { exportLines, parseVerifierKey, verifyCheckpoint, verifyExport } from '@passerelle/log';
import type { ExportEvidence, IndexedEntry, TrustedForExport } from '@passerelle/log';
import type { LogReader } from '@passerelle/platform/ledger';

/**
 * Verifies the log in a node's database: every entry is read and hashed anew, the stored hashes of the tree are not
 * believed, and the root is compared with the last signed checkpoint. It is the verification of an export, fed from the
 * tables, so that a log that verifies here also does so at an auditor's.
 * @param trusted - a key from elsewhere than the node, and a checkpoint kept earlier
 * @returns the evidence, and the number of entries past the checkpoint, which it does not vouch for
 * @throws PSR-6001, PSR-6002 as `verifyExport`; PSR-6006 while there is no checkpoint
 */
export async function verifyDatabaseLog(
  reader: Pick<LogReader, 'vkey' | 'checkpoint' | 'entries'>,
  trusted: TrustedForExport,
): Promise<{ evidence: ExportEvidence; beyond: number }> {
  const vkey = trusted.vkey ?? reader.vkey;
  const key = parseVerifierKey(vkey);
  // The checkpoint is read first: entries only ever get more, so those it counts are there.
  const note = await reader.checkpoint();
  const { size } = verifyCheckpoint(note, [key]);
  let beyond = 0;
  const covered = async function* (): AsyncGenerator<IndexedEntry> {
    for await (const entry of reader.entries()) {
      if (entry.index < size) yield entry;
      else beyond += 1;
    }
  };
  const evidence = await verifyExport(exportLines(key, note, covered()), { ...trusted, vkey });
  return { evidence, beyond };
}
