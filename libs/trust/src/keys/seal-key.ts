import type { Certificate } from '../certificates/certificate.js';
import type { CustodyKey, LocalCustodyKey } from './custody/custody-key.js';
import { unusableKey } from './custody/key-object-custody.js';
import type { SignatureAlgorithm } from './signature-algorithms.js';

/**
 * A key of this node that signs: seals, receipts and requester tokens each have their own. It is a port: the key may
 * lie in a PEM file or in a security module, and only octets and signatures cross it.
 */
export interface SealKey {
  readonly algorithm: SignatureAlgorithm;
  /** The certificate of the key, which the other side has pinned. */
  readonly certificate: Certificate;
  /** The octets of the certificate, DER, as they go into `x5c` or `X509Certificate`. */
  readonly certificateDer: Uint8Array;
  /**
   * Signs exactly these octets; the digest is part of the algorithm.
   * @returns the signature in the form of JWS and XML signatures: r and s one after the other (IEEE P1363) for ECDSA; at
   * once where the key is in this process, later where a security module or the signer process holds it
   */
  sign(octets: Uint8Array): Buffer | Promise<Buffer>;
}

/** A key that this process holds itself, so that it signs at once. */
export interface LocalSealKey extends SealKey {
  sign(octets: Uint8Array): Buffer;
}

/**
 * A key in custody as one that seals.
 * @throws PasserelleError PSR-3008 for a key without certificate, which nobody could have pinned
 */
export function sealKeyOf(key: LocalCustodyKey): LocalSealKey;
export function sealKeyOf(key: CustodyKey): SealKey;
export function sealKeyOf(key: CustodyKey): SealKey {
  const { algorithm, certificates } = key;
  const [certificate] = certificates;
  if (algorithm === 'EdDSA' || certificate === undefined) throw unusableKey('it has no certificate');
  return { algorithm, certificate, certificateDer: certificate.der, sign: (octets) => key.sign(octets) };
}
