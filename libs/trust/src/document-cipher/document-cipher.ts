import type { KeyObject } from 'node:crypto';
import type { Sha256 } from '@passerelle/kernel';
import { decrypt, encrypt } from './authenticated-cipher.js';

/** Where an encrypted document belongs. Moving its octets to another row, of the same person or not, makes them unreadable. */
export interface DocumentPlace {
  /** SHA-256 of the plain document, its name in the store. */
  readonly documentDigest: Sha256;
  /** Id of the person's key: a UUID. */
  readonly personKeyId: string;
}

/**
 * Encrypts a document for the store under the key of the person it is about.
 * @returns version, nonce, ciphertext and tag: 29 octets more than the document
 * @throws PSR-3010 when the key is unfit
 */
export function sealDocument(plain: Uint8Array, personKey: KeyObject, place: DocumentPlace): Buffer {
  return encrypt(plain, personKey, bound(place));
}

/**
 * Decrypts a document of the store.
 * @throws PSR-3009 when it was altered, moved, or belongs to another key
 */
export function openDocument(sealed: Uint8Array, personKey: KeyObject, place: DocumentPlace): Buffer {
  return decrypt(sealed, personKey, bound(place));
}

function bound({ documentDigest, personKeyId }: DocumentPlace): string {
  return JSON.stringify(['document', documentDigest, personKeyId]);
}
