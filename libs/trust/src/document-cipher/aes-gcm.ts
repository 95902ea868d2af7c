import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { checkSecretKey } from '../keys/secret-key.js';

/** Octets of nonce and tag: the only lengths used. Shorter tags can be guessed, other nonces repeat sooner. */
export const nonceLength = 12;
export const tagLength = 16;

/** Ciphertext, with what is needed beside the key to open it. */
export interface GcmFrame {
  readonly nonce: Uint8Array;
  /** As long as the plain octets. */
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

/**
 * Encrypts with AES-256-GCM (NIST SP 800-38D).
 * @param nonce - never used before with the key
 * @throws PSR-3010 when the key is not a secret of 32 octets
 */
export function sealGcm(plain: Uint8Array, key: KeyObject, nonce: Uint8Array, bound: Uint8Array): GcmFrame {
  const cipher = createCipheriv('aes-256-gcm', checkSecretKey(key), nonce, { authTagLength: tagLength });
  cipher.setAAD(bound);
  const ciphertext = cipher.update(plain);
  cipher.final();
  return { nonce, ciphertext, tag: cipher.getAuthTag() };
}

/**
 * Decrypts; gives nothing before the tag has been verified.
 * @returns undefined when a bit was changed, the key is another, or the octets were bound to something else
 * @throws PSR-3010 when the key is not a secret of 32 octets
 */
export function openGcm({ nonce, ciphertext, tag }: GcmFrame, key: KeyObject, bound: Uint8Array): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', checkSecretKey(key), nonce, { authTagLength: tagLength });
  decipher.setAAD(bound);
  decipher.setAuthTag(tag);
  const plain = decipher.update(ciphertext);
  try {
    decipher.final();
  } catch {
    // OpenSSL says of every mismatch only that there is one.
    return undefined;
  }
  return plain;
}
