import { constants, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import { readCertificates } from '../certificates/certificate.js';
import type { LocalSealKey } from './seal-key.js';
import { signatureAlgorithmsOf, smallestRsaSigned, type SignatureAlgorithm } from './signature-algorithms.js';

/** How a key from a file is used. */
export interface PemSealKeyOptions {
  /** What an RSA key signs with; an EC key always signs ES256. @default 'RS256' */
  readonly rsaAlgorithm?: 'RS256' | 'PS256';
  /** Passphrase of an encrypted PEM key. */
  readonly passphrase?: string;
}

/**
 * A signing key from PEM texts. The key is parsed once: parsing it for each signature would make RSA 2.6 times slower.
 * @param keyPem - PKCS#8, PKCS#1 or SEC 1 private key
 * @param certificatePem - the certificate of the key; certificates of a chain may follow it
 * @throws PSR-3008 when the key is unreadable, shorter than RSA-3072, on another curve than P-256, or is not the key
 * of the certificate; PSR-2010 when the certificate is malformed
 */
export function pemSealKey(keyPem: string, certificatePem: string, options: PemSealKeyOptions = {}): LocalSealKey {
  const privateKey = readPrivateKey(keyPem, options.passphrase);
  const allowed = signatureAlgorithmsOf(privateKey, smallestRsaSigned);
  const wanted = options.rsaAlgorithm ?? 'RS256';
  const algorithm = allowed.includes(wanted) ? wanted : allowed[0];
  if (algorithm === undefined) throw unusable('neither ECDSA P-256 nor RSA of at least 3072 bits');

  const [certificate] = readCertificates(certificatePem);
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  if (!certificate?.spki.equals(spki)) throw unusable('it is not the key of the certificate');

  const parameters = signingParameters(privateKey, algorithm);
  return {
    algorithm,
    certificate,
    certificateDer: certificate.der,
    sign: (octets) => sign('sha256', octets, parameters),
  };
}

function readPrivateKey(keyPem: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key: keyPem, format: 'pem', ...(passphrase !== undefined && { passphrase }) });
  } catch (cause) {
    throw unusable('not a readable PEM private key', cause);
  }
}

/** RFC 7518 sections 3.3 to 3.5: PS256 has a salt as long as the digest; ES256 concatenates r and s. */
function signingParameters(key: KeyObject, algorithm: SignatureAlgorithm): Parameters<typeof sign>[2] {
  switch (algorithm) {
    case 'ES256':
      return { key, dsaEncoding: 'ieee-p1363' };
    case 'RS256':
      return { key, padding: constants.RSA_PKCS1_PADDING };
    case 'PS256':
      return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  }
}

function unusable(reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-3008', { reason }, { cause });
}
