import type { KeyObject } from 'node:crypto';
import type { Certificate } from '../../certificates/certificate.js';
import type { SignatureAlgorithm } from '../signature-algorithms.js';

/** What a key in custody signs with; EdDSA is Ed25519 (RFC 8037), the algorithm of the log's checkpoints. */
export type CustodyAlgorithm = SignatureAlgorithm | 'EdDSA';

/**
 * A private key where it lies: in a file, in a PKCS#12 store, in a security module. It is a port: octets or a digest go
 * in, a signature comes out, and the key itself never does.
 */
export interface CustodyKey {
  readonly algorithm: CustodyAlgorithm;
  readonly publicKey: KeyObject;
  /** The certificate of the key, then those of its chain; empty for the key of the log, which has none. */
  readonly certificates: readonly Certificate[];
  /**
   * Signs octets.
   * @returns the form of JWS and XML signatures: r and s one after the other (IEEE P1363) for ECDSA
   */
  sign(octets: Uint8Array): Buffer | Promise<Buffer>;
  /**
   * Signs octets of which only the digest is known here, by the digest that belongs to the algorithm.
   * @throws Error with EdDSA, which signs octets only (RFC 8032 section 4)
   */
  signDigest(digest: Uint8Array): Buffer | Promise<Buffer>;
}

/** A key that this process holds itself, so that it signs at once. */
export interface LocalCustodyKey extends CustodyKey {
  sign(octets: Uint8Array): Buffer;
  signDigest(digest: Uint8Array): Buffer;
}
