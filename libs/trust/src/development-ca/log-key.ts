import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { privateKeyPem, publicKeyInfo } from './key-pair.js';

/** Type octet of an Ed25519 key in C2SP signed-note. */
const ed25519 = 0x01;

/** A fresh Ed25519 key for the checkpoints of the log, PKCS#8 PEM. */
export function newLogKey(): string {
  return privateKeyPem(generateKeyPairSync('ed25519').privateKey);
}

/** Verifier key (C2SP signed-note) of a log key: what peers and auditors are given to check checkpoints with. */
export function verifierKey(origin: string, logKeyPem: string): string {
  return encodeVerifierKey(origin, rawPublicKey(createPrivateKey(logKeyPem)));
}

/**
 * `name+keyid+base64(0x01 || public key)`, where the key id is the first four octets of SHA-256 over the name, a line
 * feed, the type and the key, in hexadecimal.
 * @param origin - name of the log; no white space and no plus sign, which would end it
 * @param publicKey - the 32 octets of RFC 8032
 */
export function encodeVerifierKey(origin: string, publicKey: Uint8Array): string {
  if (!/^[^\s+]+$/u.test(origin)) throw new Error(`The origin ${origin} has white space or a plus sign, or is empty.`);
  const typed = Buffer.concat([Buffer.of(ed25519), publicKey]);
  const keyId = createHash('sha256').update(`${origin}\n`).update(typed).digest('hex').slice(0, 8);
  return `${origin}+${keyId}+${typed.toString('base64')}`;
}

/** The SubjectPublicKeyInfo of Ed25519 is a fixed head of 12 octets before the key (RFC 8410 section 4). */
function rawPublicKey(key: KeyObject): Buffer {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The key of a log is an Ed25519 key.');
  return publicKeyInfo(key).subarray(12);
}
