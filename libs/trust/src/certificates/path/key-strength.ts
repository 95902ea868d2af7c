import type { KeyObject } from 'node:crypto';
import { tags } from '../der/strict-der.js';
import type { X509Fields } from '../fields/x509-fields.js';

const curves: ReadonlySet<string> = new Set(['prime256v1', 'secp384r1', 'secp521r1']);
/** 1.2.840.10045.2.1, id-ecPublicKey. */
const ecPublicKey = '1.2.840.10045.2.1';
/** Above, verifying one signature takes long enough to be used against us; no authority has such keys. */
const longestModulus = 16_384;

/**
 * Why a key is not allowed to verify anything: RSA below 2048 bits or with a public exponent below 65537 (with 3, forged
 * signatures pass wherever padding is read leniently), curves other than P-256, P-384 and P-521, curves given by their
 * parameters (CVE-2020-0601), and every other kind of key but Ed25519.
 * @returns undefined when the key is sound
 */
export function weaknessOf(publicKey: KeyObject, { algorithm }: X509Fields['key']): string | undefined {
  const { modulusLength = 0, publicExponent = 0n, namedCurve = '' } = publicKey.asymmetricKeyDetails ?? {};
  switch (publicKey.asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss':
      if (modulusLength < 2048) return 'an RSA key below 2048 bits';
      if (modulusLength > longestModulus) return 'an oversized RSA key';
      if (publicExponent < 65537n || publicExponent % 2n === 0n) return 'an RSA public exponent below 65537';
      return undefined;
    case 'ec':
      if (!curves.has(namedCurve)) return 'a curve other than P-256, P-384 and P-521';
      if (algorithm.id !== ecPublicKey || algorithm.parameters?.tag !== tags.objectIdentifier)
        return 'a curve that is not given by its name';
      return undefined;
    case 'ed25519':
      return undefined;
    default:
      return 'a kind of key that is not allowed';
  }
}
