import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import { fromBase64 } from '../base64.js';

/** Signature type of C2SP signed-note for a log's own key: Ed25519 over the note text. */
const ed25519 = 0x01;

/** Octets of a raw Ed25519 public key, RFC 8032. */
const rawKeySize = 32;

/** A public key that signs notes, with the name it signs under. */
export interface VerifierKey {
  /** Key name; for a log it equals the origin of its checkpoints. */
  readonly name: string;
  /** Key id: 8 lower-case hexadecimal characters. A hint for finding the key, not a fingerprint to trust. */
  readonly id: string;
  /** The Ed25519 public key. */
  readonly publicKey: KeyObject;
}

/**
 * Gives a public key its name and key id.
 * @param name - not empty, without spaces and plus signs; a schema-less URL is customary
 * @throws PSR-6008 when the name cannot be a key name or the key is not Ed25519
 */
export function verifierKey(name: string, publicKey: KeyObject): VerifierKey {
  if (!isKeyName(name))
    throw new PasserelleError('PSR-6008', { reason: 'the key name is empty or has a space or a plus sign' });
  if (publicKey.asymmetricKeyType !== 'ed25519')
    throw new PasserelleError('PSR-6008', { reason: 'it is not an Ed25519 key' });
  return { name, id: keyId(name, typedKey(publicKey)), publicKey };
}

/** The text form of a verifier key, `<name>+<key id>+<base64 of type and key>`: what an auditor is handed. */
export function formatVerifierKey({ name, id, publicKey }: VerifierKey): string {
  return `${name}+${id}+${typedKey(publicKey).toString('base64')}`;
}

/**
 * Reads the text form of a verifier key.
 * @throws PSR-6002 when it is malformed, its key id belongs to another key, or its type is not Ed25519
 */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+([^\s]+)$/.exec(text.trim()) ?? [];
  const typed = fromBase64(encoded);
  if (!isKeyName(name) || !typed || typed.length === 0) throw malformed('it is not name+id+base64');
  if (typed[0] !== ed25519 || typed.length !== 1 + rawKeySize) throw malformed('it is not an Ed25519 log key');
  if (keyId(name, typed) !== id) throw malformed('its key id does not belong to its key');
  const x = typed.subarray(1).toString('base64url');
  return { name, id, publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }) };
}

/** Whether a text may name a key: not empty, no Unicode space, no plus sign, no control character. */
export function isKeyName(name: string): boolean {
  return /^[^\s+\p{Cc}\p{Cs}]+$/u.test(name);
}

/** The signature type octet followed by the raw public key: what the key id is computed over. */
function typedKey(publicKey: KeyObject): Buffer {
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return Buffer.concat([Buffer.of(ed25519), Buffer.from(x, 'base64url')]);
}

/** Key id of C2SP signed-note: the first four octets of SHA-256(name, newline, type, key). */
function keyId(name: string, typed: Buffer): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typed]), 'hex').slice(0, 8);
}

function malformed(reason: string): PasserelleError {
  return new PasserelleError('PSR-6002', { reason: `the verifier key is unusable, ${reason}` });
}
