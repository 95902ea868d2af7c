import { PasserelleError } from '@passerelle/kernel';
import { guardXml, guardXmlText } from '../guard/decode.js';
import { defaultXmlLimits, fixedLimits, type XmlLimits } from '../guard/limits.js';
import type { XmlElement } from './element.js';
import { NamespaceFault } from './namespaces.js';
import { ReferenceFault } from './references.js';
import type { ScanRecorder } from './scan-recorder.js';
import { SyntaxFault, XmlScanner } from './scanner.js';
import { withLineFeeds } from './white-space.js';

// XML 1.0 production 23. A document of XML 1.1 is read by the rules of 1.0 (section 2.8), which allow fewer control
// characters: libxml2 knows no 1.1, and two parsers must not read two documents.
const declaration =
  /<\?xml[\t\n ]+version[\t\n ]*=[\t\n ]*(?:"1\.[0-9]+"|'1\.[0-9]+')(?:[\t\n ]+encoding[\t\n ]*=[\t\n ]*(?:"[A-Za-z][A-Za-z0-9._-]*"|'[A-Za-z][A-Za-z0-9._-]*'))?(?:[\t\n ]+standalone[\t\n ]*=[\t\n ]*(?:"(?:yes|no)"|'(?:yes|no)'))?[\t\n ]*\?>/y;

/**
 * What XML 1.0 production 2 leaves out. Lone surrogates cannot occur: what was decoded strictly holds none. One search
 * over the text is an eighth of the time of looking at each character while scanning.
 */
// eslint-disable-next-line no-control-regex -- these are the characters in question
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/**
 * The one way into XML: guards the octets and builds the plain tree in one pass, with limits that throw at once. Entity
 * references other than the five of XML cannot occur, because nothing can declare them.
 * @param octets - the document as it came
 * @throws PasserelleError PSR-1001 to PSR-1005 and PSR-1010
 */
export function parseXml(octets: Uint8Array, limits: XmlLimits = defaultXmlLimits): XmlElement {
  return parseGuarded(guardXml(octets, limits), limits);
}

/**
 * As {@link parseXml}, for XML that came inside something decoded already, such as the narrative in a FHIR resource. A
 * declaration of another encoding means nothing there.
 * @throws PasserelleError PSR-1001 to PSR-1003, PSR-1005 and PSR-1010
 */
export function parseXmlText(text: string, limits: XmlLimits = defaultXmlLimits): XmlElement {
  return parseGuarded(guardXmlText(text, limits), limits);
}

/**
 * Admits guarded text to libxml2. Our own scanner reads it first, so that libxml2 sees nothing that is not well-formed
 * or beyond the limits, and there is no document that only one of the two takes (docs/adr).
 * @param guarded - what {@link guardXml} or {@link guardXmlText} gave
 * @returns the tree, for who needs it
 * @throws PasserelleError PSR-1002, PSR-1005
 */
export function admitToLibxml2(guarded: string, limits: XmlLimits): XmlElement {
  return parseGuarded(guarded, limits, undefined, fixedLimits.libxml2Text);
}

/**
 * Builds the tree of text that passed the guard.
 * @param recorderFor - makes the recorder of what the tree leaves out, from the text as it is scanned
 * @param longestText - octets in UTF-8 of a text, an attribute value, a comment or an instruction
 * @throws PasserelleError PSR-1002, PSR-1005
 */
export function parseGuarded(
  guarded: string,
  limits: XmlLimits,
  recorderFor?: (text: string) => ScanRecorder,
  longestText = Infinity,
): XmlElement {
  // Line ends are line feeds to everything behind this (XML 1.0 section 2.11).
  const text = withLineFeeds(guarded);
  const control = forbidden.exec(text);
  if (control !== null) throw malformed(text, control.index);
  const scanner = new XmlScanner(text, limits, recorderFor?.(text), longestText);
  try {
    return scanner.read(afterDeclaration(text));
  } catch (cause) {
    const fault = cause instanceof SyntaxFault || cause instanceof NamespaceFault || cause instanceof ReferenceFault;
    throw fault ? malformed(text, scanner.at, cause) : cause;
  }
}

/** Where the XML declaration ends; the start where there is none, or one that is not well-formed. */
function afterDeclaration(text: string): number {
  declaration.lastIndex = 0;
  return declaration.test(text) ? declaration.lastIndex : 0;
}

/** The fault with its place, which holds nothing of the document. */
function malformed(text: string, at: number, cause?: unknown): PasserelleError {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - (before.lastIndexOf('\n') + 1);
  return new PasserelleError('PSR-1002', { line, column }, cause === undefined ? {} : { cause });
}
