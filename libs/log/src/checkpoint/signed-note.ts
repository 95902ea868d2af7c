import { verify } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import { fromBase64 } from '../base64.js';
import type { NoteSigner } from './note-signer.js';
import { isKeyName, type VerifierKey } from './verifier-key.js';

/** One signature line of a note: `— <name> <base64 of key id and signature>`. */
export interface NoteSignature {
  readonly name: string;
  /** Key id: 8 lower-case hexadecimal characters. */
  readonly id: string;
  readonly signature: Buffer;
}

/** A note taken apart. Its text means nothing before `verifyNote` has found a trusted signature over it. */
export interface SignedNote {
  /** The signed text, with its final newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A note longer than this is refused unread; 16 post-quantum signatures of 5 kB still fit several times. */
const maximumLength = 1_000_000;

/** C2SP asks to accept at least 16; one for each peer of the network and some room. */
const maximumSignatures = 100;

/** Octets of the key id in front of every signature. */
const keyIdSize = 4;

// Any ASCII control character but the newline.
// eslint-disable-next-line no-control-regex
const controlCharacter = /[\u0000-\u0009\u000b-\u001f]/;

/**
 * Signs a text.
 * @param text - ends in a newline, no control character but newlines
 * @param signers - one signature line each, in this order
 * @returns the note, C2SP signed-note
 */
export async function signNote(text: string, signers: readonly NoteSigner[]): Promise<string> {
  if (!text.endsWith('\n') || controlCharacter.test(text)) {
    throw new PasserelleError('PSR-6002', { reason: 'the text cannot be signed as a note' });
  }
  const lines = await Promise.all(
    signers.map(async (signer) => formatSignature(signer, await signer.sign(Buffer.from(text)))),
  );
  return `${text}\n${lines.join('')}`;
}

/**
 * Takes a note apart, strictly after C2SP signed-note.
 * @param note - valid Unicode text; a caller with octets decodes them with a fatal UTF-8 decoder first
 * @throws PSR-6002 when it is not a note
 */
export function parseNote(note: string): SignedNote {
  if (note.length > maximumLength) throw malformed('it is too long');
  if (controlCharacter.test(note) || /\p{Cs}/u.test(note)) throw malformed('it has a control character');
  const split = note.lastIndexOf('\n\n');
  if (split < 1 || !note.endsWith('\n')) throw malformed('it has no signature block');
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > maximumSignatures) throw malformed('it has too many signatures');
  return { text: note.slice(0, split + 1), signatures: lines.map(parseSignature) };
}

/**
 * Verifies a note: signatures of unknown keys are ignored, so that keys can be rotated and peers can cosign; a
 * signature under a known key that fails rejects the whole note.
 * @param keys - the keys the caller trusts
 * @returns the keys among them that signed; at least one
 * @throws PSR-6002 when no trusted key signed, or one of them did not sign this text
 */
export function verifyNote(note: SignedNote, keys: readonly VerifierKey[]): VerifierKey[] {
  const text = Buffer.from(note.text);
  const signers = new Set<VerifierKey>();
  for (const { name, id, signature } of note.signatures) {
    const key = keys.find((known) => known.name === name && known.id === id);
    if (!key) continue;
    if (!verify(null, text, key.publicKey, signature)) {
      throw new PasserelleError('PSR-6002', { reason: `the signature of ${name} is false`, keyId: id });
    }
    signers.add(key);
  }
  if (signers.size === 0) throw new PasserelleError('PSR-6002', { reason: 'no key given has signed it' });
  return [...signers];
}

function formatSignature({ key }: NoteSigner, signature: Buffer): string {
  return `— ${key.name} ${Buffer.concat([Buffer.from(key.id, 'hex'), signature]).toString('base64')}\n`;
}

function parseSignature(line: string): NoteSignature {
  const [, name = '', encoded = ''] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
  const octets = fromBase64(encoded);
  if (!isKeyName(name) || !octets || octets.length <= keyIdSize) throw malformed('a signature line is malformed');
  return { name, id: octets.subarray(0, keyIdSize).toString('hex'), signature: octets.subarray(keyIdSize) };
}

function malformed(reason: string): PasserelleError {
  return new PasserelleError('PSR-6002', { reason: `the note is malformed, ${reason}` });
}
