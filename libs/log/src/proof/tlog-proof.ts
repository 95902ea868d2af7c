import { PasserelleError } from '@passerelle/kernel';
import { fromBase64 } from '../base64.js';
import { verifyCheckpoint } from '../checkpoint/checkpoint.js';
import type { VerifierKey } from '../checkpoint/verifier-key.js';
import { hashSize, leafHash } from '../merkle/hashing.js';
import { verifyInclusion } from '../merkle/inclusion.js';
import { isCount } from '../merkle/subtrees.js';

/** First line of the format, C2SP tlog-proof. Files carry the extension `.tlog-proof`. */
const formatLine = 'c2sp.org/tlog-proof@v1';

/** Hashes a proof may have: one for each level of the largest tree whose size a double holds exactly. */
const maximumHashes = 53;

/** Proof that an entry is in a log, to be verified offline with nothing but the entry and the key of the log. */
export interface TlogProof {
  readonly index: number;
  /** Audit path, from the leaf's sibling upwards, 32 octets each. */
  readonly hashes: readonly Buffer[];
  /** The signed checkpoint, with cosignatures if there are any, byte for byte. */
  readonly checkpoint: string;
  /** Octets of the application's own. Not authenticated by anything in the proof. */
  readonly extra?: Buffer;
}

/** What a proof that verifies proves. */
export interface InclusionEvidence {
  readonly origin: string;
  readonly index: number;
  /** Number of entries of the tree the entry is in. */
  readonly size: number;
  /** Root of that tree: 64 lower-case hexadecimal characters. */
  readonly root: string;
}

/** Writes a proof in the format `c2sp.org/tlog-proof@v1`. */
export function formatTlogProof({ index, hashes, checkpoint, extra }: TlogProof): string {
  const lines = [
    formatLine,
    ...(extra ? [`extra ${extra.toString('base64')}`] : []),
    `index ${index}`,
    ...hashes.map((hash) => hash.toString('base64')),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/**
 * Reads a proof.
 * @throws PSR-6007 when it is not in the format
 */
export function parseTlogProof(text: string): TlogProof {
  // The first empty line ends the proof; the checkpoint after it has an empty line of its own.
  const end = text.indexOf('\n\n');
  const lines = end < 0 ? [] : text.slice(0, end).split('\n');
  if (lines.shift() !== formatLine) throw unreadable('the first line or the empty line is missing');
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()!.slice('extra '.length)) : null;
  if (extra === undefined) throw unreadable('the extra data are not base64');
  const [, digits = ''] = /^index (0|[1-9][0-9]*)$/.exec(lines.shift() ?? '') ?? [];
  if (digits === '' || !isCount(Number(digits))) throw unreadable('the index is missing');
  if (lines.length > maximumHashes) throw unreadable('it has too many hashes');
  const hashes = lines.map((line) => {
    const hash = fromBase64(line);
    if (hash?.length !== hashSize) throw unreadable('a hash is not 32 octets in base64');
    return hash;
  });
  return { index: Number(digits), hashes, checkpoint: text.slice(end + 2), ...(extra && { extra }) };
}

/**
 * Verifies offline that an entry is in the log.
 * @param text - the content of a `.tlog-proof` file
 * @param entry - the exact octets of the entry
 * @param keys - verifier keys of the log, from elsewhere than the proof
 * @throws PSR-6007 when the proof is unreadable
 * @throws PSR-6002 when none of the keys signed its checkpoint
 * @throws PSR-6001 when the proof does not lead from this entry to the root of the checkpoint
 */
export function verifyTlogProof(text: string, entry: Uint8Array, keys: readonly VerifierKey[]): InclusionEvidence {
  const { index, hashes, checkpoint } = parseTlogProof(text);
  const { origin, size, root } = verifyCheckpoint(checkpoint, keys);
  verifyInclusion({ index, size, leaf: leafHash(entry), root }, hashes);
  return { origin, index, size, root: root.toString('hex') };
}

function unreadable(reason: string): PasserelleError {
  return new PasserelleError('PSR-6007', { reason });
}
