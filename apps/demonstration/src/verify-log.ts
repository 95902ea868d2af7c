import { exportLines, parseVerifierKey, verifyExport } from '@passerelle/log';
import { openLogReader } from '@passerelle/platform/ledger';
import { asPasserelleError } from '@passerelle/kernel';
import { cloneRoot } from './clone.js';
import type { RunningNode } from './launch-node.js';
import { line, short } from './print.js';

/** Recomputes a node's log from its entries and holds it against the last checkpoint, as an auditor would. */
export async function verifyLog(node: RunningNode): Promise<boolean> {
  const reader = await openLogReader({ root: cloneRoot, country: node.country });
  try {
    const evidence = await verifyExport(
      exportLines(parseVerifierKey(reader.vkey), await reader.checkpoint(), reader.entries()),
      {
        vkey: reader.vkey,
      },
    );
    line(
      `${node.country}  ${evidence.size} entries, root ${short(evidence.root)}, checkpoint of ${evidence.origin} verifies`,
    );
    return true;
  } catch (caught) {
    const error = asPasserelleError(caught);
    line(`${node.country}  ${error.code} ${error.message}`);
    return false;
  } finally {
    await reader.close();
  }
}
