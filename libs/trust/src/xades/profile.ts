import type { CanonicalForm } from '@passerelle/xml/canonical';
import type { SignatureAlgorithm } from '../keys/signature-algorithms.js';

export const dsig = 'http://www.w3.org/2000/09/xmldsig#';
export const xades = 'http://uri.etsi.org/01903/v1.3.2#';
export const exclusiveC14n = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** The prefixes our seals are written with and paths are spoken in. */
export const sealNamespaces = { ds: dsig, xades, ec: exclusiveC14n } as const;

/** `Reference/@Type` of the reference to the signed properties (ETSI EN 319 132-1 section 4.3.3). */
export const signedPropertiesType = 'http://uri.etsi.org/01903#SignedProperties';

/** `Reference/@Type` of a reference to a `ds:Object` (XML Signature 1.1 section 4.5). */
export const objectType = `${dsig}Object`;

/** Transforms that stand before canonicalisation: of a signature inside what it signs, and of octets in base64. */
export const envelopedSignature = `${dsig}enveloped-signature`;
export const base64Transform = `${dsig}base64`;

/** Digest methods that are accepted, by URI, with the names node:crypto has for them. */
export const digestMethods: ReadonlyMap<string, 'sha256' | 'sha384' | 'sha512'> = new Map([
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
]);

/** The URI of a digest. */
export function digestMethodOf(name: 'sha256' | 'sha384' | 'sha512'): string {
  for (const [uri, each] of digestMethods) if (each === name) return uri;
  throw new Error(`no digest method for ${name}`);
}

/**
 * Signature methods that are accepted (RFC 9231 sections 2.3.2, 2.3.6 and 2.3.10), by URI. HMAC, SHA-1 and everything
 * else is refused by not standing here.
 */
export const signatureMethods: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256', 'ES256'],
  ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384', 'ES384'],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'RS256'],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha384', 'RS384'],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', 'RS512'],
  ['http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1', 'PS256'],
  ['http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1', 'PS384'],
  ['http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1', 'PS512'],
]);

/** The URI of the method a key signs with. */
export function signatureMethodOf(algorithm: SignatureAlgorithm): string {
  for (const [uri, each] of signatureMethods) if (each === algorithm) return uri;
  throw new Error(`no signature method for ${algorithm}`);
}

/**
 * Canonicalisation methods that are accepted. Those with comments are not needed, as comments are refused; XSLT, XPath
 * and base64 transforms are refused by not standing here.
 */
export const canonicalForms: ReadonlyMap<string, CanonicalForm> = new Map([
  [exclusiveC14n, { exclusive: true }],
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', { exclusive: false }],
]);
