import { PasserelleError } from '@passerelle/kernel';
import { hashSize } from '../merkle/hashing.js';
import { isCount } from '../merkle/subtrees.js';
import { fromBase64 } from '../base64.js';
import type { NoteSigner } from './note-signer.js';
import { parseNote, signNote, verifyNote } from './signed-note.js';
import type { VerifierKey } from './verifier-key.js';

/** The head of a log, C2SP tlog-checkpoint. */
export interface Checkpoint {
  /** Identity of the log; equals the name of the key it signs with. */
  readonly origin: string;
  /** Number of entries. */
  readonly size: number;
  /** Root over them, 32 octets. */
  readonly root: Buffer;
}

/** A checkpoint together with the note it was read from, byte for byte. */
export interface SignedCheckpoint extends Checkpoint {
  readonly note: string;
}

/** The note text of a checkpoint: origin, decimal size and base64 root, a line each. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/**
 * Reads a note text as a checkpoint. Extension lines are accepted and left aside, as the specification asks.
 * @throws PSR-6002 when it is not one
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin = '', sizeText = '', rootText = '', ...extension] = text.split('\n').slice(0, -1);
  const size = /^(0|[1-9][0-9]*)$/.test(sizeText) ? Number(sizeText) : -1;
  const root = fromBase64(rootText);
  if (!text.endsWith('\n') || origin === '' || !isCount(size) || root?.length !== hashSize || extension.includes('')) {
    throw new PasserelleError('PSR-6002', { reason: 'the text of the note is not a checkpoint' });
  }
  return { origin, size, root };
}

/** Signs a checkpoint with the key of its log; the origin is the key's name. */
export async function signCheckpoint(head: Omit<Checkpoint, 'origin'>, signer: NoteSigner): Promise<SignedCheckpoint> {
  const checkpoint: Checkpoint = { origin: signer.key.name, size: head.size, root: head.root };
  return { ...checkpoint, note: await signNote(formatCheckpoint(checkpoint), [signer]) };
}

/**
 * Reads a signed checkpoint and verifies that a key of its log signed it. A key of another name cannot vouch for this
 * origin, even when the caller trusts it for something else (a witness, another log).
 * @param keys - the verifier keys of the log: the present one, and former ones where old checkpoints are read
 * @throws PSR-6002 when the note or its text is malformed or no such key signed it
 */
export function verifyCheckpoint(note: string, keys: readonly VerifierKey[]): SignedCheckpoint {
  const signed = parseNote(note);
  const checkpoint = parseCheckpoint(signed.text);
  const signers = verifyNote(signed, keys);
  if (!signers.some(({ name }) => name === checkpoint.origin)) {
    throw new PasserelleError('PSR-6002', { reason: `no key given is one of the log ${checkpoint.origin}` });
  }
  return { ...checkpoint, note };
}
