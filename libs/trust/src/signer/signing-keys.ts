import { createHash, type KeyObject } from 'node:crypto';
import { PasserelleError, type Clock } from '@passerelle/kernel';
import { ownSignatureVerifies } from '../keys/custody/own-signature.js';
import { unusableKey } from '../keys/custody/key-object-custody.js';
import type { KeyPurpose } from '../keys/key-purpose.js';
import type { SealKey } from '../keys/seal-key.js';
import { digestOfAlgorithm } from '../keys/signature-algorithms.js';
import { currentKey, type KeyDescription } from '../keys/store/key-ring.js';
import type { HeldKey, KeyStore } from '../keys/store/key-store.js';
import type { SignerConnection } from './signer-connection.js';
import type { SigningDesk } from './signing-desk.js';

/** The key of the log, as far as signing checkpoints needs it. */
export interface CheckpointKey {
  readonly publicKey: KeyObject;
  /** Signs the text of a checkpoint (Ed25519). */
  sign(text: Uint8Array): Buffer | Promise<Buffer>;
}

/** What the parts of a node sign with, wherever the keys are: in this process or in that of the signer. */
export interface SigningKeys {
  /**
   * The key of a purpose that signs now. It is asked for anew for each signature, so that a replaced key is noticed.
   * @param exchange - id of the exchange on which the signature is booked
   * @throws PasserelleError PSR-3070 when none is held, PSR-3073 when none is valid
   */
  key(purpose: Exclude<KeyPurpose, 'log'>, exchange?: string): SealKey;
  /** @throws PasserelleError PSR-3070 */
  checkpointKey(): CheckpointKey;
  /** All keys that may be used here, with their certificates: for health and metrics. */
  readonly keys: readonly KeyDescription[];
  /** Resolves when signatures can be had. @throws PasserelleError PSR-3078 */
  alive(): Promise<void>;
}

/** Keys that this process holds itself. @param client - name under which its signatures are booked */
export function heldSigningKeys(
  store: () => KeyStore,
  desk: SigningDesk,
  { clock, client }: { readonly clock: Clock; readonly client: string },
): SigningKeys {
  const signing = (held: HeldKey, exchange?: string) => {
    return (octets: Uint8Array): Buffer | Promise<Buffer> => {
      const booked = (signature: Buffer): Buffer => {
        desk.book(client, held, exchange, undefined);
        return signature;
      };
      const signature = held.custody.sign(octets);
      return Buffer.isBuffer(signature) ? booked(signature) : signature.then(booked);
    };
  };
  return {
    key(purpose, exchange) {
      const held = store().current(purpose, clock.now());
      return sealKey(held, signing(held, exchange));
    },
    checkpointKey() {
      const held = store().current('log', clock.now());
      return { publicKey: held.publicKey, sign: signing(held) };
    },
    get keys() {
      return store().keys;
    },
    alive: () => Promise.resolve(),
  };
}

/**
 * Keys that the signer process holds. Octets are digested here, so that no document travels to it, and no signature is
 * given out that its certificate does not verify.
 */
export function remoteSigningKeys(connection: SignerConnection, { clock }: { readonly clock: Clock }): SigningKeys {
  return {
    key(purpose, exchange) {
      const held = currentKey(connection.keys, purpose, clock.now());
      const { algorithm, id: key } = held;
      return sealKey(held, async (octets) => {
        if (algorithm === 'EdDSA') throw unusableKey('an Ed25519 key signs checkpoints only');
        const digest = createHash(digestOfAlgorithm(algorithm)).update(octets).digest();
        const request = { purpose, key, algorithm, digest, ...(exchange !== undefined && { exchange }) };
        return verified(held, octets, await connection.sign(request));
      });
    },
    checkpointKey() {
      const held = currentKey(connection.keys, 'log', clock.now());
      const sign = async (octets: Uint8Array): Promise<Buffer> =>
        verified(held, octets, await connection.sign({ purpose: 'log', key: held.id, octets }));
      return { publicKey: held.publicKey, sign };
    },
    get keys() {
      return connection.keys;
    },
    alive: () => connection.alive(),
  };
}

function verified(key: KeyDescription, octets: Uint8Array, signature: Buffer): Buffer {
  if (ownSignatureVerifies(key, octets, signature)) return signature;
  throw new PasserelleError('PSR-3082');
}

function sealKey({ algorithm, certificates: [certificate] }: KeyDescription, sign: SealKey['sign']): SealKey {
  if (algorithm === 'EdDSA' || certificate === undefined) throw unusableKey('it has no certificate');
  return { algorithm, certificate, certificateDer: certificate.der, sign };
}
