import { createHash } from 'node:crypto';
import { canonicalize } from '@passerelle/xml/canonical';

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const dsig = 'http://www.w3.org/2000/09/xmldsig#';
const digest = (octets) => createHash('sha256').update(octets).digest('base64');
const digestMethod = (value, declared = '') =>
  `<ds:DigestMethod${declared} Algorithm="${sha256}"></ds:DigestMethod><ds:DigestValue${declared}>${value}</ds:DigestValue>`;
const transform = (algorithm) => `<ds:Transform Algorithm="${algorithm}"></ds:Transform>`;

/**
 * An enveloped XAdES baseline B signature as others make it, at the end of a document. Its parts are written in canonical
 * form: each declares the namespaces it uses itself, as it is digested.
 * @param {string} xml @param {import('@passerelle/trust').SealKey} key - an RSA key
 * @returns {Promise<Buffer>} the signed document
 */
export async function envelopedXades(xml, key) {
  const properties =
    `<xades:SignedProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" Id="s-p"><xades:SignedSignatureProperties>` +
    `<xades:SigningTime>${new Date().toISOString()}</xades:SigningTime><xades:SigningCertificateV2><xades:Cert><xades:CertDigest>` +
    `${digestMethod(digest(key.certificateDer), ` xmlns:ds="${dsig}"`)}</xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties>` +
    '<xades:SignedDataObjectProperties><xades:DataObjectFormat ObjectReference="#s-r"><xades:MimeType>text/xml</xades:MimeType>' +
    '</xades:DataObjectFormat></xades:SignedDataObjectProperties></xades:SignedProperties>';
  const info =
    `<ds:SignedInfo xmlns:ds="${dsig}"><ds:CanonicalizationMethod Algorithm="${exclusive}"></ds:CanonicalizationMethod>` +
    '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod>' +
    `<ds:Reference Id="s-r" URI=""><ds:Transforms>${transform(`${dsig}enveloped-signature`)}${transform(exclusive)}</ds:Transforms>` +
    `${digestMethod(digest(await canonicalize(xml, { exclusive: true })))}</ds:Reference>` +
    '<ds:Reference Type="http://uri.etsi.org/01903#SignedProperties" URI="#s-p">' +
    `<ds:Transforms>${transform(exclusive)}</ds:Transforms>${digestMethod(digest(properties))}</ds:Reference></ds:SignedInfo>`;
  const value = (await key.sign(Buffer.from(info))).toString('base64');
  const certificate = Buffer.from(key.certificateDer).toString('base64');
  const signature =
    `<ds:Signature xmlns:ds="${dsig}" Id="s">${info}<ds:SignatureValue>${value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data>` +
    `<ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo><ds:Object><xades:QualifyingProperties ` +
    `xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" Target="#s">${properties}</xades:QualifyingProperties></ds:Object></ds:Signature>`;
  const end = xml.lastIndexOf('</');
  return Buffer.from(`${xml.slice(0, end)}${signature}${xml.slice(end)}`, 'utf8');
}
