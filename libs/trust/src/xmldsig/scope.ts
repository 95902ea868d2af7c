import { children, type XmlElement } from '@passerelle/xml';
import type { DetachedObject } from '../verification/context.js';
import type { SignatureScope } from '../verification/finding.js';
import type { Digested } from './digested.js';
import type { SignatureParts } from './signature-parts.js';
import type { SignedDocument } from './signed-document.js';

/**
 * How much of what was handed in a signature covers. It is decided by places in the tree and never by names.
 * - `full`: enveloped, the whole document it stands in, but for signatures; enveloping, where the signature is the
 *   document, every one of its objects; detached, where it stands in a document for signatures, every document beside it
 * - `partial`: anything less: an element of a document, one object of several, one document of several
 * - `none`: only the signature's own machinery
 *
 * EU DSS calls an enveloping signature partial too, always, and the wrapped ones with it. Here the wrapped ones are told
 * apart: what was wrapped stands beside something that is not signed, and that makes it partial.
 * @param data - the references over what was signed, those that failed left out
 * @param isWhole - whether none failed
 */
export function scopeOf(
  data: readonly Digested[],
  isWhole: boolean,
  parts: SignatureParts,
  document: SignedDocument,
  detached: readonly DetachedObject[],
): SignatureScope {
  if (data.length === 0) return 'none';
  if (!isWhole) return 'partial';
  const outside = new Set(data.flatMap(({ target }) => (target.kind === 'detached' ? [target.object] : [])));
  const isAllOutside = outside.size === detached.length;
  const isAllInside =
    coversObjects(data, outside.size > 0, parts, document) || data.some((each) => coversDocument(each, document));
  return isAllOutside && isAllInside ? 'full' : 'partial';
}

function coversDocument({ reference, target }: Digested, document: SignedDocument): boolean {
  if (target.kind !== 'part' || reference.transforms.output === 'base64') return false;
  if (target.apex === undefined) return true;
  const { root, before, after } = document.source;
  // Instructions around the root, a stylesheet among them, are not in the root.
  return target.apex === root && [...before, ...after].every(({ kind }) => kind === 'comment');
}

/**
 * Whether the document is nothing but signatures, and every object of this one, but for its properties, is signed.
 * @param isOverOthers - whether it is over documents beside it; else an object has to be there
 */
function coversObjects(
  data: readonly Digested[],
  isOverOthers: boolean,
  parts: SignatureParts,
  document: SignedDocument,
): boolean {
  const { root } = document.source;
  if (parts.source !== root && !(isSignatureList(root.element) && parts.source.parent === root)) return false;
  const signed = new Set(data.flatMap(({ target }) => (target.kind === 'part' ? [target.apex?.element] : [])));
  const contents = parts.objects.filter((object) => !holdsOnly(object, parts.qualifying));
  // Of an object that holds one element and nothing else, that element is all.
  const isCovered = (object: XmlElement): boolean =>
    signed.has(object) || [...signed].some((each) => holdsOnly(object, each));
  return (isOverOthers || contents.length > 0) && contents.every(isCovered);
}

function holdsOnly(object: XmlElement, element: XmlElement | undefined): boolean {
  const inner = children(object);
  return element !== undefined && inner.length === 1 && inner[0] === element && !holdsText(object);
}

function holdsText({ children: nodes }: XmlElement): boolean {
  return nodes.some((each) => typeof each === 'string' && each.trim() !== '');
}

/** `asic:XAdESSignatures` (ETSI EN 319 162-1 section 4.3.3.2): a list of signatures, and no document. */
function isSignatureList({ uri, local }: XmlElement): boolean {
  return uri === 'http://uri.etsi.org/02918/v1.2.1#' && local === 'XAdESSignatures';
}
