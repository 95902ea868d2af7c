import { PasserelleError } from '@passerelle/kernel';
import { verifyCheckpoint, type SignedCheckpoint } from '../checkpoint/checkpoint.js';
import { parseVerifierKey } from '../checkpoint/verifier-key.js';
import { CompactRange } from '../merkle/compact-range.js';
import { leafHash } from '../merkle/hashing.js';
import { parseEntryLine, parseHeader, type ExportHeader } from './export-lines.js';

/** What the auditor brings along, from elsewhere than the export. */
export interface TrustedForExport {
  /** Verifier key of the log. Without it the export is checked only against the key it carries itself. */
  readonly vkey?: string;
  /** A signed checkpoint kept earlier or got from a witness: the export has to contain the tree it speaks of. */
  readonly checkpoint?: string;
}

/** What an export that verifies proves. */
export interface ExportEvidence {
  readonly origin: string;
  /** Number of entries, every one of them read. */
  readonly size: number;
  /** Root over them: 64 lower-case hexadecimal characters. */
  readonly root: string;
  /** The checkpoint is signed by the key; always true in evidence, because an export without it is refused. */
  readonly checkpointSigned: true;
  /** `export`: the key came with the export, so a forger could have made both. `given`: the auditor brought it. */
  readonly keySource: 'given' | 'export';
  /** Size of the auditor's own checkpoint, when one was given: the first entries up to it are those it vouched for. */
  readonly containsCheckpoint?: number;
}

/**
 * Verifies an export offline, in one pass and constant memory: recomputes the whole tree from the entries and compares
 * it with the signed checkpoint.
 * @param lines - the lines of the export, without line ends
 * @throws PSR-6001 when an entry was changed, removed, added or moved, or the given checkpoint speaks of another log
 * @throws PSR-6002 when a checkpoint is not signed by the key
 * @throws PSR-6004 when a line is not one of an export
 */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  trusted: TrustedForExport = {},
): Promise<ExportEvidence> {
  const tree = CompactRange.empty();
  let heads: Heads | undefined;
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (!heads) {
      heads = readHeads(parseHeader(line), trusted);
    } else {
      const { index, entry } = parseEntryLine(line, number);
      assertNext(index, tree.size, heads.last.size);
      tree.append(leafHash(entry));
    }
    if (heads.kept?.size === tree.size) assertRoot(tree, heads.kept, 'the checkpoint given');
  }
  if (!heads) throw new PasserelleError('PSR-6004', { reason: 'it is empty' });
  const { last, kept } = heads;
  if (tree.size < last.size) {
    throw tampered(`entry ${tree.size} and those after it are missing, the checkpoint counts ${last.size}`, tree.size);
  }
  assertRoot(tree, last, 'the checkpoint of the export');
  return {
    origin: last.origin,
    size: last.size,
    root: last.root.toString('hex'),
    checkpointSigned: true,
    keySource: trusted.vkey === undefined ? 'export' : 'given',
    ...(kept && { containsCheckpoint: kept.size }),
  };
}

/** The checkpoint the export ends with, and the one the auditor kept. */
interface Heads {
  readonly last: SignedCheckpoint;
  readonly kept: SignedCheckpoint | undefined;
}

/** Verifies the signatures before a single entry is hashed: nothing in the export counts until the head does. */
function readHeads(header: ExportHeader, trusted: TrustedForExport): Heads {
  const key = parseVerifierKey(trusted.vkey ?? header.vkey);
  const last = verifyCheckpoint(header.checkpoint, [key]);
  if (header.origin !== last.origin || header.size !== last.size) {
    throw new PasserelleError('PSR-6004', { reason: 'its header and its checkpoint disagree', line: 1 });
  }
  const kept = trusted.checkpoint === undefined ? undefined : verifyCheckpoint(trusted.checkpoint, [key]);
  if (kept && kept.size > last.size) {
    throw tampered(`the checkpoint given counts ${kept.size} entries, the export ${last.size}`, last.size);
  }
  return { last, kept };
}

function assertNext(index: number, expected: number, size: number): void {
  if (index > expected) throw tampered(`entry ${expected} is missing, entry ${index} follows`, expected);
  if (index < expected) throw tampered(`entry ${index} stands where entry ${expected} is due`, expected);
  if (index >= size) throw tampered(`entry ${index} is not covered by the checkpoint of ${size} entries`, index);
}

function assertRoot(tree: CompactRange, head: SignedCheckpoint, name: string): void {
  const root = tree.root();
  if (root.equals(head.root)) return;
  throw new PasserelleError('PSR-6001', {
    reason: `the first ${head.size} entries have another root than ${name}`,
    size: head.size,
    expected: head.root.toString('hex'),
    computed: root.toString('hex'),
  });
}

function tampered(reason: string, index: number): PasserelleError {
  return new PasserelleError('PSR-6001', { reason, index });
}
