import type { KeyObject } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import { attribute, type XmlElement } from '@passerelle/xml';
import { verifiableAlgorithmsOf, type VerifiableAlgorithm } from '../keys/signature-algorithms.js';
import { digestMethods } from '../xades/profile.js';
import { Sequence } from '../xades/sequence.js';

/** What node:crypto calls the digests that are accepted. */
export type DigestName = 'sha256' | 'sha384' | 'sha512';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const more2007 = 'http://www.w3.org/2007/05/xmldsig-more#';

/** Signature methods that are accepted (RFC 9231 sections 2.3.2, 2.3.6 and 2.3.10). Whatever stands not here is refused. */
const signatureMethods: ReadonlyMap<string, VerifiableAlgorithm> = new Map([
  [`${more}rsa-sha256`, 'RS256'],
  [`${more}rsa-sha384`, 'RS384'],
  [`${more}rsa-sha512`, 'RS512'],
  [`${more2007}sha256-rsa-MGF1`, 'PS256'],
  [`${more2007}sha384-rsa-MGF1`, 'PS384'],
  [`${more2007}sha512-rsa-MGF1`, 'PS512'],
  [`${more}ecdsa-sha256`, 'ES256'],
  [`${more}ecdsa-sha384`, 'ES384'],
  [`${more}ecdsa-sha512`, 'ES512'],
]);

/** The digest of a `DigestMethod`. @throws PasserelleError PSR-3011 with the name of one that is not allowed */
export function digestNameOf(method: XmlElement): DigestName {
  return allowed(method, digestMethods);
}

/**
 * The algorithm of a `SignatureMethod`.
 * @throws PasserelleError PSR-3011 with the name of one that is not allowed: SHA-1, MD5, DSA, HMAC whatever its length
 */
export function signatureAlgorithmOf(method: XmlElement): VerifiableAlgorithm {
  return allowed(method, signatureMethods);
}

/** None of the allowed methods has parameters, so one with children is another method. */
function allowed<T>(method: XmlElement, known: ReadonlyMap<string, T>): T {
  const uri = attribute(method, 'Algorithm') ?? '';
  const algorithm = known.get(uri);
  const parameters = new Sequence(method).rest();
  if (algorithm !== undefined && parameters.length === 0) return algorithm;
  const parameter = algorithm === undefined ? '' : ' with parameters';
  throw new PasserelleError('PSR-3011', { algorithm: `${printable(uri)}${parameter}` });
}

/**
 * Stops unless the key may be used with the algorithm. The curve does not bind the digest in XML signatures, other than
 * in JWS.
 * @throws PasserelleError PSR-3011
 */
export function requireKey(key: KeyObject, algorithm: VerifiableAlgorithm): void {
  const usable = verifiableAlgorithmsOf(key).some(
    (each) => each === algorithm || (each.startsWith('ES') && algorithm.startsWith('ES')),
  );
  if (!usable) throw new PasserelleError('PSR-3011', { algorithm: describe(key, algorithm) });
}

function describe(key: KeyObject, algorithm: VerifiableAlgorithm): string {
  const { modulusLength, publicExponent = 0n, namedCurve } = key.asymmetricKeyDetails ?? {};
  const kind = key.asymmetricKeyType ?? 'unknown';
  const detail = modulusLength === undefined ? namedCurve : `${modulusLength} bits, exponent ${publicExponent}`;
  return `${algorithm} with a key of kind ${kind}${detail === undefined ? '' : ` (${detail})`}`;
}

/** A URI of the document as it may stand in a message: printable, and not longer than any that is known. */
export function printable(uri: string): string {
  return uri.replace(/[^\x21-\x7e]/g, '?').slice(0, 100);
}
