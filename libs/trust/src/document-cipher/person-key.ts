import { createSecretKey, type KeyObject } from 'node:crypto';
import { newSecretKey } from '../keys/secret-key.js';
import { decrypt, encrypt } from './authenticated-cipher.js';

/** A fresh AES-256 key for one person's documents. Deleting its wrapped form erases all that was encrypted with it. */
export function newPersonKey(): KeyObject {
  return newSecretKey();
}

/**
 * Encrypts a person's key under the node's master key, for the store.
 * @param personKeyId - id of the row; bound in, so that the keys of two persons cannot be exchanged unnoticed
 * @returns 61 octets
 * @throws PSR-3010 when one of the keys is unfit
 */
export function wrapPersonKey(personKey: KeyObject, masterKey: KeyObject, personKeyId: string): Buffer {
  return encrypt(personKey.export(), masterKey, bound(personKeyId));
}

/**
 * Decrypts a wrapped person's key.
 * @throws PSR-3009 when it was altered, moved to another row, or wrapped under another master key
 */
export function unwrapPersonKey(wrapped: Uint8Array, masterKey: KeyObject, personKeyId: string): KeyObject {
  return createSecretKey(decrypt(wrapped, masterKey, bound(personKeyId)));
}

function bound(personKeyId: string): string {
  return JSON.stringify(['person key', personKeyId]);
}
