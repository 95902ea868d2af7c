import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { receiptOf } from '@passerelle/fhir/exchange';
import { newId, sha256, type ErrorCode } from '@passerelle/kernel';
import { verifyReceipt, type LocalSealKey } from '@passerelle/trust';
import { fixture, otherSide } from '../../support/calls.js';
import { observe, refusal } from '../../support/observed.js';
import { callEdge, credentialsOf, strangersSeal, type PeerCredentials } from '../../support/peer-client.js';
import {
  bundleDocument,
  canonicalOctets,
  cdaDocument,
  epsOf,
  pivotOf,
  sealDocumentOf,
  sealed,
  sealOctets,
  transactionOf,
  type JsonObject,
  type PushedDocument,
} from '../../support/pushed.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../../support/two-nodes.js';

const rich = { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' };
const record = 'national/lu/rich.xml';
const another = 'national/lu/sparse.xml';

describe('a push at the edge', () => {
  let nodes: TwoNodes;
  let pt: TestNode;
  let lu: PeerCredentials;
  let portugal: PeerCredentials;
  let stranger: LocalSealKey;
  let eps: JsonObject;
  let cda: Buffer;

  beforeAll(async () => {
    nodes = await openTwoNodes();
    ({ pt } = nodes);
    lu = credentialsOf(nodes, 'LU');
    portugal = credentialsOf(nodes, 'PT');
    stranger = strangersSeal('LU');
    eps = epsOf(record);
    cda = pivotOf(record);
  }, 60_000);
  afterAll(async () => nodes.close());

  const send = (body: Uint8Array | Iterable<Uint8Array>) =>
    observe(pt, () => callEdge(pt, lu, { path: '', method: 'POST', body }));
  const sendJson = (transaction: object) => send(Buffer.from(JSON.stringify(transaction), 'utf8'));
  const good = (): PushedDocument[] => [
    bundleDocument(sealed(eps, lu.seal)),
    cdaDocument(cda),
    sealDocumentOf(cda, lu.seal),
  ];
  const transaction = (documents = good(), messageId = newId()) => transactionOf(messageId, rich, documents);
  const refusedAs = (status: number, code: string) => refusal(status, code, 'request-refused');

  it('is verified, kept and answered with a receipt that quotes its documents', async () => {
    const messageId = newId();
    const bundle = sealed(eps, lu.seal);
    const documents = [bundleDocument(bundle), cdaDocument(cda), sealDocumentOf(cda, lu.seal)];
    const { did, answer } = await sendJson(transaction(documents, messageId));
    expect(did).toMatchObject({ status: 200, changed: { document: 3, exchange: 1 } });
    expect(did.logged).toEqual(['exchange-push-read success', 'exchange-push-receipt success']);
    const octets = documents.map(({ content }) =>
      'octets' in content ? Buffer.from(content.octets) : canonicalOctets(bundle),
    );
    const verified = await verifyReceipt(receiptOf(answer.json) ?? '', {
      issuer: 'PT',
      audience: 'LU',
      messageId,
      documents: octets.map((each, at) => ({
        sha256: sha256(each),
        size: each.length,
        mediaType: documents[at]?.mediaType ?? '',
      })),
      sealCertificates: [portugal.seal.certificate],
    });
    expect(verified.ok).toBe(true);
  });

  describe('ends as a failed exchange of which nothing is kept', () => {
    const changed = (from: string, to: string): PushedDocument[] => {
      const text = JSON.stringify(sealed(eps, lu.seal));
      expect(text).toContain(from);
      return [bundleDocument(JSON.parse(text.replace(from, to)) as JsonObject)];
    };
    const withCda = (octets: Uint8Array, over = octets): PushedDocument[] => [
      cdaDocument(octets),
      sealDocumentOf(over, lu.seal),
    ];
    const text = (octets: Uint8Array, from: string, to: string): Buffer => {
      const read = Buffer.from(octets).toString('utf8');
      expect(read).toContain(from);
      return Buffer.from(read.replace(from, to), 'utf8');
    };

    const cases: [string, ErrorCode, 'verify' | 'read', () => PushedDocument[]][] = [
      [
        'a sealed Bundle with one changed letter in a display',
        'PSR-3002',
        'verify',
        () => [bundleDocument(oneLetterChanged(sealed(eps, lu.seal)))],
      ],
      ['a sealed Bundle with another birth date', 'PSR-3002', 'verify', () => changed('1957-03-12', '1957-03-13')],
      [
        'a sealed Bundle with one entry more',
        'PSR-3002',
        'verify',
        () => [bundleDocument(withEntry(sealed(eps, lu.seal)))],
      ],
      [
        'a sealed Bundle with one entry less',
        'PSR-3002',
        'verify',
        () => [bundleDocument(withoutEntry(sealed(eps, lu.seal)))],
      ],
      [
        'a Bundle with the seal of another Bundle',
        'PSR-3002',
        'verify',
        () => [bundleDocument({ ...eps, signature: sealed(epsOf(another), lu.seal)['signature'] })],
      ],
      [
        'a Bundle sealed by the receiver itself',
        'PSR-3003',
        'verify',
        () => [bundleDocument(sealed(eps, portugal.seal))],
      ],
      [
        'a Bundle sealed by a stranger who names the sender',
        'PSR-3003',
        'verify',
        () => [bundleDocument(sealed(eps, stranger))],
      ],
      [
        'a Bundle sealed with the key of the tokens',
        'PSR-3003',
        'verify',
        () => [bundleDocument(sealed(eps, lu.token))],
      ],
      ['a Bundle without seal', 'PSR-3001', 'verify', () => [bundleDocument(eps)]],
      [
        'a Bundle whose seal is garbage',
        'PSR-3004',
        'verify',
        () => [
          bundleDocument({
            ...eps,
            signature: { ...(sealed(eps, lu.seal)['signature'] as object), data: 'Z2FyYmFnZQ==' },
          }),
        ],
      ],
      ['a tampered CDA', 'PSR-3002', 'verify', () => withCda(text(cda, '19570312', '19570313'), cda)],
      ['a CDA with a space more', 'PSR-3002', 'verify', () => withCda(Buffer.concat([cda, Buffer.from(' ')]), cda)],
      [
        'a CDA whose seal calls it by another name',
        'PSR-3004',
        'verify',
        () => [cdaDocument(cda), sealDocumentOf(cda, lu.seal, 'urn:sha256:another')],
      ],
      ['a CDA sealed by a stranger', 'PSR-3003', 'verify', () => [cdaDocument(cda), sealDocumentOf(cda, stranger)]],
      ['a CDA without seal', 'PSR-3001', 'verify', () => [cdaDocument(cda)]],
      ['a CDA without seal beside a good Bundle', 'PSR-3001', 'verify', () => good().slice(0, 2)],
      ['a seal without its CDA beside a good Bundle', 'PSR-3001', 'verify', () => [good()[0]!, good()[2]!]],
      [
        'two CDAs with one seal',
        'PSR-3001',
        'verify',
        () => [cdaDocument(cda), cdaDocument(pivotOf(another)), sealDocumentOf(cda, lu.seal)],
      ],
      ['a seal that is no XML', 'PSR-3004', 'verify', () => [cdaDocument(cda), sealOctets(Buffer.from('seal'))]],
      [
        'a seal with a DOCTYPE',
        'PSR-3004',
        'verify',
        () => [cdaDocument(cda), sealOctets(Buffer.from('<!DOCTYPE a><a/>'))],
      ],
      ['a seal of no octets', 'PSR-3001', 'verify', () => [cdaDocument(cda), sealOctets(Buffer.alloc(0))]],
      [
        'a CDA of no octets, sealed for another',
        'PSR-3002',
        'verify',
        () => [cdaDocument(Buffer.alloc(0)), sealDocumentOf(cda, lu.seal)],
      ],
      [
        'a tampered Bundle beside a good CDA',
        'PSR-3002',
        'verify',
        () => [...changed('1957-03-12', '1957-03-13'), ...good().slice(1)],
      ],
      [
        'a sealed Bundle of another patient',
        'PSR-2203',
        'read',
        () => [bundleDocument(sealed(epsOf(another), lu.seal))],
      ],
      [
        'a sealed CDA of another patient beside the right Bundle',
        'PSR-2203',
        'read',
        () => [good()[0]!, ...withCda(pivotOf(another))],
      ],
      [
        'a sealed Bundle that is no document',
        'PSR-1107',
        'read',
        () => [bundleDocument(sealed({ ...eps, type: 'collection' }, lu.seal))],
      ],
      [
        'a sealed CDA that is no patient summary',
        'PSR-1102',
        'read',
        () => withCda(fixture('refused/prescription.xml')),
      ],
      ['a sealed CDA without patient', 'PSR-1104', 'read', () => withCda(fixture('refused/no-patient-id.xml'))],
      ['a sealed CDA with a DOCTYPE', 'PSR-1003', 'read', () => withCda(fixture('refused/doctype.xml'))],
      ['sealed octets that are no XML', 'PSR-1002', 'read', () => withCda(fixture('refused/not-xml.xml'))],
      ['sealed HTML', 'PSR-1101', 'read', () => withCda(Buffer.from('<html><script>alert(1)</script></html>'))],
    ];

    it.each(cases)('when it holds %s: %s', async (_, code, step, documents) => {
      const messageId = newId();
      const { did } = await sendJson(transaction(documents(), messageId));
      const status = code.startsWith('PSR-10') ? 400 : 422;
      expect(did).toEqual({
        ...refusedAs(status, code),
        logged: [`exchange-push-${step} failed ${code}`, `request-refused refused ${code}`],
        changed: { exchange: 1, exchange_event: step === 'verify' ? 1 : 2 },
      });
      const { state, errorCode, trail } = await otherSide(pt, messageId);
      expect({ state, errorCode, last: trail.at(-1)?.step }).toEqual({ state: 'failed', errorCode: code, last: step });
    });

    it('when the DocumentReference names another patient than the documents', async () => {
      for (const patient of [
        { ...rich, value: '1990070410235' },
        { ...rich, system: 'urn:oid:2.999' },
      ]) {
        const { did } = await sendJson(transactionOf(newId(), patient, good()));
        expect(did).toMatchObject({ status: 422, code: 'PSR-2203', changed: { exchange: 1 } });
        expect(did.changed).not.toHaveProperty('document');
      }
    });

    it('and gets the same refusal when it comes again', async () => {
      const spoiled = transaction([bundleDocument(eps)]);
      expect((await sendJson(spoiled)).did).toMatchObject({ status: 422, changed: { exchange: 1 } });
      expect((await sendJson(spoiled)).did).toEqual(refusedAs(422, 'PSR-3001'));
    });
  });

  describe('threats 38 and 41: that comes twice', () => {
    it('is carried out once and answered with the same receipt', async () => {
      const messageId = newId();
      const documents = good();
      const first = await sendJson(transaction(documents, messageId));
      // A retry is built anew: its entries have other addresses, its documents are the same.
      const second = await sendJson(transaction(documents, messageId));
      expect(second.did).toMatchObject({ status: 200, changed: {} });
      expect(receiptOf(second.answer.json)).toBe(receiptOf(first.answer.json));
    });

    it('at once is carried out once and answered with the same receipt', async () => {
      const body = Buffer.from(JSON.stringify(transaction()), 'utf8');
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => callEdge(pt, lu, { path: '', method: 'POST', body })),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect(new Set(answers.map(({ json }) => receiptOf(json))).size).toBe(1);
    });

    it('with other documents is a conflict and an alarm, and changes nothing', async () => {
      const messageId = newId();
      await sendJson(transaction(good(), messageId));
      const others: [string, object][] = [
        ['fewer documents', transaction(good().slice(0, 1), messageId)],
        ['another patient', transactionOf(messageId, { ...rich, value: '1990070410235' }, good())],
        ['documents without seal', transaction([bundleDocument(eps)], messageId)],
      ];
      for (const [what, body] of others) {
        const { did } = await sendJson(body);
        expect([what, did]).toEqual([
          what,
          {
            ...refusedAs(409, 'PSR-4002'),
            logged: ['alarm-message-id-reused refused PSR-4002', 'request-refused refused PSR-4002'],
          },
        ]);
      }
      expect(await otherSide(pt, messageId)).toMatchObject({ state: 'acknowledged' });
    });
  });

  it('of the sender’s own documents back to it is refused, because they are not sealed by who brings them', async () => {
    const back = transactionOf(newId(), rich, good());
    const { did } = await observe(nodes.lu, () =>
      callEdge(nodes.lu, portugal, { path: '', method: 'POST', body: Buffer.from(JSON.stringify(back)) }),
    );
    expect(did).toMatchObject({ status: 422, code: 'PSR-3003' });
    expect(did.changed).not.toHaveProperty('document');
  });
});

/** Changes one letter of the first display in the Bundle. */
function oneLetterChanged(bundle: JsonObject): JsonObject {
  const whole = JSON.stringify(bundle);
  const changed = whole.replace(/"display":"([^"]*)[a-y]/, (found) => `${found.slice(0, -1)}z`);
  expect(changed).not.toBe(whole);
  return JSON.parse(changed) as JsonObject;
}

function withEntry(bundle: JsonObject): JsonObject {
  const entry = { fullUrl: `urn:uuid:${newId()}`, resource: { resourceType: 'Basic' } };
  return { ...bundle, entry: [...(bundle['entry'] as []), entry] };
}

function withoutEntry(bundle: JsonObject): JsonObject {
  return { ...bundle, entry: (bundle['entry'] as []).slice(0, -1) };
}
