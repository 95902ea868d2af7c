import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type ErrorCode } from '@passerelle/kernel';
import { observe, refusal } from '../../support/observed.js';
import { callEdge, credentialsOf, type PeerCredentials } from '../../support/peer-client.js';
import {
  bundleDocument,
  canonicalOctets,
  cdaDocument,
  epsOf,
  pivotOf,
  sealDocumentOf,
  sealed,
  transactionOf,
  type JsonObject,
  type Transaction,
} from '../../support/pushed.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../../support/two-nodes.js';

const rich = { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' };
const record = 'national/lu/rich.xml';

describe('a push at the edge is refused unread, without an exchange,', () => {
  let nodes: TwoNodes;
  let pt: TestNode;
  let lu: PeerCredentials;
  let eps: JsonObject;
  let cda: Buffer;

  beforeAll(async () => {
    nodes = await openTwoNodes();
    ({ pt } = nodes);
    lu = credentialsOf(nodes, 'LU');
    eps = epsOf(record);
    cda = pivotOf(record);
  }, 60_000);
  afterAll(async () => nodes.close());

  const send = (body: Uint8Array | Iterable<Uint8Array>) =>
    observe(pt, () => callEdge(pt, lu, { path: '', method: 'POST', body }));
  const transaction = () =>
    transactionOf(newId(), rich, [
      bundleDocument(sealed(eps, lu.seal)),
      cdaDocument(cda),
      sealDocumentOf(cda, lu.seal),
    ]);
  const refusedAs = (status: number, code: string) => refusal(status, code, 'request-refused');

  const spoiled = (change: (whole: Transaction) => object): Buffer =>
    Buffer.from(JSON.stringify(change(transaction())), 'utf8');
  const entries = (change: (entry: Transaction['entry']) => readonly object[]): Buffer =>
    spoiled((whole) => ({ ...whole, entry: change(whole.entry) }));
  const reference = (change: (resource: JsonObject) => object): Buffer =>
    entries(([first, ...others]) => [{ ...first, resource: change(first!.resource) }, ...others]);
  const binary = (change: (data: string) => string): Buffer =>
    entries((all) =>
      all.map((entry) =>
        entry.resource['resourceType'] === 'Binary'
          ? { ...entry, resource: { ...entry.resource, data: change(String(entry.resource['data'])) } }
          : entry,
      ),
    );

  const cases: [string, number, ErrorCode, () => Uint8Array][] = [
    ['when it is no transaction', 400, 'PSR-1012', () => spoiled((whole) => ({ ...whole, type: 'batch' }))],
    ['when it is the document itself', 400, 'PSR-1012', () => canonicalOctets(sealed(eps, lu.seal))],
    ['when it is no Bundle', 400, 'PSR-1012', () => spoiled((whole) => ({ ...whole, resourceType: 'Patient' }))],
    ['when it is a list', 400, 'PSR-1012', () => spoiled((whole) => [whole])],
    ['when it is null', 400, 'PSR-1012', () => Buffer.from('null')],
    ['without message id', 400, 'PSR-1012', () => spoiled(({ identifier: _, ...whole }) => whole)],
    [
      'with a message id that is no UUID',
      400,
      'PSR-1012',
      () => spoiled((whole) => ({ ...whole, identifier: { value: 'urn:uuid:7' } })),
    ],
    [
      'with a message id of dashes',
      400,
      'PSR-1012',
      () => spoiled((whole) => ({ ...whole, identifier: { value: `urn:uuid:${'-'.repeat(36)}` } })),
    ],
    ['without entries', 400, 'PSR-1012', () => entries(() => [])],
    ['without DocumentReference', 400, 'PSR-1012', () => entries(([, ...others]) => others)],
    ['with two DocumentReferences', 400, 'PSR-1012', () => entries((all) => [all[0]!, ...all])],
    ['without documents', 400, 'PSR-1012', () => entries(([first]) => [first!])],
    ['without patient', 400, 'PSR-1012', () => reference(({ subject: _, ...others }) => others)],
    [
      'with a patient who is only named',
      400,
      'PSR-1012',
      () => reference((all) => ({ ...all, subject: { display: 'x' } })),
    ],
    [
      'with a patient without system',
      400,
      'PSR-1012',
      () => reference((all) => ({ ...all, subject: { identifier: { value: rich.value } } })),
    ],
    [
      'with a patient of no letters',
      400,
      'PSR-1012',
      () => reference((all) => ({ ...all, subject: { identifier: { system: '', value: '' } } })),
    ],
    [
      'with a document that nothing refers to',
      400,
      'PSR-1012',
      () => reference((all) => ({ ...all, content: (all['content'] as unknown[]).slice(0, 1) })),
    ],
    [
      'with a Binary that nothing refers to',
      400,
      'PSR-1012',
      () =>
        entries((all) => [
          ...all,
          { fullUrl: 'urn:uuid:x', resource: { resourceType: 'Binary', contentType: 'text/xml', data: 'eA==' } },
        ]),
    ],
    ['with a reference to nothing', 400, 'PSR-1012', () => entries((all) => all.slice(0, -1))],
    [
      'with a reference to another server',
      400,
      'PSR-1012',
      () => reference((all) => ({ ...all, content: [{ attachment: { url: 'https://example.org/cda' } }] })),
    ],
    [
      'with one document referred to twice',
      400,
      'PSR-1012',
      () =>
        reference((all) => ({
          ...all,
          content: (all['content'] as unknown[]).map(() => (all['content'] as unknown[])[0]),
        })),
    ],
    [
      'with two entries of one address',
      400,
      'PSR-1012',
      () => entries((all) => all.map((entry) => ({ ...entry, fullUrl: all[1]!.fullUrl }))),
    ],
    [
      'with a document of another kind',
      400,
      'PSR-1012',
      () =>
        entries((all) =>
          all.map((entry, at) => (at === 1 ? { ...entry, resource: { resourceType: 'Patient' } } : entry)),
        ),
    ],
    ['with base64 in lines', 400, 'PSR-1012', () => binary((data) => data.replace(/.{76}/g, '$&\n'))],
    ['with base64 of another alphabet', 400, 'PSR-1012', () => binary((data) => `${data.replaceAll('=', '')}-_`)],
    ['with base64 without padding', 400, 'PSR-1012', () => binary(() => 'eA')],
    ['with base64 that hides bits', 400, 'PSR-1012', () => binary(() => 'eB==')],
    ['with base64 that goes on after its end', 400, 'PSR-1012', () => binary((data) => `${data}====eA==`)],
    [
      'with a key twice',
      400,
      'PSR-1008',
      () =>
        Buffer.from(
          spoiled((whole) => whole)
            .toString('utf8')
            .replace('"type":"transaction"', '"type":"batch","type":"transaction"'),
        ),
    ],
    [
      'with a key twice deep in the sealed document',
      400,
      'PSR-1008',
      () =>
        Buffer.from(
          spoiled((whole) => whole)
            .toString('utf8')
            .replace('"birthDate":', '"birthDate":"1900-01-01","birthDate":'),
        ),
    ],
    [
      'with a key of the prototype chain',
      400,
      'PSR-1008',
      () =>
        Buffer.from(
          spoiled((whole) => whole)
            .toString('utf8')
            .replace('"type":"transaction"', '"__proto__":{},"type":"transaction"'),
        ),
    ],
    ['nested 100,000 deep', 400, 'PSR-1007', () => Buffer.from('{"a":'.repeat(100_000))],
    ['with a million and more values', 400, 'PSR-1007', () => Buffer.from(`[${'0,'.repeat(1_000_001)}0]`)],
    ['when it is XML', 400, 'PSR-1006', () => cda],
    ['when it is truncated', 400, 'PSR-1006', () => spoiled((whole) => whole).subarray(0, -2)],
    ['when it is not UTF-8', 400, 'PSR-1004', () => Buffer.from('{"a":"é"}', 'latin1')],
    ['with half a surrogate pair', 400, 'PSR-1006', () => Buffer.from('{"a":"\\ud800"}')],
    ['when it is empty', 400, 'PSR-1010', () => Buffer.alloc(0)],
  ];

  it.each(cases)('%s', async (_, status, code, body) => {
    const octets = body();
    const start = performance.now();
    expect((await send(octets)).did).toEqual(refusedAs(status, code));
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('when it has 100 MB, in the middle of a connection that goes on writing', async () => {
    const megabyte = Buffer.alloc(1_000_000, ' ');
    const hundred = Array.from({ length: 100 }, () => megabyte);
    expect((await send(hundred)).did).toEqual(refusedAs(413, 'PSR-1001'));
  });
});
