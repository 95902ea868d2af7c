import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import { formatVerifierKey, verifierKey, type VerifierKey } from './verifier-key.js';

/** A key that signs notes. A port, because the private key may live in another process or in hardware. */
export interface NoteSigner {
  /** The public side: name, key id and public key. */
  readonly key: VerifierKey;
  /** Signs the octets of a note text; gives the raw signature without the key id. */
  sign(text: Buffer): Promise<Buffer> | Buffer;
}

/** A new key pair of a log. */
export interface LogKeyPair {
  /** Private key, PEM of PKCS#8. */
  readonly privateKey: string;
  /** Verifier key text to publish: `<name>+<key id>+<base64>`. */
  readonly verifierKey: string;
}

/**
 * A signer over a private key held in this process.
 * @param name - key name; the origin of the log
 * @param privateKey - Ed25519, as PEM of PKCS#8 or as a key object
 * @throws PSR-6008 when the key cannot be read or is not Ed25519, or the name cannot be a key name
 */
export function noteSigner(name: string, privateKey: string | KeyObject): NoteSigner {
  const secret = typeof privateKey === 'string' ? readPrivateKey(privateKey) : privateKey;
  const key = verifierKey(name, createPublicKey(secret));
  return { key, sign: (text) => sign(null, text, secret) };
}

/**
 * Makes the key pair of a new log.
 * @param name - key name; the origin of the log, such as `node.example/lu`
 */
export function createLogKeyPair(name: string): LogKeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    verifierKey: formatVerifierKey(verifierKey(name, publicKey)),
  };
}

function readPrivateKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new PasserelleError('PSR-6008', { reason: 'it is not a readable PEM private key' }, { cause });
  }
}
