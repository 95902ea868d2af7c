import { PasserelleError } from '@passerelle/kernel';
import type { XmlElement } from '@passerelle/xml';
import type { CanonicalMethod } from '@passerelle/xml/canonical';
import type { DocumentSource } from '@passerelle/xml/source';
import type { VerifiableAlgorithm } from '../keys/signature-algorithms.js';
import { requireForm } from '../seals/refusal.js';
import { dsig } from '../xades/profile.js';
import { Sequence } from '../xades/sequence.js';
import { signatureAlgorithmOf } from './algorithms.js';
import { readReference, type Reference } from './reference.js';
import { readCanonicalization } from './transforms.js';

/** A `ds:SignedInfo` (XML Signature 1.1 section 4.4). */
export interface SignedInfo {
  readonly method: CanonicalMethod;
  readonly algorithm: VerifiableAlgorithm;
  readonly references: readonly Reference[];
}

/** A container of a case with all its attachments has some dozens. */
const mostReferences = 200;

/**
 * Reads `SignedInfo`.
 * @throws PasserelleError PSR-3004 for another shape, PSR-3011 and PSR-3012 for what is not allowed, PSR-3016
 */
export function readSignedInfo(element: XmlElement, document: DocumentSource): SignedInfo {
  const parts = new Sequence(element);
  const method = readCanonicalization(parts.next(dsig, 'CanonicalizationMethod'));
  const algorithm = signatureAlgorithmOf(parts.next(dsig, 'SignatureMethod'));
  const references = parts.rest();
  requireForm(references.length > 0, 'it refers to nothing');
  if (references.length > mostReferences)
    throw new PasserelleError('PSR-3016', { limit: `${mostReferences} references` });
  for (const each of references)
    requireForm(each.uri === dsig && each.local === 'Reference', 'SignedInfo holds something else than references');
  return { method, algorithm, references: references.map((each) => readReference(each, document)) };
}
