import { createHash } from 'node:crypto';
import { canonicalizeParts } from '@passerelle/xml/canonical';
import type { SealKey } from '../keys/seal-key.js';
import { sealNamespaces } from '../xades/profile.js';
import { signedInfoPath, signedPropertiesPath } from '../xades/signature-shape.js';
import { epoch } from './identities.js';

/** Parts of the template that a spec replaces; each is text, put in as it is. */
export interface ForeignParts {
  readonly uri?: string;
  readonly signatureMethod?: string;
  readonly canonicalization?: string;
  readonly contentTransforms?: string;
  readonly contentDigestMethod?: string;
  readonly propertiesType?: string;
  readonly propertiesTransforms?: string;
  readonly references?: string;
  readonly signingTime?: string;
  readonly signingCertificate?: string;
  readonly dataObjectFormat?: string;
  readonly keyInfo?: string;
  readonly qualifyingProperties?: string;
  readonly target?: string;
  readonly afterObject?: string;
}

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const more2007 = 'http://www.w3.org/2007/05/xmldsig-more#';
export const methods = {
  ES256: `${more}ecdsa-sha256`,
  ES384: `${more}ecdsa-sha384`,
  RS256: `${more}rsa-sha256`,
  RS384: `${more}rsa-sha384`,
  RS512: `${more}rsa-sha512`,
  PS256: `${more2007}sha256-rsa-MGF1`,
  PS384: `${more2007}sha384-rsa-MGF1`,
  PS512: `${more2007}sha512-rsa-MGF1`,
} as const;
export const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const sha256Uri = 'http://www.w3.org/2001/04/xmlenc#sha256';

const digestOf = (octets: Uint8Array, name = 'sha256'): string => createHash(name).update(octets).digest('base64');

/**
 * A detached XAdES signature as other software writes it: no prefix for XML Signature, namespaces declared at the root,
 * indentation, line-wrapped base64, an XML declaration. The digest of the properties and the signature value are empty.
 */
export function foreignTemplate(content: Uint8Array, key: SealKey, parts: ForeignParts = {}): string {
  const certificate = Buffer.from(key.certificateDer).toString('base64').replace(/.{64}/g, '$&\n');
  const digestName = parts.contentDigestMethod?.endsWith('sha512') ? 'sha512' : 'sha256';
  const references =
    parts.references ??
    `<Reference Id="r-1" URI="${parts.uri ?? 'summary.xml'}">${parts.contentTransforms ?? ''}
      <DigestMethod Algorithm="${parts.contentDigestMethod ?? sha256Uri}"/>
      <DigestValue>${digestOf(content, digestName)}</DigestValue>
    </Reference>
    <Reference URI="#xades-1" Type="${parts.propertiesType ?? 'http://uri.etsi.org/01903#SignedProperties'}">
      ${parts.propertiesTransforms ?? `<Transforms><Transform Algorithm="${exclusive}"/></Transforms>`}
      <DigestMethod Algorithm="${sha256Uri}"/>
      <DigestValue></DigestValue>
    </Reference>`;
  const properties =
    parts.qualifyingProperties ??
    `<etsi:QualifyingProperties Target="${parts.target ?? '#id-1'}">
      <etsi:SignedProperties Id="xades-1">
        <etsi:SignedSignatureProperties>
          ${parts.signingTime ?? `<etsi:SigningTime>${epoch.toISOString()}</etsi:SigningTime>`}
          ${
            parts.signingCertificate ??
            `<etsi:SigningCertificateV2><etsi:Cert><etsi:CertDigest><DigestMethod Algorithm="${sha256Uri}"/>
             <DigestValue>${digestOf(key.certificateDer)}</DigestValue></etsi:CertDigest></etsi:Cert></etsi:SigningCertificateV2>`
          }
        </etsi:SignedSignatureProperties>
        <etsi:SignedDataObjectProperties>
          ${
            parts.dataObjectFormat ??
            `<etsi:DataObjectFormat ObjectReference="#r-1"><etsi:MimeType>text/xml</etsi:MimeType></etsi:DataObjectFormat>`
          }
        </etsi:SignedDataObjectProperties>
      </etsi:SignedProperties>
    </etsi:QualifyingProperties>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Signature xmlns="http://www.w3.org/2000/09/xmldsig#" xmlns:etsi="http://uri.etsi.org/01903/v1.3.2#" xmlns:unused="urn:unused" Id="id-1">
  <SignedInfo>
    ${parts.canonicalization ?? `<CanonicalizationMethod Algorithm="${exclusive}"/>`}
    ${parts.signatureMethod ?? `<SignatureMethod Algorithm="${methods[key.algorithm]}"/>`}
    ${references}
  </SignedInfo>
  <SignatureValue></SignatureValue>
  ${parts.keyInfo ?? `<KeyInfo><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo>`}
  <Object>${properties}</Object>${parts.afterObject ?? ''}
</Signature>
`;
}

/** Fills the empty digest and the empty value of a template, canonicalising as it says, and so signs whatever it holds. */
export async function signTemplate(template: string, key: SealKey, form = { exclusive: true }): Promise<Buffer> {
  const part = async (text: string, path: string): Promise<Buffer> => {
    const [octets] = await canonicalizeParts(text, [{ path, ...form }], sealNamespaces);
    if (octets === undefined) throw new Error(`the template has no single ${path}`);
    return octets;
  };
  let text = template;
  if (text.includes('<DigestValue></DigestValue>')) {
    const digest = digestOf(await part(text, signedPropertiesPath));
    text = text.replace('<DigestValue></DigestValue>', `<DigestValue>${digest}</DigestValue>`);
  }
  const signature = await key.sign(await part(text, signedInfoPath));
  const value = signature.toString('base64').replace(/.{64}/g, '$&\n');
  return Buffer.from(
    text.replace('<SignatureValue></SignatureValue>', `<SignatureValue>\n${value}\n</SignatureValue>`),
  );
}

/** A complete foreign signature. */
export async function foreignSignature(
  content: Uint8Array,
  key: SealKey,
  parts: ForeignParts = {},
  form = { exclusive: true },
): Promise<Buffer> {
  return signTemplate(foreignTemplate(content, key, parts), key, form);
}
