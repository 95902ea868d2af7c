import { children, type XmlElement } from '@passerelle/xml';
import type { DocumentSource, ElementSource } from '@passerelle/xml/source';
import { requireForm } from '../seals/refusal.js';
import type { SignedDocument } from './signed-document.js';

/**
 * Refuses SAML in which a comment or an instruction splits the text of an element (threat 11): canonicalisation leaves
 * the comment out, so that the signature holds, and readers that take the first piece of text read another identity than
 * was signed. Asked of the assertion or message that the signature stands in.
 * @throws PasserelleError PSR-3004
 */
export function refuseSplitText(signature: ElementSource, { source }: SignedDocument): void {
  const around = signature.parent;
  if (around === undefined || !isSaml(around.element)) return;
  visit(around.element, source);
}

function visit(element: XmlElement, source: DocumentSource): void {
  const holdsText = element.children.some((each) => typeof each === 'string' && each.trim() !== '');
  requireForm(!holdsText || source.of(element).marks.length === 0, 'a comment stands in the text of an assertion');
  for (const each of children(element)) visit(each, source);
}

function isSaml({ uri }: XmlElement): boolean {
  return /^urn:oasis:names:tc:SAML:[12]\.\d:/.test(uri);
}
