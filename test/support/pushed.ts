import {
  documentReference,
  publishTransaction,
  sealMediaType,
  type TransactionDocument,
} from '@passerelle/fhir/exchange';
import {
  canonicalJson,
  newId,
  sha256,
  systemClock,
  type DocumentFormat,
  type Identifier,
  type Json,
} from '@passerelle/kernel';
import type { LocalSealKey } from '@passerelle/trust';
import { sealBundleAtOnce, sealDetachedAtOnce } from '@passerelle/trust/testing';
import { fixturePath } from './calls.js';
import { translateFile } from './translation.js';

/** A JSON object that a test may take apart. */
export type JsonObject = { readonly [name: string]: Json | undefined };

/** A document as it is put into a push. */
export interface PushedDocument {
  readonly format: DocumentFormat;
  readonly mediaType: string;
  readonly content: { readonly resource: Json } | { readonly octets: Uint8Array };
}

/** The transaction of a push as a test may take it apart. */
export interface Transaction {
  readonly resourceType: string;
  readonly type: string;
  readonly identifier: JsonObject;
  readonly entry: readonly { readonly fullUrl: string; readonly resource: JsonObject; readonly request: JsonObject }[];
}

/** The EPS Bundle that a record of the fixtures is translated to, without a seal. */
export function epsOf(record: string): JsonObject {
  return JSON.parse(octetsOf(record, 'eps').toString('utf8')) as JsonObject;
}

/** The pivot CDA that a record of the fixtures is translated to. */
export function pivotOf(record: string): Buffer {
  return octetsOf(record, 'pivot');
}

function octetsOf(record: string, target: 'eps' | 'pivot'): Buffer {
  return Buffer.from(translateFile(fixturePath(record), target).octets);
}

/** Seals a Bundle, whatever it says. */
export function sealed(bundle: JsonObject, key: LocalSealKey): JsonObject {
  return sealBundleAtOnce(bundle, key, { clock: systemClock, who: { display: 'Example' } }) as JsonObject;
}

/** A sealed Bundle as a document of a push. */
export function bundleDocument(bundle: JsonObject): PushedDocument {
  return { format: 'eps-bundle', mediaType: 'application/fhir+json', content: { resource: bundle as Json } };
}

/** A CDA, or what stands for one. */
export function cdaDocument(octets: Uint8Array, mediaType = 'text/xml'): PushedDocument {
  return { format: 'pivot-cda', mediaType, content: { octets } };
}

/** The detached seal over some octets, named as this node names it. */
export function sealDocumentOf(
  octets: Uint8Array,
  key: LocalSealKey,
  uri = `urn:sha256:${sha256(octets)}`,
): PushedDocument {
  const name = { uri, mediaType: 'text/xml' };
  return sealOctets(sealDetachedAtOnce(octets, name, key, { clock: systemClock }));
}

/** Octets that claim to be a seal. */
export function sealOctets(octets: Uint8Array): PushedDocument {
  return { format: 'xades-seal', mediaType: sealMediaType, content: { octets } };
}

/** The transaction that pushes documents of a patient. */
export function transactionOf(
  messageId: string,
  patient: Identifier,
  documents: readonly PushedDocument[],
): Transaction {
  const entries: TransactionDocument[] = documents.map((each) => ({ ...each, fullUrl: `urn:uuid:${newId()}` }));
  const reference = documentReference({
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${newId()}` },
    patient,
    date: new Date(),
    custodian: { identifier: { system: 'urn:oid:2.999', value: '1' }, name: 'Example' },
    contents: entries.map(({ format, mediaType, fullUrl }) => ({ format, mediaType, url: fullUrl })),
  });
  return publishTransaction(messageId, reference, entries) as unknown as Transaction;
}

/** The octets of a Bundle as both sides digest it. */
export function canonicalOctets(bundle: JsonObject): Buffer {
  return Buffer.from(canonicalJson(bundle as Json), 'utf8');
}
