import { constants, verify, type KeyObject } from 'node:crypto';
import { oidOf, smallNumber } from '../der/der-primitives.js';
import { contextTag, DerError, derOf, DerWalk, tags, type DerNode } from '../der/strict-der.js';
import { readAlgorithm, type AlgorithmIdentifier, type SignedStructure } from '../fields/x509-fields.js';

/** How a signature is verified by node:crypto. */
interface Method {
  readonly keyType: 'rsa' | 'ec' | 'ed25519';
  /** null for Ed25519, which digests by itself. */
  readonly digest: string | null;
  /** Length of the salt, of RSASSA-PSS only. */
  readonly saltLength?: number;
}

/** RSASSA-PKCS1-v1_5 (RFC 4055 section 5: NULL parameters) and ECDSA (RFC 5758 section 3.2: none). */
const plain: Readonly<Record<string, Method>> = {
  '1.2.840.113549.1.1.11': { keyType: 'rsa', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { keyType: 'rsa', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { keyType: 'rsa', digest: 'sha512' },
  '1.2.840.10045.4.3.2': { keyType: 'ec', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { keyType: 'ec', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { keyType: 'ec', digest: 'sha512' },
  '1.3.101.112': { keyType: 'ed25519', digest: null },
};
const rsassaPss = '1.2.840.113549.1.1.10';
const maskGeneration1 = '1.2.840.113549.1.1.8';
const digests: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * Verifies the signature over a certificate, a revocation list or an OCSP response. Allowed are RSASSA-PKCS1-v1_5,
 * RSASSA-PSS and ECDSA with SHA-256, SHA-384 or SHA-512, and Ed25519; SHA-1 and MD5 are not, because two structures can be
 * made that share a digest.
 * @param publicKey - of the issuer; its strength is not looked at here
 * @returns undefined when it verifies, else why not
 */
export function signatureFault(structure: SignedStructure, publicKey: KeyObject): string | undefined {
  const method = methodOf(structure.algorithm);
  if (method === undefined) return 'a signature algorithm that is not allowed';
  const { keyType, digest, saltLength } = method;
  const isPss = saltLength !== undefined;
  const type = publicKey.asymmetricKeyType;
  if (type !== keyType && !(isPss && type === 'rsa-pss'))
    return 'a signature of another kind than the key of the issuer';
  const padding = isPss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength } : {};
  try {
    const holds = verify(
      digest,
      structure.signed,
      { key: publicKey, dsaEncoding: 'der', ...padding },
      structure.signature,
    );
    return holds ? undefined : 'a signature that does not verify';
  } catch {
    // OpenSSL throws where parameters bound to an RSASSA-PSS key forbid these: then the key did not make the signature.
    return 'a signature that cannot be verified with the key of the issuer';
  }
}

/** Whether a structure is signed by a method that is allowed at all. */
export function isSignedSoundly({ algorithm }: SignedStructure): boolean {
  return methodOf(algorithm) !== undefined;
}

function methodOf({ id, parameters }: AlgorithmIdentifier): Method | undefined {
  if (id === rsassaPss) return pssMethod(parameters);
  const method = Object.hasOwn(plain, id) ? plain[id] : undefined;
  if (method === undefined) return undefined;
  const wellFormed =
    method.keyType === 'rsa'
      ? parameters?.tag === tags.null && parameters.content.length === 0
      : parameters === undefined;
  return wellFormed ? method : undefined;
}

/** RSASSA-PSS-params of RFC 4055 section 3.1: one digest for both uses, MGF1, trailer 1. The defaults are SHA-1 and refused. */
function pssMethod(parameters: DerNode | undefined): Method | undefined {
  if (parameters?.tag !== tags.sequence) return undefined;
  try {
    const walk = new DerWalk(parameters.content);
    const digest = digestOf(derOf(walk.next(contextTag(0)).content, tags.sequence));
    const mask = readAlgorithm(derOf(walk.next(contextTag(1)).content, tags.sequence));
    const salt = walk.optional(contextTag(2));
    const trailer = walk.optional(contextTag(3));
    walk.end();
    const sound =
      digest !== undefined &&
      mask.id === maskGeneration1 &&
      mask.parameters !== undefined &&
      digestOf(mask.parameters) === digest &&
      (trailer === undefined || smallNumber(derOf(trailer.content, tags.integer)) === 1);
    if (!sound) return undefined;
    const saltLength = salt === undefined ? 20 : smallNumber(derOf(salt.content, tags.integer));
    return { keyType: 'rsa', digest, saltLength };
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return undefined;
  }
}

/** The digest an AlgorithmIdentifier names; its parameters are NULL or absent (RFC 4055 section 2.1). */
function digestOf(node: DerNode): string | undefined {
  const walk = new DerWalk(derOf(node.octets, tags.sequence).content);
  const id = oidOf(walk.next());
  walk.optional(tags.null);
  walk.end();
  return Object.hasOwn(digests, id) ? digests[id] : undefined;
}
