import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';

/** Octets of every symmetric key: AES-256 and HMAC-SHA256 take 32. */
export const secretKeyLength = 32;

/** A fresh random key. It is a KeyObject so that printing or serialising it by mistake shows nothing. */
export function newSecretKey(): KeyObject {
  return createSecretKey(randomBytes(secretKeyLength));
}

/**
 * Reads a symmetric key as it stands in a file: 64 hexadecimal characters, white space around them allowed.
 * @throws PSR-3010 when the text has another form
 */
export function readSecretKey(text: string): KeyObject {
  const hex = text.trim();
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new PasserelleError('PSR-3010', { reason: 'not 64 hexadecimal characters' });
  return createSecretKey(Buffer.from(hex, 'hex'));
}

/**
 * Refuses what cannot serve as a symmetric key here, before it is used.
 * @throws PSR-3010 when it is a private or public key, or not 32 octets long
 */
export function checkSecretKey(key: KeyObject): KeyObject {
  if (key.type !== 'secret' || key.symmetricKeySize !== secretKeyLength) {
    throw new PasserelleError('PSR-3010', { reason: `not a secret of ${secretKeyLength} octets` });
  }
  return key;
}
