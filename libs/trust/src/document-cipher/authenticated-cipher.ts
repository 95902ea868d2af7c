import { randomBytes, type KeyObject } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import { nonceLength, openGcm, sealGcm, tagLength } from './aes-gcm.js';

/*
 * What is stored:   version (1 octet, 0x01) | nonce (12) | ciphertext (as long as the plain octets) | tag (16)
 *
 * AES-256-GCM (NIST SP 800-38D). The nonce is random: with at most 2^32 messages a key the chance that one repeats
 * stays below 2^-32, and no counter has to survive a restored backup.
 */
const version = 0x01;
const headLength = 1 + nonceLength;

/** Octets that sealing adds to the plain octets. */
export const cipherOverhead = headLength + tagLength;

/**
 * Encrypts and authenticates octets.
 * @param bound - text that must be given again to decrypt: it says what the octets are and is itself not stored
 * @throws PSR-3010 when the key is not a secret of 32 octets
 */
export function encrypt(plain: Uint8Array, key: KeyObject, bound: string): Buffer {
  const nonce = randomBytes(nonceLength);
  const { ciphertext, tag } = sealGcm(plain, key, nonce, boundOctets(bound));
  return Buffer.concat([Buffer.of(version), nonce, ciphertext, tag]);
}

/**
 * Decrypts octets made by {@link encrypt}; gives nothing before the tag has been verified.
 * @throws PSR-3009 when a bit was changed, the key is another, or the octets were bound to something else
 */
export function decrypt(stored: Uint8Array, key: KeyObject, bound: string): Buffer {
  const octets = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  if (octets.length < cipherOverhead) throw unopened('shorter than its frame');
  if (octets[0] !== version) throw unopened('unknown version of the frame');
  const frame = {
    nonce: octets.subarray(1, headLength),
    ciphertext: octets.subarray(headLength, octets.length - tagLength),
    tag: octets.subarray(octets.length - tagLength),
  };
  const plain = openGcm(frame, key, boundOctets(bound));
  if (plain === undefined) throw unopened('altered, or made with another key or for another place');
  return plain;
}

/** The version is authenticated with the rest, so that a later frame cannot be passed off as this one. */
function boundOctets(bound: string): Buffer {
  return Buffer.concat([Buffer.of(version), Buffer.from(bound, 'utf8')]);
}

function unopened(reason: string): PasserelleError {
  return new PasserelleError('PSR-3009', { reason });
}
