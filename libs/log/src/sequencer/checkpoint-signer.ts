import { PasserelleError } from '@passerelle/kernel';
import { signCheckpoint, verifyCheckpoint, type SignedCheckpoint } from '../checkpoint/checkpoint.js';
import type { NoteSigner } from '../checkpoint/note-signer.js';
import type { VerifierKey } from '../checkpoint/verifier-key.js';
import { consistencyProof, verifyConsistency, type TreeHead } from '../merkle/consistency.js';
import { emptyRoot } from '../merkle/hashing.js';
import { storedRoot, type NodeStore } from '../merkle/node-store.js';

/**
 * Signs the heads of one log and never one that contradicts the head it signed before: C2SP tlog-checkpoint forbids
 * it, and a log that did would have forked.
 */
export class CheckpointSigner {
  /**
   * @param signer - the present key of the log
   * @param formerKeys - keys the log signed with before, so that a checkpoint from before a key change is recognised
   */
  constructor(
    private readonly signer: NoteSigner,
    private readonly formerKeys: readonly VerifierKey[] = [],
  ) {}

  /**
   * Signs the present head after proving that it extends the last one signed.
   * @param lastNote - the last signed note, best the copy kept outside the database; undefined only for a log that
   *   has never signed. Its size and root are read from the note itself, since a table column is not signed.
   * @param head - the present size and root, from the sequencer's row
   * @param nodes - the stored nodes of the tree, which have to lead to both roots
   * @returns the new checkpoint, or the last one when nothing was added
   * @throws PSR-6001 when the log shrank, was rewritten, or its nodes do not lead to the head
   * @throws PSR-6002 when the last note is not one of this log
   */
  async sign(lastNote: string | undefined, head: TreeHead, nodes: NodeStore): Promise<SignedCheckpoint> {
    const last = lastNote === undefined ? undefined : verifyCheckpoint(lastNote, [this.signer.key, ...this.formerKeys]);
    if (last && last.origin !== this.signer.key.name) {
      throw new PasserelleError('PSR-6002', { reason: `the last checkpoint is that of another log, ${last.origin}` });
    }
    await proveExtension(last ?? { size: 0, root: emptyRoot }, head, nodes);
    const unchanged = last?.size === head.size;
    return last && unchanged ? last : signCheckpoint(head, this.signer);
  }
}

/** @throws PSR-6001 when the stored tree does not lead from the last head to the present one */
async function proveExtension(last: TreeHead, head: TreeHead, nodes: NodeStore): Promise<void> {
  if (last.size > head.size) {
    throw new PasserelleError('PSR-6001', {
      reason: `the log shrank from ${last.size} to ${head.size} entries`,
      oldSize: last.size,
      newSize: head.size,
    });
  }
  // No proof speaks about the empty tree, and between equal sizes it is empty: there the stored nodes themselves are
  // asked for the root, or a rewritten tree with a matching row would be signed.
  if (last.size === 0 || last.size === head.size) {
    assertSameRoot(last.size === 0 ? emptyRoot : head.root, last.root, 'last signed', last.size);
    assertSameRoot(await storedRoot(nodes, head.size), head.root, 'stored', head.size);
    return;
  }
  verifyConsistency(last, head, await consistencyProof(nodes, last.size, head.size));
}

function assertSameRoot(root: Buffer, expected: Buffer, name: string, size: number): void {
  if (root.equals(expected)) return;
  throw new PasserelleError('PSR-6001', { reason: `the ${name} root at size ${size} is another one`, size });
}
