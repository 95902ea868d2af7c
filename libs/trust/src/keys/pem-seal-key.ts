import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readCertificates } from '../certificates/certificate.js';
import type { LocalCustodyKey } from './custody/custody-key.js';
import { algorithmFor, keyObjectCustody, unusableKey } from './custody/key-object-custody.js';
import { sealKeyOf, type LocalSealKey } from './seal-key.js';
import type { RsaAlgorithm, SignatureAlgorithm } from './signature-algorithms.js';

/** How a key from a file is used. */
export interface PemSealKeyOptions {
  /** What an RSA key signs with; a P-256 key always signs ES256 and a P-384 key ES384. @default 'RS256' */
  readonly rsaAlgorithm?: RsaAlgorithm;
  /** Passphrase of an encrypted PEM key. */
  readonly passphrase?: string;
}

/**
 * A signing key from PEM texts. The key is parsed once: parsing it for each signature would make RSA 2.6 times slower.
 * @param keyPem - PKCS#8, PKCS#1 or SEC 1 private key
 * @param certificatePem - the certificate of the key; certificates of a chain may follow it
 * @throws PSR-3008 when the key is unreadable, shorter than RSA-3072, on another curve than P-256 and P-384, or is not the key
 * of the certificate; PSR-2010 when the certificate is malformed
 */
export function pemSealKey(keyPem: string, certificatePem: string, options: PemSealKeyOptions = {}): LocalSealKey {
  const key = pemKey(keyPem, certificatePem, {
    algorithm: options.rsaAlgorithm ?? 'RS256',
    ...(options.passphrase !== undefined && { passphrase: options.passphrase }),
  });
  return sealKeyOf(key);
}

/** How a key in custody is used. */
export interface PemKeyOptions {
  /** What an RSA key signs with. @default 'RS256' */
  readonly algorithm?: SignatureAlgorithm;
  readonly passphrase?: string;
}

/**
 * A key in custody from PEM texts, under the same rules.
 * @param certificatePem - left out for the Ed25519 key of a log, which has no certificate
 * @throws PSR-3008, PSR-2010
 */
export function pemKey(
  keyPem: string,
  certificatePem: string | undefined,
  options: PemKeyOptions = {},
): LocalCustodyKey {
  const privateKey = readPrivateKey(keyPem, options.passphrase);
  // A key that may not sign is said to be so whatever stands in the file of certificates.
  algorithmFor(createPublicKey(privateKey), options.algorithm);
  const certificates = certificatePem === undefined ? [] : readCertificates(certificatePem);
  return keyObjectCustody(privateKey, certificates, options.algorithm);
}

function readPrivateKey(keyPem: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key: keyPem, format: 'pem', ...(passphrase !== undefined && { passphrase }) });
  } catch (cause) {
    throw unusableKey('not a readable PEM private key', cause);
  }
}
