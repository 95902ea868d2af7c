import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import { child, children, textOf, writtenAttribute, type XmlElement } from '@passerelle/xml';
import { readCertificate, type Certificate } from '../certificates/certificate.js';
import { decodeBase64 } from '../seals/base64.js';
import { requireForm } from '../seals/refusal.js';
import { dsig } from '../xades/profile.js';
import { onlyText } from '../xades/sequence.js';

const dsig11 = 'http://www.w3.org/2009/xmldsig11#';

/** A chain of some certificates is usual. */
const mostCertificates = 20;

/** What `ds:KeyInfo` says. Nothing in it is trusted: it chooses among what is, and shortens the search (threat 17). */
export interface KeyHints {
  /** `X509Data/X509Certificate`, in their order. */
  readonly certificates: readonly Certificate[];
  /** `KeyValue` or `DEREncodedKeyValue`: shows that a signature is whole, and never whose it is. */
  readonly key: KeyObject | undefined;
}

/**
 * Reads the hints of `KeyInfo`. `RetrievalMethod`, `KeyInfoReference` and `KeyName` are not followed; names and serial
 * numbers in `X509Data` are not looked up. A certificate that cannot be read is no hint.
 * @throws PasserelleError PSR-3004 when there are more certificates than anybody needs
 */
export function readKeyInfo(keyInfo: XmlElement | undefined): KeyHints {
  const found = children(keyInfo, 'X509Data')
    .filter(isDsig)
    .flatMap((data) => children(data, 'X509Certificate').filter(isDsig));
  requireForm(found.length <= mostCertificates, 'KeyInfo holds too many certificates');
  return { certificates: found.flatMap((each) => certificateIn(each)), key: keyIn(keyInfo) };
}

function isDsig({ uri }: XmlElement): boolean {
  return uri === dsig;
}

function certificateIn(element: XmlElement): readonly Certificate[] {
  const der = decodeBase64(onlyText(element));
  try {
    return der === undefined ? [] : [readCertificate(der)];
  } catch (error) {
    if (error instanceof PasserelleError) return [];
    throw error;
  }
}

function keyIn(keyInfo: XmlElement | undefined): KeyObject | undefined {
  const encoded = child(keyInfo, 'DEREncodedKeyValue', dsig11);
  const value = child(keyInfo, 'KeyValue', dsig);
  const rsa = child(value, 'RSAKeyValue', dsig);
  const ec = child(value, 'ECKeyValue', dsig11);
  try {
    if (encoded !== undefined) {
      const key = Buffer.from(textOf(encoded) ?? '', 'base64');
      return createPublicKey({ key, format: 'der', type: 'spki' });
    }
    const jwk = rsa ? rsaKey(rsa) : ec ? curveKey(ec) : undefined;
    return jwk === undefined ? undefined : createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    // A key that cannot be read is no hint; the signature is then without one.
    return undefined;
  }
}

function rsaKey(value: XmlElement): JsonWebKey {
  const part = (name: string): string => numberOf(textOf(child(value, name, dsig)));
  return { kty: 'RSA', n: part('Modulus'), e: part('Exponent') };
}

/** JWK has no leading zeros, ds:CryptoBinary should have none. */
function numberOf(base64: string | undefined): string {
  const octets = Buffer.from(base64 ?? '', 'base64');
  const first = octets.findIndex((octet) => octet !== 0);
  return octets.subarray(Math.max(first, 0)).toString('base64url');
}

const curves: Readonly<Record<string, { readonly crv: string; readonly size: number }>> = {
  'urn:oid:1.2.840.10045.3.1.7': { crv: 'P-256', size: 32 },
  'urn:oid:1.3.132.0.34': { crv: 'P-384', size: 48 },
  'urn:oid:1.3.132.0.35': { crv: 'P-521', size: 66 },
};

/** `dsig11:ECKeyValue` with a named curve; the point is uncompressed (XML Signature 1.1 section 4.5.2.3.1). */
function curveKey(value: XmlElement): JsonWebKey | undefined {
  const urn = writtenAttribute(child(value, 'NamedCurve', dsig11), 'URI') ?? '';
  const curve = Object.hasOwn(curves, urn) ? curves[urn] : undefined;
  const point = Buffer.from(textOf(child(value, 'PublicKey', dsig11)) ?? '', 'base64');
  if (curve === undefined || point[0] !== 4 || point.length !== 1 + 2 * curve.size) return undefined;
  const coordinate = (at: number): string => point.subarray(at, at + curve.size).toString('base64url');
  return { kty: 'EC', crv: curve.crv, x: coordinate(1), y: coordinate(1 + curve.size) };
}
