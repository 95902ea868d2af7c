import { PasserelleError } from '@passerelle/kernel';
import { attribute, type XmlElement } from '@passerelle/xml';
import type { CanonicalForm } from '@passerelle/xml/canonical';
import type { SignatureAlgorithm } from '../keys/signature-algorithms.js';
import { decodeBase64 } from '../seals/base64.js';
import { requireForm } from '../seals/refusal.js';
import {
  canonicalForms,
  digestMethods,
  dsig,
  exclusiveC14n,
  signatureMethods,
  signedPropertiesType,
} from './profile.js';
import { onlyText, Sequence } from './sequence.js';

/** A digest with the name of its algorithm. */
export interface StatedDigest {
  readonly algorithm: 'sha256' | 'sha384' | 'sha512';
  readonly value: Buffer;
}

/** `ds:SignedInfo` of a detached XAdES signature over one document. */
export interface SignedInfo {
  readonly form: CanonicalForm;
  readonly algorithm: SignatureAlgorithm;
  readonly content: { readonly id: string; readonly uri: string; readonly digest: StatedDigest };
  readonly properties: { readonly uri: string; readonly form: CanonicalForm; readonly digest: StatedDigest };
}

/**
 * Reads `ds:SignedInfo`: exactly two references, the document outside the signature without transforms and the signed
 * properties with canonicalisation as only transform (trust rules 3.2: allow-lists, exactly the expected references).
 * @throws PasserelleError PSR-3004 for another shape, PSR-3005 for an algorithm that is not allowed
 */
export function readSignedInfo(element: XmlElement): SignedInfo {
  const parts = new Sequence(element);
  const form = readCanonicalForm(parts.next(dsig, 'CanonicalizationMethod'));
  const algorithm = algorithmOf(parts.next(dsig, 'SignatureMethod'), signatureMethods);
  const references = [parts.next(dsig, 'Reference'), parts.next(dsig, 'Reference')];
  parts.end();
  const [properties, ...otherProperties] = references.filter((each) => typeOf(each) === signedPropertiesType);
  const [content, ...otherContents] = references.filter((each) => typeOf(each) !== signedPropertiesType);
  const expected = properties && content && otherProperties.length === 0 && otherContents.length === 0;
  requireForm(expected === true, 'not one reference to the document and one to the signed properties');
  return { form, algorithm, content: readContent(content), properties: readProperties(properties) };
}

function readContent(reference: XmlElement): SignedInfo['content'] {
  const id = attribute(reference, 'Id');
  const uri = attribute(reference, 'URI');
  requireForm(id !== undefined, 'the reference to the document has no Id');
  requireForm(uri !== undefined && !uri.startsWith('#'), 'the document is not outside the signature');
  const parts = new Sequence(reference);
  return { id, uri, digest: readDigest(parts, reference) };
}

function readProperties(reference: XmlElement): SignedInfo['properties'] {
  const uri = attribute(reference, 'URI');
  requireForm(uri !== undefined, 'the reference to the signed properties has no URI');
  const parts = new Sequence(reference);
  const transforms = parts.optional(dsig, 'Transforms');
  // Without transforms a node-set is canonicalised by Canonical XML 1.0 (XML Signature 1.1 section 4.4.3.2).
  let form: CanonicalForm = { exclusive: false };
  if (transforms !== undefined) {
    const inner = new Sequence(transforms);
    form = readCanonicalForm(inner.next(dsig, 'Transform'));
    inner.end();
  }
  return { uri, form, digest: readDigest(parts, reference) };
}

/** Reads `DigestMethod` and `DigestValue`, which close every reference; transforms of a document fail here. */
function readDigest(parts: Sequence, parent: XmlElement): StatedDigest {
  const digest = readStatedDigest(parts);
  parts.end();
  requireForm(digest.value.length > 0, `${parent.local} states no digest`);
  return digest;
}

/** Reads a `ds:DigestMethod` and a `ds:DigestValue`. */
export function readStatedDigest(parts: Sequence): StatedDigest {
  const algorithm = algorithmOf(parts.next(dsig, 'DigestMethod'), digestMethods);
  const value = decodeBase64(onlyText(parts.next(dsig, 'DigestValue')));
  requireForm(value !== undefined, 'a DigestValue is not base64');
  return { algorithm, value };
}

function readCanonicalForm(method: XmlElement): CanonicalForm {
  const form = canonicalForms.get(attribute(method, 'Algorithm') ?? '');
  if (form === undefined) throw new PasserelleError('PSR-3005');
  const parts = new Sequence(method);
  const inclusive = form.exclusive ? parts.optional(exclusiveC14n, 'InclusiveNamespaces') : undefined;
  parts.end();
  const prefixes = attribute(inclusive, 'PrefixList')?.trim().split(/\s+/);
  return prefixes === undefined ? form : { ...form, inclusivePrefixes: prefixes };
}

/** The algorithm of a method element; one with parameters is refused, as each of those allowed has none. */
function algorithmOf<T>(method: XmlElement, allowed: ReadonlyMap<string, T>): T {
  const algorithm = allowed.get(attribute(method, 'Algorithm') ?? '');
  if (algorithm === undefined || new Sequence(method).rest().length > 0) throw new PasserelleError('PSR-3005');
  return algorithm;
}

function typeOf(reference: XmlElement): string | undefined {
  return attribute(reference, 'Type');
}
