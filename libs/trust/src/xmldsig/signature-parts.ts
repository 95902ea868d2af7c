import { attribute, children, type XmlElement } from '@passerelle/xml';
import type { DocumentSource, ElementSource } from '@passerelle/xml/source';
import { decodeBase64 } from '../seals/base64.js';
import { requireForm } from '../seals/refusal.js';
import { dsig } from '../xades/profile.js';
import { onlyText, Sequence } from '../xades/sequence.js';
import { qualifyingNamespaceOf } from './xades-namespaces.js';

/** The parts of one `ds:Signature` (XML Signature 1.1 section 4.2), in the one order they may have. */
export interface SignatureParts {
  readonly source: ElementSource;
  readonly id: string | undefined;
  readonly signedInfo: XmlElement;
  readonly valueElement: XmlElement;
  readonly value: Buffer;
  readonly keyInfo: XmlElement | undefined;
  readonly objects: readonly XmlElement[];
  /** `QualifyingProperties` in one of the objects (ETSI EN 319 132-1 section 4.3.1); the only one. */
  readonly qualifying: XmlElement | undefined;
}

/** Whether an element is a `ds:Signature`. */
export function isSignature({ uri, local }: XmlElement): boolean {
  return uri === dsig && local === 'Signature';
}

/**
 * Takes a signature apart. Whatever a reader could read in two ways is refused: a second `SignedInfo`, parts in another
 * order, text between them, comments and instructions (threat 9: a comment in `DigestValue` or `SignatureValue` splits
 * what one reader joins), a second set of properties.
 * @throws PasserelleError PSR-3004
 */
export function takeApart(source: ElementSource, document: DocumentSource): SignatureParts {
  const { element } = source;
  const parts = new Sequence(element);
  const signedInfo = parts.next(dsig, 'SignedInfo');
  const valueElement = parts.next(dsig, 'SignatureValue');
  const keyInfo = parts.optional(dsig, 'KeyInfo');
  const objects = parts.rest();
  for (const each of objects) requireForm(each.uri === dsig && each.local === 'Object', 'it holds more than objects');
  const ofProperties = objects.filter((each) => qualifyingIn(each).length > 0);
  const [qualifying, ...others] = ofProperties.flatMap((each) => qualifyingIn(each));
  requireForm(others.length === 0, 'it holds a second QualifyingProperties');
  requireForm(source.marks.length === 0, 'it holds comments or instructions');
  for (const each of [signedInfo, valueElement, ...(keyInfo ? [keyInfo] : []), ...ofProperties])
    requireUnmarked(each, document);
  const value = decodeBase64(onlyText(valueElement));
  requireForm(value !== undefined, 'SignatureValue is not base64');
  const id = attribute(element, 'Id');
  return { source, id, signedInfo, valueElement, value, keyInfo, objects, qualifying };
}

function qualifyingIn(object: XmlElement): readonly XmlElement[] {
  return children(object, 'QualifyingProperties').filter((each) => qualifyingNamespaceOf(each) !== undefined);
}

function requireUnmarked(element: XmlElement, document: DocumentSource): void {
  requireForm(document.of(element).marks.length === 0, 'it holds comments or instructions');
  for (const each of children(element)) requireUnmarked(each, document);
}
