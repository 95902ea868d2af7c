import { PasserelleError } from '@passerelle/kernel';
import {
  attributesOf,
  attribute,
  children,
  guardXml,
  parseXml,
  type XmlElement,
  type XmlLimits,
} from '@passerelle/xml';
import { decodeBase64 } from '../seals/base64.js';
import { malformedSeal, requireForm } from '../seals/refusal.js';
import { dsig, xades } from './profile.js';
import { onlyText, Sequence } from './sequence.js';

/** The parts of a `ds:Signature` document. Nothing in it is trusted before the digested octets have been read again. */
export interface SignatureShape {
  readonly signedInfo: XmlElement;
  readonly value: Buffer;
  /** Certificates in `KeyInfo`, DER: hints, among which the signed certificate digest chooses. */
  readonly certificates: readonly Buffer[];
}

/** A baseline B signature has some 4 kB; with time-stamps and a chain it may have a hundred. */
export const signatureLimits: XmlLimits = { bytes: 1_000_000, depth: 32, attributes: 32, elements: 5_000 };

/** Where the parts that are digested stand; there and nowhere else. */
export const signedInfoPath = '/ds:Signature/ds:SignedInfo';
export const signedPropertiesPath = '/ds:Signature/ds:Object/xades:QualifyingProperties/xades:SignedProperties';

/**
 * Takes a signature document apart and refuses whatever could make two readers see two signatures: comments,
 * instructions and CDATA, an Id given twice, a second signature or set of properties, manifests, other objects.
 * @throws PasserelleError PSR-3001 when nothing is there, PSR-3004 for another shape or XML that is not acceptable
 */
export function readSignatureShape(octets: Uint8Array): SignatureShape {
  if (octets.length === 0) throw new PasserelleError('PSR-3001');
  const root = parse(octets);
  requireForm(root.uri === dsig && root.local === 'Signature', 'the root is not ds:Signature');
  const id = attribute(root, 'Id');
  requireForm(id !== undefined, 'the signature has no Id');
  requireUnique(root);

  const parts = new Sequence(root);
  const signedInfo = parts.next(dsig, 'SignedInfo');
  const value = decodeBase64(onlyText(parts.next(dsig, 'SignatureValue')));
  requireForm(value !== undefined, 'SignatureValue is not base64');
  const certificates = readCertificates(parts.next(dsig, 'KeyInfo'));
  const object = new Sequence(parts.next(dsig, 'Object'));
  parts.end();
  const qualifying = object.next(xades, 'QualifyingProperties');
  object.end();
  requireForm(attribute(qualifying, 'Target') === `#${id}`, 'the properties qualify another signature');
  const properties = new Sequence(qualifying);
  properties.next(xades, 'SignedProperties');
  // Time-stamps and revocation values of higher levels; they are not signed and not read.
  properties.optional(xades, 'UnsignedProperties');
  properties.end();
  return { signedInfo, value, certificates };
}

function parse(octets: Uint8Array): XmlElement {
  try {
    const root = parseXml(octets, signatureLimits);
    const text = guardXml(octets, signatureLimits).replace(/^<\?xml\s[^>]*\?>/, '');
    // In a well-formed document these can only be comments, instructions and CDATA sections: < is never plain text.
    requireForm(!/<!|<\?/.test(text), 'it holds comments, instructions or CDATA sections');
    return root;
  } catch (error) {
    if (error instanceof PasserelleError && !error.code.startsWith('PSR-30')) {
      throw malformedSeal('it is not acceptable XML', error);
    }
    throw error;
  }
}

/** Elements that may occur once in the whole document, wherever they stand and whatever their namespace. */
const onlyOnce = ['Signature', 'SignedInfo', 'Object', 'QualifyingProperties', 'SignedProperties'];
const never = ['Manifest', 'RetrievalMethod'];

function requireUnique(root: XmlElement): void {
  const ids = new Set<string>();
  const seen = new Set<string>();
  const visit = (element: XmlElement): void => {
    requireForm(!never.includes(element.local), `it holds a ${element.local}`);
    if (onlyOnce.includes(element.local)) {
      requireForm(!seen.has(element.local), `it holds a second ${element.local}`);
      seen.add(element.local);
    }
    for (const [name, value] of attributesOf(element)) {
      // Id, ID, id, xml:id, wsu:Id: readers disagree on which of them identifies, so all of them have to be unique.
      if (!/^(?:\{.*\})?id$/is.test(name)) continue;
      requireForm(!ids.has(value), 'an Id occurs twice');
      ids.add(value);
    }
    children(element).forEach(visit);
  };
  visit(root);
}

function readCertificates(keyInfo: XmlElement): Buffer[] {
  const found: Buffer[] = [];
  for (const data of children(keyInfo, 'X509Data')) {
    for (const certificate of children(data, 'X509Certificate')) {
      const der = decodeBase64(onlyText(certificate));
      requireForm(der !== undefined, 'a certificate in KeyInfo is not base64');
      found.push(der);
    }
  }
  requireForm(found.length > 0, 'KeyInfo holds no certificate');
  return found;
}
