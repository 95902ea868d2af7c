/**
 * The tamper-evident exchange log: entries, their Merkle tree (RFC 6962), signed heads (C2SP), proofs and exports.
 * Everything here is pure: tables and files are behind the ports NodeStore, TileSource and NoteSigner.
 */
export { emptyRoot, hashSize, leafHash, nodeHash } from './merkle/hashing.js';
export type { EntryRange, NodeCoordinate } from './merkle/subtrees.js';
export { CompactRange, rootOf, type NodeSink } from './merkle/compact-range.js';
export { storedRoot, type NodeStore } from './merkle/node-store.js';
export { MemoryNodeStore } from './merkle/memory-node-store.js';
export { inclusionProof, verifyInclusion, type InclusionClaim } from './merkle/inclusion.js';
export { consistencyProof, verifyConsistency, type TreeHead } from './merkle/consistency.js';

export { formatVerifierKey, parseVerifierKey, verifierKey, type VerifierKey } from './checkpoint/verifier-key.js';
export { createLogKeyPair, noteSigner, type LogKeyPair, type NoteSigner } from './checkpoint/note-signer.js';
export { parseNote, signNote, verifyNote, type NoteSignature, type SignedNote } from './checkpoint/signed-note.js';
export {
  formatCheckpoint,
  parseCheckpoint,
  signCheckpoint,
  verifyCheckpoint,
  type Checkpoint,
  type SignedCheckpoint,
} from './checkpoint/checkpoint.js';

export { isDisclosure, none, type LogEntry, type OutcomeResult } from './entry/log-entry.js';
export { entryFault } from './entry/entry-rules.js';
export { decodeEntry, encodeEntry, maximumEntrySize } from './entry/encoding.js';

export { emptyLogState, integrate } from './sequencer/integrate.js';
export type { Integration, LogState, SequencedEntry, TreeNode } from './sequencer/integrate.js';
export { CheckpointSigner } from './sequencer/checkpoint-signer.js';

export { exportFormat, type ExportHeader, type IndexedEntry } from './export/export-lines.js';
export { exportLines } from './export/write-export.js';
export { verifyExport, type ExportEvidence, type TrustedForExport } from './export/verify-export.js';
export { formatTlogProof, parseTlogProof, verifyTlogProof } from './proof/tlog-proof.js';
export type { InclusionEvidence, TlogProof } from './proof/tlog-proof.js';

export { entryBundlePath, tilePath, tileWidth, widthOfTile, type TileCoordinate } from './tiles/tile.js';
export { entryBundle } from './tiles/entry-bundle.js';
export { tileGrowth, type TileGrowth } from './tiles/tile-growth.js';
export { tileNodeStore, type TileSource } from './tiles/tile-node-store.js';
