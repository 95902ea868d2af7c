import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { receiptParameters } from '@passerelle/fhir/exchange';
import { newId, sha256, systemClock, type ErrorCode } from '@passerelle/kernel';
import type { LocalSealKey, Receipt } from '@passerelle/trust';
import { receiptAtOnce } from '@passerelle/trust/testing';
import { fixture, otherSide, type Shown } from '../../support/calls.js';
import { observe, refusal, register } from '../../support/observed.js';
import {
  callEdge,
  credentialsOf,
  signedJwt,
  strangersSeal,
  tokenOf,
  type PeerCredentials,
} from '../../support/peer-client.js';
import { bundleDocument, epsOf, sealed, transactionOf } from '../../support/pushed.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../../support/two-nodes.js';

describe('a receipt at the edge', () => {
  let nodes: TwoNodes;
  let lu: TestNode;
  let pt: PeerCredentials;
  let stranger: LocalSealKey;
  let recordId: string;
  let messageId: string;
  let quoted: Receipt['documents'][number];

  beforeAll(async () => {
    nodes = await openTwoNodes();
    ({ lu } = nodes);
    pt = credentialsOf(nodes, 'PT');
    stranger = strangersSeal('PT');
    recordId = await register(lu, fixture('national/lu/rich.xml'));
  }, 60_000);
  afterAll(async () => nodes.close());

  // Each test begins with a pull that was answered and awaits its receipt.
  beforeEach(async () => {
    messageId = newId();
    const { octets, status } = await callEdge(lu, pt, { path: `/Bundle/${recordId}`, requestId: messageId });
    if (status !== 200) throw new Error(`the pull was answered ${status}`);
    quoted = { sha256: sha256(octets), size: octets.length, mediaType: 'application/fhir+json' };
  });

  const receipt = (change: Partial<Receipt> = {}, key: LocalSealKey = pt.seal): string =>
    receiptAtOnce({ issuer: 'PT', audience: 'LU', messageId, documents: [quoted], ...change }, key, systemClock);
  const send = (body: object | Uint8Array) =>
    observe(lu, () => {
      const octets = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body), 'utf8');
      return callEdge(lu, pt, { path: '/$receipt', method: 'POST', body: octets });
    });
  const give = (text: string, id = messageId) => send(receiptParameters(id, text));
  const refusedAs = (status: number, code: string) => refusal(status, code, 'request-refused');
  const state = async (): Promise<Shown['state'] | undefined> => {
    const row = await lu.node.runtime.exchanges.findByMessage('PT', messageId, 'responder');
    return row?.state;
  };

  it('that quotes what was answered ends the exchange, once', async () => {
    const text = receipt();
    const first = await give(text);
    expect(first.did).toMatchObject({ status: 200, changed: { exchange_event: 1 } });
    expect(first.did.logged).toEqual(['exchange-pull-receipt success']);
    const again = await give(text);
    expect(again.did).toMatchObject({ status: 200, logged: [], changed: {} });
    expect(await otherSide(lu, messageId)).toMatchObject({ state: 'acknowledged' });
  });

  it('that comes five times at once ends the exchange once', async () => {
    const body = Buffer.from(JSON.stringify(receiptParameters(messageId, receipt())), 'utf8');
    const { did } = await observe(lu, async () => {
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => callEdge(lu, pt, { path: '/$receipt', method: 'POST', body })),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      return answers[0]!;
    });
    expect(did.changed).toEqual({ exchange_event: 1 });
  });

  const claims = (): Record<string, unknown> =>
    JSON.parse(Buffer.from(receipt().split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
  const spoiled = (change: (all: Record<string, unknown>) => object, header: object = {}): string =>
    signedJwt(change(claims()), pt.seal, { typ: 'passerelle-receipt+jwt', ...header });

  it.each<[string, () => string]>([
    ['with a changed letter in its signature', () => flipped(receipt(), 2)],
    ['with a changed letter in its claims', () => flipped(receipt(), 1)],
    ['without signature', () => `${receipt().split('.').slice(0, 2).join('.')}.`],
    ['with algorithm none', () => spoiled((all) => all, { alg: 'none' })],
    ['signed by a stranger', () => receipt({}, stranger)],
    [
      'signed by a stranger who names the pinned certificate',
      () =>
        signedJwt(claims(), stranger, { typ: 'passerelle-receipt+jwt', 'x5t#S256': pt.seal.certificate.thumbprint }),
    ],
    ['signed with the key of the tokens', () => receipt({}, pt.token)],
    ['signed by the node that gets it', () => receipt({}, credentialsOf(nodes, 'LU').seal)],
    ['of the type of a requester token', () => spoiled((all) => all, { typ: 'passerelle-requester+jwt' })],
    ['that is a requester token', () => tokenOf(pt)],
    ['that quotes another digest', () => receipt({ documents: [{ ...quoted, sha256: sha256('another') }] })],
    ['that quotes another size', () => receipt({ documents: [{ ...quoted, size: quoted.size + 1 }] })],
    ['that quotes another media type', () => receipt({ documents: [{ ...quoted, mediaType: 'text/html' }] })],
    ['that quotes a document more', () => receipt({ documents: [quoted, { ...quoted, sha256: sha256('another') }] })],
    ['that quotes the document twice', () => receipt({ documents: [quoted, quoted] })],
    ['that quotes nothing', () => receipt({ documents: [] })],
    ['for another message', () => receipt({ messageId: newId() })],
    ['issued by another country', () => receipt({ issuer: 'LU' })],
    ['addressed to another country', () => receipt({ audience: 'PT' })],
    ['of tomorrow', () => spoiled((all) => ({ ...all, iat: Math.floor(Date.now() / 1000) + 86_400 }))],
    ['that does not accept', () => spoiled((all) => ({ ...all, outcome: 'rejected' }))],
    ['that is no text of a signature', () => 'receipt'],
    ['that is empty', () => ''],
    ['of 100 kB', () => 'a'.repeat(100_000)],
  ])('%s is refused and changes nothing', async (_, text) => {
    expect((await give(text())).did).toEqual(refusedAs(422, 'PSR-3007'));
    expect(await state()).toBe('answered');
  });

  it('for a message that nobody knows is refused', async () => {
    const unknown = newId();
    expect((await give(receipt({ messageId: unknown }), unknown)).did).toEqual(refusedAs(404, 'PSR-4001'));
    expect((await give(receipt(), "x'; DROP TABLE exchange; --")).did).toEqual(refusedAs(404, 'PSR-4001'));
  });

  it('for a push that was received is refused: its sender gets a receipt and gives none', async () => {
    const pushed = newId();
    const bundle = sealed(epsOf('national/pt/rich.xml'), pt.seal);
    const patient = { system: 'urn:oid:2.16.17.710.813.1000.990.1', value: '990000017' };
    const body = Buffer.from(JSON.stringify(transactionOf(pushed, patient, [bundleDocument(bundle)])), 'utf8');
    expect((await callEdge(lu, pt, { path: '', method: 'POST', body })).status).toBe(200);
    expect((await give(receipt({ messageId: pushed }), pushed)).did).toEqual(refusedAs(404, 'PSR-4001'));
  });

  it.each<[string, ErrorCode, () => object | Uint8Array]>([
    ['no Parameters', 'PSR-1012', () => ({ resourceType: 'Bundle' })],
    [
      'Parameters without receipt',
      'PSR-1012',
      () => ({ resourceType: 'Parameters', parameter: [{ name: 'messageId', valueString: messageId }] }),
    ],
    ['Parameters of null', 'PSR-1012', () => ({ resourceType: 'Parameters', parameter: [null] })],
    [
      'a receipt that is a number',
      'PSR-1012',
      () => ({
        resourceType: 'Parameters',
        parameter: [
          { name: 'messageId', valueString: messageId },
          { name: 'receipt', valueString: 7 },
        ],
      }),
    ],
    ['a key twice', 'PSR-1008', () => Buffer.from('{"resourceType":"Parameters","resourceType":"Parameters"}')],
    ['no JSON', 'PSR-1006', () => Buffer.from(receipt())],
    ['nothing', 'PSR-1010', () => Buffer.alloc(0)],
  ])('in a body that holds %s is refused', async (_, code, body) => {
    expect((await send(body())).did).toEqual(refusedAs(400, code));
  });
});

/** The JWS with one letter of a part changed, in its middle, where every bit counts. */
function flipped(jws: string, part: number): string {
  const parts = jws.split('.');
  const text = parts[part] ?? '';
  const at = Math.floor(text.length / 2);
  parts[part] = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
  return parts.join('.');
}
