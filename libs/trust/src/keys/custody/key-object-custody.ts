import { constants, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import type { Certificate } from '../../certificates/certificate.js';
import { digestOfAlgorithm, signatureAlgorithmsOf, smallestRsaSigned } from '../signature-algorithms.js';
import type { SignatureAlgorithm } from '../signature-algorithms.js';
import type { CustodyAlgorithm, LocalCustodyKey } from './custody-key.js';
import { ecdsaDigestSigner } from './ecdsa-digest.js';
import { rsaPkcs1OverDigest, rsaPssOverDigest } from './rsa-digest.js';

/**
 * Takes a private key of this process into custody. It was parsed once: parsing it for each signature would make RSA 2.6
 * times slower.
 * @param certificates - that of the key first; none for an Ed25519 key
 * @param wanted - which of the algorithms of an RSA key to sign with; a curve has only one
 * @throws PasserelleError PSR-3008 when the key is of a kind we do not sign with, shorter than RSA-3072, or not the key of
 * the first certificate
 */
export function keyObjectCustody(
  key: KeyObject,
  certificates: readonly Certificate[],
  wanted?: SignatureAlgorithm,
): LocalCustodyKey {
  const publicKey = createPublicKey(key);
  const algorithm = algorithmFor(publicKey, wanted);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  if (algorithm !== 'EdDSA' && certificates[0]?.spki.equals(spki) !== true) {
    throw unusableKey('it is not the key of the certificate');
  }
  return { algorithm, publicKey, certificates, ...operations(key, algorithm) };
}

/**
 * The algorithm a key signs with: the one wanted where the key can do it, else the first it can do.
 * @throws PasserelleError PSR-3008
 */
export function algorithmFor(publicKey: KeyObject, wanted?: SignatureAlgorithm): CustodyAlgorithm {
  if (publicKey.asymmetricKeyType === 'ed25519') return 'EdDSA';
  const allowed = signatureAlgorithmsOf(publicKey, smallestRsaSigned);
  const [first] = allowed;
  if (first === undefined) throw unusableKey('neither ECDSA on an allowed curve nor RSA of at least 3072 bits');
  return wanted !== undefined && allowed.includes(wanted) ? wanted : first;
}

/** PSR-3008 with its reason. */
export function unusableKey(reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-3008', { reason }, { cause });
}

function operations(key: KeyObject, algorithm: CustodyAlgorithm): Pick<LocalCustodyKey, 'sign' | 'signDigest'> {
  if (algorithm === 'EdDSA') return { sign: (octets) => sign(null, octets, key), signDigest: octetsOnly };
  const digest = digestOfAlgorithm(algorithm);
  // RFC 7518 sections 3.3 to 3.5: PSS has a salt as long as the digest; ECDSA concatenates r and s.
  switch (algorithm.slice(0, 2)) {
    case 'ES':
      return {
        sign: (octets) => sign(digest, octets, { key, dsaEncoding: 'ieee-p1363' }),
        signDigest: ecdsaDigestSigner(key),
      };
    case 'PS': {
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      const parameters = { key, padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
      return {
        sign: (octets) => sign(digest, octets, parameters),
        signDigest: (value) => rsaPssOverDigest(key, digest, value),
      };
    }
    default:
      return {
        sign: (octets) => sign(digest, octets, { key, padding: constants.RSA_PKCS1_PADDING }),
        signDigest: (value) => rsaPkcs1OverDigest(key, digest, value),
      };
  }
}

/** What an Ed25519 key does with a digest. */
export function octetsOnly(): never {
  throw new Error('Ed25519 signs octets, not digests of them');
}
