import type { KeyObject } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import { derAt, tags } from '../certificates/der/strict-der.js';
import type { AlgorithmIdentifier, SignedStructure } from '../certificates/fields/x509-fields.js';
import { isSignedSoundly, signatureFault } from '../certificates/path/signature-algorithm.js';
import type { SignerInfo } from './signed-data.js';

/** Digests that are accepted, as node:crypto names them. */
export type DigestName = 'sha256' | 'sha384' | 'sha512';

const digests: ReadonlyMap<string, DigestName> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

/** rsaEncryption, with which CMS may name RSASSA-PKCS1-v1_5 and leave the digest to `digestAlgorithm` (RFC 3370 section 3.2). */
const rsaEncryption = '1.2.840.113549.1.1.1';
const rsaWithDigest: Readonly<Record<DigestName, string>> = {
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
};

/**
 * The digest an algorithm identifier stands for.
 * @throws PasserelleError PSR-3022 when it is none of SHA-256, SHA-384 and SHA-512
 */
export function digestNameOf(algorithm: AlgorithmIdentifier): DigestName {
  const name = digests.get(algorithm.id);
  if (name === undefined) throw new PasserelleError('PSR-3022');
  return name;
}

/** The OBJECT IDENTIFIER of a digest. */
export function digestTypeOf(name: DigestName): string {
  for (const [type, each] of digests) if (each === name) return type;
  throw new Error(`no identifier for ${name}`);
}

/**
 * Verifies the signature of a SignerInfo over its signed attributes (RFC 5652 section 5.6).
 * @param key - key of the certificate of the authority; its strength is judged with its path
 * @throws PasserelleError PSR-3022 when the algorithm is not allowed
 */
export function verifiesSignerInfo(signer: SignerInfo, key: KeyObject): boolean {
  const { signedOctets: signed, signature } = signer;
  const structure: SignedStructure = { signed, signature, algorithm: withDigest(signer) };
  if (!isSignedSoundly(structure)) throw new PasserelleError('PSR-3022');
  return signatureFault(structure, key) === undefined;
}

/** The algorithm as certificates would name it: with its digest, and with NULL, which CMS may leave out, for RSA. */
function withDigest({ signatureAlgorithm, digestAlgorithm }: SignerInfo): AlgorithmIdentifier {
  const { id, octets, parameters } = signatureAlgorithm;
  const nothing = derAt(Buffer.of(tags.null, 0), 0);
  if (id === rsaEncryption) {
    return { id: rsaWithDigest[digestNameOf(digestAlgorithm)], parameters: parameters ?? nothing, octets };
  }
  const isRsa = Object.values(rsaWithDigest).includes(id);
  return isRsa ? { id, parameters: parameters ?? nothing, octets } : signatureAlgorithm;
}
