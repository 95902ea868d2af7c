import { createHash } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import { children, type XmlElement } from '@passerelle/xml';
import type { CanonicalMethod } from '@passerelle/xml/canonical';
import { parseXmlSource, placeOf, type ElementSource } from '@passerelle/xml/source';
import { decodeBase64 } from '../seals/base64.js';
import { requireForm } from '../seals/refusal.js';
import { onlyText } from '../xades/sequence.js';
import type { SignedObject } from '../verification/finding.js';
import type { Reference, StatedDigest } from './reference.js';
import { isSignature } from './signature-parts.js';
import type { SignedDocument } from './signed-document.js';
import type { Target } from './target.js';
import { defaultMethod, type TransformPlan } from './transforms.js';

/** A reference whose digest is right, with what was digested. */
export interface Digested {
  readonly reference: Reference;
  readonly target: Target;
  readonly object: SignedObject;
}

/**
 * Makes the octets that a reference is over and compares their digest. These octets, and not what the reference leads
 * to, are what is signed.
 * @param signature - the signature that refers
 * @throws PasserelleError PSR-3002 when the digest is another, PSR-3004, PSR-3012, PSR-3016, and PSR-10xx for a document
 * beside it that is to be canonicalised and is no XML
 */
export function digest(
  reference: Reference,
  target: Target,
  signature: ElementSource,
  document: SignedDocument,
): Digested {
  const octets =
    target.kind === 'detached'
      ? octetsOfDetached(target.object.octets, reference.transforms, document)
      : octetsOfPart(target, reference.transforms, signature, document);
  if (!matches(octets, reference.digest)) throw new PasserelleError('PSR-3002');
  const name = reference.uri ?? '';
  if (target.kind === 'detached') return { reference, target, object: { name, octets } };
  const place = placeOf(target.apex ?? document.source.root);
  return { reference, target, object: { name, octets, place } };
}

/** Whether octets have a stated digest. */
export function matches(octets: Uint8Array, { algorithm, value }: StatedDigest): boolean {
  return createHash(algorithm).update(octets).digest().equals(value);
}

function octetsOfPart(
  { apex, withComments }: Extract<Target, { kind: 'part' }>,
  { without, output }: TransformPlan,
  signature: ElementSource,
  document: SignedDocument,
): Buffer {
  const root = apex ?? document.source.root;
  if (output === 'base64') {
    requireForm(without === undefined, 'base64 of a part of which something is left out');
    return decoded(root.element);
  }
  const method = output ?? defaultMethod;
  const part = { apex, ...(without && { without: leftOut(without, root, signature, document) }) };
  return document.canonical(part, effective(method, withComments));
}

/** A same-document reference by Id or empty URI has no comments in it, whatever canonicalisation follows. */
function effective(method: CanonicalMethod, withComments: boolean): CanonicalMethod {
  return method.withComments && !withComments ? { ...method, withComments: false } : method;
}

/**
 * What is left out. A signature that says it is enveloped by what it does not stand in leaves out nothing, as in the
 * standard and in EU DSS: then only that part is covered, and its scope says so.
 */
function leftOut(
  without: NonNullable<TransformPlan['without']>,
  root: ElementSource,
  signature: ElementSource,
  document: SignedDocument,
): ReadonlySet<XmlElement> {
  if (without === 'this signature') {
    requireForm(signature !== root, 'it leaves out all that it is over');
    return new Set([signature.element]);
  }
  for (let at: ElementSource | undefined = root; at !== undefined; at = at.parent)
    requireForm(!isSignature(at.element), 'it leaves out every signature from what stands in one');
  return document.signatureElements;
}

function octetsOfDetached(
  octets: Uint8Array,
  { without, output }: TransformPlan,
  document: SignedDocument,
): Uint8Array {
  if (without !== undefined)
    throw new PasserelleError('PSR-3012', { transform: 'enveloped-signature of another document' });
  document.spend(octets.length);
  if (output === undefined) return octets;
  if (output === 'base64') return decodedText(Buffer.from(octets).toString('latin1'));
  return document.canonical({ document: parseXmlSource(octets) }, output);
}

/** The text of an element is decoded (XML Signature 1.1 section 6.6.2); elements in it would vanish without a word. */
function decoded(element: XmlElement): Buffer {
  requireForm(children(element).length === 0, 'base64 of something that holds elements');
  return decodedText(onlyText(element));
}

function decodedText(text: string): Buffer {
  const octets = decodeBase64(text);
  requireForm(octets !== undefined, 'what is to be decoded is not base64');
  return octets;
}
