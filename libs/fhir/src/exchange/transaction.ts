import {
  failed,
  isUuid,
  ok,
  PasserelleError,
  type DocumentFormat,
  type Identifier,
  type Json,
  type Result,
} from '@passerelle/kernel';
import type { Bundle, BundleEntry, DocumentReference } from 'fhir/r4.js';
import { fhirJson } from './systems.js';

/** A document in a transaction: a Bundle travels as the resource it is, anything else as Binary. */
export interface TransactionDocument {
  readonly format: DocumentFormat;
  readonly mediaType: string;
  readonly fullUrl: string;
  /** The Bundle as parsed JSON, or the octets of anything else. */
  readonly content: { readonly resource: Json } | { readonly octets: Uint8Array };
}

/**
 * Builds the transaction of a push, in the shape of MHD ITI-105 (Simplified Publish): the DocumentReference and the
 * documents it refers to. The identifier of the Bundle is the message id, on which the receiver is idempotent.
 */
export function publishTransaction(
  messageId: string,
  reference: DocumentReference,
  documents: readonly TransactionDocument[],
): Bundle {
  return {
    resourceType: 'Bundle',
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${messageId}` },
    type: 'transaction',
    entry: [
      { fullUrl: `urn:uuid:${messageId}`, resource: reference, request: { method: 'POST', url: 'DocumentReference' } },
      ...documents.map(documentEntry),
    ],
  };
}

function documentEntry(document: TransactionDocument): BundleEntry {
  if ('resource' in document.content) {
    const resource = document.content.resource as unknown as Bundle;
    return { fullUrl: document.fullUrl, resource, request: { method: 'POST', url: 'Bundle' } };
  }
  return {
    fullUrl: document.fullUrl,
    resource: {
      resourceType: 'Binary',
      contentType: document.mediaType,
      data: Buffer.from(document.content.octets).toString('base64'),
    },
    request: { method: 'POST', url: 'Binary' },
  };
}

/** What a received transaction says. */
export interface ReceivedTransaction {
  readonly messageId: string;
  /** Patient the DocumentReference names. */
  readonly patient: Identifier;
  readonly documents: readonly TransactionDocument[];
}

/**
 * Takes a push apart. Only what ITI-105 needs is accepted: one DocumentReference whose attachments point to entries of
 * the same transaction, each entry used exactly once.
 * @param json - the transaction, already guarded and parsed
 * @returns PSR-1012 with the fact `parameter` naming what is missing or odd
 */
export function readTransaction(json: unknown): Result<ReceivedTransaction> {
  const bundle = object(json);
  if (bundle['resourceType'] !== 'Bundle' || bundle['type'] !== 'transaction') return odd('Bundle.type');
  const identifier = object(bundle['identifier'])['value'];
  const messageId = typeof identifier === 'string' ? /^urn:uuid:([0-9a-f-]{36})$/.exec(identifier)?.[1] : undefined;
  if (messageId === undefined || !isUuid(messageId)) return odd('Bundle.identifier');
  const entries = list(bundle['entry']).map(object);
  const references = entries.filter((entry) => object(entry['resource'])['resourceType'] === 'DocumentReference');
  const reference = object(references[0]?.['resource']);
  if (references.length !== 1) return odd('Bundle.entry');
  const patient = object(object(reference['subject'])['identifier']);
  const { system, value } = patient;
  if (typeof system !== 'string' || typeof value !== 'string' || system === '' || value === '') {
    return odd('DocumentReference.subject.identifier');
  }
  const documents: TransactionDocument[] = [];
  for (const content of list(reference['content'])) {
    const url = object(object(content)['attachment'])['url'];
    const matching = entries.filter((entry) => entry['fullUrl'] === url);
    const document = matching.length === 1 ? documentOf(String(url), object(matching[0]?.['resource'])) : undefined;
    const again = documents.some((each) => each.fullUrl === url);
    if (document === undefined || again) return odd('DocumentReference.content.attachment.url');
    documents.push(document);
  }
  if (documents.length === 0 || documents.length !== entries.length - 1) return odd('Bundle.entry');
  return ok({ messageId, patient: { system, value }, documents });
}

function documentOf(fullUrl: string, resource: Record<string, unknown>): TransactionDocument | undefined {
  if (resource['resourceType'] === 'Bundle') {
    return { format: 'eps-bundle', mediaType: fhirJson, fullUrl, content: { resource: resource as Json } };
  }
  const { data, contentType } = resource;
  if (resource['resourceType'] !== 'Binary' || typeof data !== 'string' || typeof contentType !== 'string') {
    return undefined;
  }
  const octets = Buffer.from(data, 'base64');
  // Base64 that does not give itself back holds something that two readers could read differently.
  if (octets.toString('base64') !== data) return undefined;
  const format = contentType === sealMediaType ? 'xades-seal' : 'pivot-cda';
  return { format, mediaType: contentType, fullUrl, content: { octets } };
}

/** Media type of a detached XAdES seal, so that it is told from the CDA it seals. */
export const sealMediaType = 'application/xml; profile="http://uri.etsi.org/01903/v1.3.2#"';

function odd(parameter: string): Result<never> {
  return failed(new PasserelleError('PSR-1012', { parameter }));
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
