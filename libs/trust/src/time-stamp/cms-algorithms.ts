import { constants, verify, type KeyObject } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import { derMembers } from '../certificates/der-values.js';
import { tags, typeOf } from './der-tags.js';
import type { AlgorithmIdentifier, SignerInfo } from './signed-data.js';

/** Digests that are accepted, as node:crypto names them. */
export type DigestName = 'sha256' | 'sha384' | 'sha512';

const digests: ReadonlyMap<string, DigestName> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

type Padding = 'rsa' | 'rsa-pss' | 'ecdsa';

/** Signature algorithms by OBJECT IDENTIFIER; where they name no digest, `digestAlgorithm` or the parameters do. */
const signatures: ReadonlyMap<string, { readonly padding: Padding; readonly digest?: DigestName }> = new Map([
  ['1.2.840.113549.1.1.1', { padding: 'rsa' }],
  ['1.2.840.113549.1.1.11', { padding: 'rsa', digest: 'sha256' }],
  ['1.2.840.113549.1.1.12', { padding: 'rsa', digest: 'sha384' }],
  ['1.2.840.113549.1.1.13', { padding: 'rsa', digest: 'sha512' }],
  ['1.2.840.113549.1.1.10', { padding: 'rsa-pss' }],
  ['1.2.840.10045.4.3.2', { padding: 'ecdsa', digest: 'sha256' }],
  ['1.2.840.10045.4.3.3', { padding: 'ecdsa', digest: 'sha384' }],
  ['1.2.840.10045.4.3.4', { padding: 'ecdsa', digest: 'sha512' }],
]);

/**
 * The digest an algorithm identifier stands for.
 * @throws PasserelleError PSR-3022 when it is none of SHA-256, SHA-384 and SHA-512
 */
export function digestNameOf(algorithm: AlgorithmIdentifier): DigestName {
  const name = digests.get(algorithm.type);
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
 * @param key - key of the certificate of the authority: RSA of at least 2048 bits, or P-256, P-384 or P-521
 * @throws PasserelleError PSR-3022 when algorithm or key is not allowed
 */
export function verifiesSignerInfo(signer: SignerInfo, key: KeyObject): boolean {
  const stated = signatures.get(signer.signatureAlgorithm.type);
  const digest = digestNameOf(signer.digestAlgorithm);
  // RFC 5652 section 5.3 would let the two differ; no authority needs that, and one digest is one thing less to decide.
  if (stated === undefined || (stated.digest ?? digest) !== digest || !allows(key, stated.padding)) {
    throw new PasserelleError('PSR-3022');
  }
  const { signedOctets, signature } = signer;
  switch (stated.padding) {
    case 'ecdsa':
      return verify(digest, signedOctets, { key, dsaEncoding: 'der' }, signature);
    case 'rsa':
      return verify(digest, signedOctets, { key, padding: constants.RSA_PKCS1_PADDING }, signature);
    case 'rsa-pss': {
      if (pssDigest(signer.signatureAlgorithm) !== digest) throw new PasserelleError('PSR-3022');
      const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
      return verify(digest, signedOctets, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature);
    }
  }
}

function allows(key: KeyObject, padding: Padding): boolean {
  const { modulusLength = 0, publicExponent = 0n, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  if (padding === 'ecdsa') {
    return key.asymmetricKeyType === 'ec' && ['prime256v1', 'secp384r1', 'secp521r1'].includes(namedCurve);
  }
  return key.asymmetricKeyType === 'rsa' && modulusLength >= 2048 && publicExponent >= 65537n;
}

/**
 * The digest of RSASSA-PSS-params (RFC 4055 section 3.1). Absent parameters mean SHA-1, which is not allowed; MGF1 has to
 * digest alike, and a salt of another length than the digest fails to verify.
 */
function pssDigest({ parameters }: AlgorithmIdentifier): DigestName | undefined {
  const members = parameters === undefined ? undefined : derMembers(parameters.octets);
  const [hash, mask] = [tags.context0, tags.context1].map((tag) => {
    const wrapped = members?.find((each) => each.tag === tag);
    const [identifier] = (wrapped && derMembers(wrapped.octets)) ?? [];
    return identifier && derMembers(identifier.octets);
  });
  const inner = mask?.[1] && derMembers(mask[1].octets);
  const name = digests.get(typeOf(hash?.[0]) ?? '');
  const sameMask = typeOf(mask?.[0]) === '1.2.840.113549.1.1.8' && digests.get(typeOf(inner?.[0]) ?? '') === name;
  return sameMask ? name : undefined;
}
