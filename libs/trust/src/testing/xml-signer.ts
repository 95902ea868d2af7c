import { createHash } from 'node:crypto';
import { canonicalize, canonicalizeParts } from '@passerelle/xml/canonical';
import type { SealKey } from '../keys/seal-key.js';
import { exclusive, methods } from './foreign-xades.js';

const sha256Uri = 'http://www.w3.org/2001/04/xmlenc#sha256';
const namespaces = { ds: 'http://www.w3.org/2000/09/xmldsig#' };

/** `ds:Transform` elements of the specs. */
export const enveloped = '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>';
export const exclusiveTransform = `<ds:Transform Algorithm="${exclusive}"/>`;

/** A reference of a template; its digest is left empty. */
export function reference(uri: string, transforms: string, attributes = ''): string {
  return (
    `<ds:Reference URI="${uri}"${attributes}>${transforms && `<ds:Transforms>${transforms}</ds:Transforms>`}` +
    `<ds:DigestMethod Algorithm="${sha256Uri}"/><ds:DigestValue></ds:DigestValue></ds:Reference>`
  );
}

/** Parts of a signature that a spec replaces. */
export interface SignatureTemplate {
  readonly references: string;
  readonly id?: string;
  readonly keyInfo?: string;
  readonly objects?: string;
  readonly canonicalization?: string;
  readonly signatureMethod?: string;
}

/** A signature with the certificate of the key and without digests and value. */
export function signatureTemplate(key: SealKey, parts: SignatureTemplate): string {
  const certificate = Buffer.from(key.certificateDer).toString('base64');
  const keyInfo =
    parts.keyInfo ??
    `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`;
  return (
    `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="${parts.id ?? 's'}"><ds:SignedInfo>` +
    `<ds:CanonicalizationMethod Algorithm="${parts.canonicalization ?? exclusive}"/>` +
    `<ds:SignatureMethod Algorithm="${parts.signatureMethod ?? methods[key.algorithm]}"/>${parts.references}</ds:SignedInfo>` +
    `<ds:SignatureValue></ds:SignatureValue>${keyInfo}${parts.objects ?? ''}</ds:Signature>`
  );
}

/** The object with the properties of XAdES, and the reference to them. */
export function properties(
  key: SealKey,
  { signedAt, formats = ['r'], id = 's', certificate }: PropertiesOptions,
): { readonly object: string; readonly reference: string } {
  const digest = createHash('sha256').update(key.certificateDer).digest('base64');
  const stated =
    certificate ??
    `<xades:SigningCertificateV2><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="${sha256Uri}"/>` +
      `<ds:DigestValue>${digest}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2>`;
  const each = formats.map(
    (to) =>
      `<xades:DataObjectFormat ObjectReference="#${to}"><xades:MimeType>text/xml</xades:MimeType></xades:DataObjectFormat>`,
  );
  return {
    object:
      `<ds:Object><xades:QualifyingProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" Target="#${id}">` +
      `<xades:SignedProperties Id="${id}-p"><xades:SignedSignatureProperties>` +
      `<xades:SigningTime>${signedAt.toISOString()}</xades:SigningTime>${stated}</xades:SignedSignatureProperties>` +
      `<xades:SignedDataObjectProperties>${each.join('')}</xades:SignedDataObjectProperties></xades:SignedProperties>` +
      `</xades:QualifyingProperties></ds:Object>`,
    reference: reference(`#${id}-p`, exclusiveTransform, ' Type="http://uri.etsi.org/01903#SignedProperties"'),
  };
}

interface PropertiesOptions {
  readonly signedAt: Date;
  readonly formats?: readonly string[];
  readonly id?: string;
  readonly certificate?: string;
}

/**
 * Fills the empty digests and the empty value of the one signature in a text, with libxml2's canonicaliser and not with
 * the one that verifies.
 * @param beside - what references out of the document are over
 */
export async function signXml(
  text: string,
  key: SealKey,
  beside: Readonly<Record<string, Uint8Array>> = {},
): Promise<string> {
  let signed = text;
  for (const [whole, uri = '', inner = ''] of text.matchAll(
    /<ds:Reference URI="([^"]*)"[^>]*>(.*?)<\/ds:Reference>/gs,
  )) {
    if (!inner.includes('<ds:DigestValue></ds:DigestValue>')) continue;
    const digest = createHash('sha256')
      .update(await octetsOf(signed, uri, inner, beside))
      .digest('base64');
    signed = signed.replace(whole, () => whole.replace('DigestValue></', `DigestValue>${digest}</`));
  }
  const [info] = await canonicalizeParts(signed, [{ path: '//ds:SignedInfo', exclusive: true }], namespaces);
  if (info === undefined) throw new Error('not one SignedInfo');
  const value = key.sign(info).toString('base64');
  return signed.replace('<ds:SignatureValue></', () => `<ds:SignatureValue>${value}</`);
}

async function octetsOf(
  text: string,
  uri: string,
  transforms: string,
  beside: Readonly<Record<string, Uint8Array>>,
): Promise<Uint8Array> {
  if (uri !== '' && !uri.startsWith('#')) return beside[uri]!;
  const whole = transforms.includes('enveloped-signature')
    ? text.replace(/<ds:Signature .*<\/ds:Signature>/s, '')
    : text;
  const form = { exclusive: transforms.includes(exclusive) };
  if (uri === '') return canonicalize(whole, form);
  const path = `//*[@Id='${uri.slice(1)}' or @ID='${uri.slice(1)}']`;
  if (transforms.includes('#base64')) {
    const [, base64 = ''] = new RegExp(`Id="${uri.slice(1)}"[^>]*>([^<]*)<`).exec(text) ?? [];
    return Buffer.from(base64, 'base64');
  }
  const [octets] = await canonicalizeParts(whole, [{ path, ...form }], {});
  if (octets === undefined) throw new Error(`not one element ${uri}`);
  return octets;
}
