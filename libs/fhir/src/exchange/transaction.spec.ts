import { describe, expect, it } from '@jest/globals';
import { documentReference } from './document-reference.js';
import { publishTransaction, readTransaction, sealMediaType } from './transaction.js';
import { receiptOf, transactionResponse } from './transaction-response.js';

const messageId = '01a2087f-7383-7807-8158-be1f523be546';
const patient = { system: 'urn:oid:2.999.1', value: '1' };
const urls = ['urn:uuid:00000000-0000-4000-8000-000000000001', 'urn:uuid:00000000-0000-4000-8000-000000000002'];

function transaction(): Record<string, unknown> {
  const reference = documentReference({
    identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:x' },
    patient,
    date: new Date('2026-11-23T10:00:00Z'),
    custodian: { identifier: patient, name: 'Example' },
    contents: [
      { format: 'eps-bundle', mediaType: 'application/fhir+json', url: urls[0] ?? '' },
      { format: 'xades-seal', mediaType: sealMediaType, url: urls[1] ?? '' },
    ],
  });
  const bundle = publishTransaction(messageId, reference, [
    {
      format: 'eps-bundle',
      mediaType: 'application/fhir+json',
      fullUrl: urls[0] ?? '',
      content: { resource: { resourceType: 'Bundle', type: 'document' } },
    },
    {
      format: 'xades-seal',
      mediaType: sealMediaType,
      fullUrl: urls[1] ?? '',
      content: { octets: Buffer.from('<s/>') },
    },
  ]);
  return JSON.parse(JSON.stringify(bundle)) as Record<string, unknown>;
}

// The transaction is foreign JSON that is changed in all kinds of wrong ways; typing each of them would hide what they are.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Change = (bundle: any) => void;

/** The transaction with one thing changed. */
function changed(change: Change): unknown {
  const bundle = transaction();
  change(bundle);
  return bundle;
}

describe('a push as a transaction', () => {
  it('is read as it was written', () => {
    const read = readTransaction(transaction());
    expect(read).toMatchObject({ ok: true, value: { messageId, patient } });
    const documents = read.ok ? read.value.documents : [];
    expect(documents.map((document) => document.format)).toEqual(['eps-bundle', 'xades-seal']);
    const [, seal] = documents;
    expect(seal && 'octets' in seal.content && Buffer.from(seal.content.octets).toString()).toBe('<s/>');
  });

  it.each<[string, string, Change]>([
    ['another type of Bundle', 'Bundle.type', (bundle) => (bundle.type = 'batch')],
    ['no message id', 'Bundle.identifier', (bundle) => delete bundle.identifier],
    ['a message id that is no UUID', 'Bundle.identifier', (bundle) => (bundle.identifier.value = 'urn:uuid:1')],
    ['no DocumentReference', 'Bundle.entry', (bundle) => bundle.entry.shift()],
    ['two DocumentReferences', 'Bundle.entry', (bundle) => bundle.entry.push(bundle.entry[0])],
    ['an entry that nothing refers to', 'Bundle.entry', (bundle) => bundle.entry[0].resource.content.pop()],
    ['no patient', 'DocumentReference.subject.identifier', (bundle) => delete bundle.entry[0].resource.subject],
    [
      'a reference outside',
      'DocumentReference.content.attachment.url',
      (bundle) => (bundle.entry[0].resource.content[0].attachment.url = 'https://elsewhere.example/'),
    ],
    [
      'two entries of one name',
      'DocumentReference.content.attachment.url',
      (bundle) => (bundle.entry[2].fullUrl = bundle.entry[1].fullUrl),
    ],
    [
      'base64 that can be read in two ways',
      'DocumentReference.content.attachment.url',
      (bundle) => (bundle.entry[2].resource.data = 'PHMvPh=='),
    ],
    [
      'a resource of another type',
      'DocumentReference.content.attachment.url',
      (bundle) => (bundle.entry[1].resource.resourceType = 'Patient'),
    ],
  ])('is refused with %s', (_what, parameter, change) => {
    const read = readTransaction(changed(change));
    expect(!read.ok && [read.error.code, read.error.facts]).toEqual(['PSR-1012', { parameter }]);
  });

  it.each([null, 1, 'x', [], {}])('is refused when it is %j', (json) => {
    expect(readTransaction(json).ok).toBe(false);
  });
});

describe('the answer to a push', () => {
  it('has an entry for each of the request and carries the receipt in the first', () => {
    const response = JSON.parse(
      JSON.stringify(transactionResponse(['DocumentReference/1', 'Bundle/2'], 'a.b.c')),
    ) as unknown;
    expect(response).toMatchObject({ type: 'transaction-response', entry: [{}, {}] });
    expect(receiptOf(response)).toBe('a.b.c');
  });

  it.each([
    null,
    {},
    { entry: [] },
    { entry: [{ response: { outcome: { extension: [{ url: 'other', valueString: 'x' }] } } }] },
  ])('holds no receipt when it is %j', (json) => {
    expect(receiptOf(json)).toBeUndefined();
  });
});
