import { attribute, type XmlElement } from '@passerelle/xml';
import { requireForm } from '../seals/refusal.js';
import { xades } from './profile.js';
import { onlyText, Sequence } from './sequence.js';
import { signingTimeOf } from './signing-time-text.js';
import { readStatedDigest, type StatedDigest } from './signed-info.js';

/** `xades:SignedProperties`, as far as baseline B needs it. */
export interface SignedProperties {
  readonly id: string;
  readonly signedAt: Date;
  /** Digest of the signing certificate. */
  readonly certificateDigest: StatedDigest;
  /** `DataObjectFormat`: the reference it speaks of, with its `#`, and the media type. */
  readonly objectReference: string;
  readonly mediaType: string;
}

/**
 * Reads the signed properties (ETSI EN 319 132-1 section 5.2, baseline B): one signing time, one `SigningCertificateV2`
 * or the older `SigningCertificate`, one `DataObjectFormat`. Policy, place and role may stand beside them and are not
 * read.
 * @throws PasserelleError PSR-3004, PSR-3005
 */
export function readSignedProperties(element: XmlElement): SignedProperties {
  const id = attribute(element, 'Id');
  requireForm(id !== undefined, 'SignedProperties has no Id');
  const parts = new Sequence(element);
  const ofSignature = new Sequence(parts.next(xades, 'SignedSignatureProperties')).rest();
  const ofData = new Sequence(parts.next(xades, 'SignedDataObjectProperties')).rest();
  parts.end();

  const time = single(ofSignature, 'SigningTime');
  const certificate = single(ofSignature, 'SigningCertificateV2', 'SigningCertificate');
  const format = single(ofData, 'DataObjectFormat');
  const objectReference = attribute(format, 'ObjectReference');
  requireForm(objectReference !== undefined, 'DataObjectFormat has no ObjectReference');
  return {
    id,
    signedAt: readTime(onlyText(time).trim()),
    certificateDigest: readCertificateDigest(certificate),
    objectReference,
    mediaType: onlyText(single(new Sequence(format).rest(), 'MimeType')).trim(),
  };
}

function single(elements: readonly XmlElement[], ...names: readonly string[]): XmlElement {
  const [found, ...others] = elements.filter((each) => each.uri === xades && names.includes(each.local));
  requireForm(found !== undefined && others.length === 0, `not exactly one ${names.join(' or ')}`);
  return found;
}

/** The first `Cert` names the signing certificate; those after it belong to its chain (section 5.2.2.2). */
function readCertificateDigest(signingCertificate: XmlElement): StatedDigest {
  const certificate = new Sequence(signingCertificate).next(xades, 'Cert');
  requireForm(attribute(certificate, 'URI') === undefined, 'the signing certificate is named by a URI');
  const parts = new Sequence(new Sequence(certificate).next(xades, 'CertDigest'));
  const digest = readStatedDigest(parts);
  parts.end();
  return digest;
}

function readTime(text: string): Date {
  const time = signingTimeOf(text);
  requireForm(time !== undefined, 'SigningTime is not a time with a zone');
  return time;
}
