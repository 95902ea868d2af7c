import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { nothing, objectIdentifier, sequence, type Asn1 } from './der.js';

/** What a development key can be. RSA has 3072 bits: the least this node signs with. */
export type KeyKind = 'ec-p256' | 'ec-p384' | 'rsa-3072';

/** A fresh private key, made by node:crypto: forge takes minutes over an RSA key of this length. */
export function newPrivateKey(kind: KeyKind): KeyObject {
  if (kind === 'rsa-3072')
    return generateKeyPairSync('rsa', { modulusLength: 3072, publicExponent: 0x10001 }).privateKey;
  return generateKeyPairSync('ec', { namedCurve: kind === 'ec-p256' ? 'P-256' : 'P-384' }).privateKey;
}

/** The private key as PKCS#8 PEM, unencrypted: development keys are protected by the mode of their file. */
export function privateKeyPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) of a private or public key, DER. */
export function publicKeyInfo(key: KeyObject): Buffer {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return publicKey.export({ type: 'spki', format: 'der' });
}

/** AlgorithmIdentifier of the signatures this key makes: RFC 4055 section 5 asks for NULL with RSA, RFC 5758 for nothing with ECDSA. */
export function signatureAlgorithm(key: KeyObject): Asn1 {
  return key.asymmetricKeyType === 'rsa'
    ? sequence(objectIdentifier('1.2.840.113549.1.1.11'), nothing())
    : sequence(objectIdentifier('1.2.840.10045.4.3.2'));
}

/** Signs DER with SHA-256 in the form certificates carry: for ECDSA a SEQUENCE of r and s. */
export function signDer(der: Uint8Array, key: KeyObject): Buffer {
  return sign('sha256', der, { key, dsaEncoding: 'der' });
}
