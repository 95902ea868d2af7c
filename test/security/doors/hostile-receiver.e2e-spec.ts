import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTransaction, transactionResponse } from '@passerelle/fhir/exchange';
import { newId, sha256, systemClock } from '@passerelle/kernel';
import type { LocalSealKey, Receipt } from '@passerelle/trust';
import { receiptAtOnce } from '@passerelle/trust/testing';
import { exchange, fixture, requesterOf } from '../../support/calls.js';
import { openFakePeer, type FakeAnswer, type FakePeer } from '../../support/fake-peer.js';
import { register } from '../../support/observed.js';
import { credentialsOf, strangersSeal, type PeerCredentials } from '../../support/peer-client.js';
import { canonicalOctets, type JsonObject } from '../../support/pushed.js';
import { freePort, openTwoNodes, type TestNode, type TwoNodes } from '../../support/two-nodes.js';

const patient = { system: 'urn:oid:2.16.17.710.813.1000.990.1', value: '990000017' };

describe('a node that pushes to a hostile peer takes no answer for a receipt', () => {
  let nodes: TwoNodes;
  let pt: TestNode;
  let lu: PeerCredentials;
  let peer: FakePeer;
  let elsewhere: FakePeer;
  let elsewherePort: number;
  let stranger: LocalSealKey;

  beforeAll(async () => {
    const port = await freePort();
    nodes = await openTwoNodes({
      overlayOf: () => ({ peerEndpoints: { LU: `https://127.0.0.1:${port}/fhir` } }),
    });
    ({ pt } = nodes);
    lu = credentialsOf(nodes, 'LU');
    stranger = strangersSeal('LU');
    peer = await openFakePeer(port, lu.tls);
    elsewherePort = await freePort();
    elsewhere = await openFakePeer(elsewherePort, lu.tls);
    await register(pt, fixture('national/pt/rich.xml'));
  }, 60_000);
  afterAll(async () => {
    await nodes.close();
    await Promise.all([peer.close(), elsewhere.close()]);
  });

  const outcome = (code: string): object => ({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'processing', details: { coding: [{ code }] } }],
  });
  const receiptOver =
    (change: Partial<Receipt>, key = lu.seal, quoted = (all: Receipt['documents']) => all): FakeAnswer =>
    ({ body }, response) => {
      const read = readTransaction(JSON.parse(body.toString('utf8')));
      if (!read.ok) throw read.error;
      const documents = read.value.documents.map(({ content, mediaType }) => {
        const octets = 'octets' in content ? content.octets : canonicalOctets(content.resource as JsonObject);
        return { sha256: sha256(octets), size: octets.length, mediaType };
      });
      const receipt = {
        documents: quoted(documents),
        issuer: 'LU',
        audience: 'PT',
        messageId: read.value.messageId,
        ...change,
      };
      const locations = documents.map((_, at) => `DocumentReference/${at}`);
      response.end(JSON.stringify(transactionResponse(locations, receiptAtOnce(receipt, key, systemClock))));
    };
  const push = () => exchange(pt, { direction: 'push', peer: 'LU', patient, requester: requesterOf('PT') });

  it('unless it is one', async () => {
    peer.answer({ push: receiptOver({}) });
    expect(await push()).toMatchObject({ state: 'acknowledged' });
  });

  it.each<[string, () => FakeAnswer]>([
    ['that holds none', () => ({ resourceType: 'Bundle', type: 'transaction-response', entry: [] })],
    ['that is HTML', () => Buffer.from('<html/>')],
    ['that is empty', () => Buffer.alloc(0)],
    ['that quotes nothing', () => receiptOver({ documents: [] })],
    ['that quotes one document less', () => receiptOver({}, lu.seal, (documents) => documents.slice(1))],
    [
      'that quotes another document',
      () => receiptOver({ documents: [{ sha256: sha256('x'), size: 1, mediaType: 'text/xml' }] }),
    ],
    ['that is for another message', () => receiptOver({ messageId: newId() })],
    ['that was issued by another country', () => receiptOver({ issuer: 'PT' })],
    ['that is addressed to another country', () => receiptOver({ audience: 'FR' })],
    ['that a stranger signed', () => receiptOver({}, stranger)],
    ['that was signed with the key of the tokens', () => receiptOver({}, lu.token)],
  ])('%s', async (_, answer) => {
    peer.answer({ push: answer() });
    const shown = await push();
    expect(shown).toMatchObject({ state: 'failed', errorCode: 'PSR-3007' });
    expect(shown.trail.every((event) => event.receipt === undefined)).toBe(true);
  });

  it('that refuses', async () => {
    peer.answer({ push: (_, response) => response.writeHead(422).end(JSON.stringify(outcome('PSR-3002'))) });
    expect(await push()).toMatchObject({ state: 'refused', errorCode: 'PSR-4006' });
  });

  it('that redirects', async () => {
    const location = `https://127.0.0.1:${elsewherePort}/fhir`;
    peer.answer({ push: (_, response) => response.writeHead(307, { location }).end() });
    expect(await push()).toMatchObject({ state: 'refused', errorCode: 'PSR-4006' });
    expect(elsewhere.connections()).toBe(0);
  });
});
