import { PasserelleError } from '@passerelle/kernel';
import { assertEntrySize } from '../entry/encoding.js';
import { CompactRange } from '../merkle/compact-range.js';
import { emptyRoot, leafHash } from '../merkle/hashing.js';
import type { NodeCoordinate } from '../merkle/subtrees.js';

/** State of the tree, one row that the sequencer locks: all it needs to go on, whatever the size of the log. */
export interface LogState {
  /** Number of entries. */
  readonly size: number;
  /** Root over them, 32 octets. */
  readonly root: Buffer;
  /** The compact range (`CompactRange.encode`): 32 octets for every binary digit 1 of the size. */
  readonly frontier: Buffer;
}

/** One entry that was given its place. */
export interface SequencedEntry {
  /** Dense index, from 0. */
  readonly index: number;
  /** RFC 6962 leaf hash, 32 octets: the node (0, index). */
  readonly leafHash: Buffer;
  /** The octets of the entry, untouched. */
  readonly entry: Buffer;
}

/** A complete subtree with its hash. */
export interface TreeNode extends NodeCoordinate {
  readonly hash: Buffer;
}

/** What one batch adds to the log; the caller stores all of it in one transaction, or nothing. */
export interface Integration {
  readonly state: LogState;
  readonly rows: readonly SequencedEntry[];
  /** Complete subtrees that arose, of level 1 and above; those of level 0 are the leaf hashes of the rows. */
  readonly nodes: readonly TreeNode[];
}

/** State of the log without entries. */
export const emptyLogState: LogState = { size: 0, root: emptyRoot, frontier: Buffer.alloc(0) };

/**
 * Gives entries their places in the log: the pure half of the sequencer. Indexes continue the state's size without
 * gaps, in the order given.
 * @param state - the locked row
 * @param entries - octets of the entries, each at most 65 535
 * @throws PSR-6001 when the row is not the state of a tree: its root does not follow from its frontier
 * @throws PSR-6005 when an entry is too long
 */
export function integrate(state: LogState, entries: readonly Buffer[]): Integration {
  const range = CompactRange.decode(state.size, state.frontier);
  // A row that was edited by hand must not be built upon: every later checkpoint would vouch for it.
  if (!range.root().equals(state.root)) {
    throw new PasserelleError('PSR-6001', {
      reason: 'the stored root does not follow from the stored frontier',
      size: state.size,
    });
  }
  const rows: SequencedEntry[] = [];
  const nodes: TreeNode[] = [];
  for (const entry of entries) {
    assertEntrySize(entry);
    const leaf = leafHash(entry);
    rows.push({ index: range.size, leafHash: leaf, entry });
    range.append(leaf, (node) => nodes.push(node));
  }
  return { state: { size: range.size, root: range.root(), frontier: range.encode() }, rows, nodes };
}
