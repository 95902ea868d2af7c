import { attribute, writtenAttribute, type XmlElement } from '@passerelle/xml';
import type { DocumentSource } from '@passerelle/xml/source';
import { decodeBase64 } from '../seals/base64.js';
import { requireForm } from '../seals/refusal.js';
import { dsig } from '../xades/profile.js';
import { onlyText, Sequence } from '../xades/sequence.js';
import { digestNameOf, type DigestName } from './algorithms.js';
import { readTransforms, type TransformPlan } from './transforms.js';

/** A `ds:Reference` (XML Signature 1.1 section 4.4.3). */
export interface Reference {
  readonly id: string | undefined;
  /** Undefined where there is none, which means something else than an empty one. */
  readonly uri: string | undefined;
  readonly type: string | undefined;
  readonly transforms: TransformPlan;
  readonly digest: StatedDigest;
}

/** A digest with the name of its algorithm. */
export interface StatedDigest {
  readonly algorithm: DigestName;
  readonly value: Buffer;
}

/** @throws PasserelleError PSR-3004 for another shape, PSR-3011 and PSR-3012 for what is not allowed */
export function readReference(element: XmlElement, document: DocumentSource): Reference {
  const parts = new Sequence(element);
  const transforms = readTransforms(parts.optional(dsig, 'Transforms'), document);
  const digest = readDigest(parts, dsig);
  parts.end();
  const uri = writtenAttribute(element, 'URI');
  return { id: attribute(element, 'Id'), uri, type: attribute(element, 'Type'), transforms, digest };
}

/**
 * Reads a `DigestMethod` and a `DigestValue`.
 * @param uri - their namespace: XAdES 1.1.1 had its own
 * @throws PasserelleError PSR-3004, PSR-3011
 */
export function readDigest(parts: Sequence, uri: string): StatedDigest {
  const algorithm = digestNameOf(parts.next(uri, 'DigestMethod'));
  const value = decodeBase64(onlyText(parts.next(uri, 'DigestValue')));
  requireForm(value !== undefined, 'a DigestValue is not base64');
  return { algorithm, value };
}
