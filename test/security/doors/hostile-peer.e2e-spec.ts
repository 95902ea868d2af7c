import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ErrorCode } from '@passerelle/kernel';
import type { LocalSealKey } from '@passerelle/trust';
import { createDevelopmentCa, readDevelopmentCa } from '@passerelle/trust/development-ca';
import type { ServerResponse } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callDoor, ended, requesterOf, type Shown } from '../../support/calls.js';
import {
  documentAt,
  openFakePeer,
  patients,
  type FakeAnswer,
  type FakePeer,
  type Question,
} from '../../support/fake-peer.js';
import { codeOf, observe } from '../../support/observed.js';
import {
  credentialsOf,
  strangersSeal,
  tlsIdentity,
  type PeerCredentials,
  type TlsIdentity,
} from '../../support/peer-client.js';
import { canonicalOctets, epsOf, pivotOf, sealed, type JsonObject } from '../../support/pushed.js';
import { rawRequest } from '../../support/raw-request.js';
import { freePort, openTwoNodes, type TestNode, type TwoNodes } from '../../support/two-nodes.js';

const rich = { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' };
const another = { system: 'urn:oid:1.3.182.4.4', value: '1990070410235' };

describe('a node that asks a hostile peer', () => {
  let nodes: TwoNodes;
  let pt: TestNode;
  let lu: PeerCredentials;
  let expired: TlsIdentity;
  let peer: FakePeer;
  let elsewhere: FakePeer;
  let elsewherePort: number;
  let stranger: LocalSealKey;
  let eps: JsonObject;

  beforeAll(async () => {
    const port = await freePort();
    nodes = await openTwoNodes({
      overlayOf: () => ({ peerEndpoints: { LU: `https://127.0.0.1:${port}/fhir` } }),
      prepare(folder) {
        const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
        const authority = readDevelopmentCa(read('certificates/ca.key.pem'), read('certificates/ca.cert.pem'));
        expired = tlsIdentity(authority, 'LU', new Date('2020-01-01T00:00:00Z'));
        const file = join(folder, 'expired.pem');
        writeFileSync(file, expired.cert);
        writeFileSync(join(folder, 'lu.yaml'), read('lu.yaml').replace(/(tls: \[[^\]]+)\]/, `$1, ${file}]`));
      },
    });
    ({ pt } = nodes);
    lu = credentialsOf(nodes, 'LU');
    peer = await openFakePeer(port, lu.tls);
    elsewherePort = await freePort();
    elsewhere = await openFakePeer(elsewherePort, lu.tls);
    stranger = strangersSeal('LU');
    eps = epsOf('national/lu/rich.xml');
  }, 60_000);
  afterAll(async () => {
    await nodes.close();
    await Promise.all([peer.close(), elsewhere.close()]);
  });
  beforeEach(() => elsewhere.answer({}));

  const order = (body: object) =>
    rawRequest(`${pt.addresses['operators']}/exchanges`, {
      method: 'POST',
      headers: { authorization: `Bearer ${pt.node.runtime.bearerToken}` },
      body: Buffer.from(JSON.stringify(body), 'utf8'),
    });
  const pull = () =>
    observe(pt, () => order({ direction: 'pull', peer: 'LU', patient: rich, requester: requesterOf('PT') }));
  const goodPull = (): Partial<Record<Question, FakeAnswer>> => ({
    patient: patients(rich),
    documents: documentAt(rich, 'Bundle/1'),
    bundle: canonicalOctets(sealed(eps, lu.seal)),
    receipt: { resourceType: 'OperationOutcome', issue: [] },
  });
  const outcome = (text: string): object => ({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'forbidden', diagnostics: text, details: { coding: [{ code: text }] } }],
  });

  it('takes a document from it when all is as it must be', async () => {
    peer.answer(goodPull());
    const { did, answer } = await pull();
    expect(did).toMatchObject({ status: 201, changed: { exchange: 1, document: 1 } });
    expect(await ended(pt, String(answer.json['id']))).toMatchObject({ state: 'acknowledged' });
  });

  describe('ends a pull and keeps nothing', () => {
    const raw =
      (write: (response: ServerResponse) => void): FakeAnswer =>
      (_, response) =>
        write(response);
    const html = Buffer.from('<!DOCTYPE html><html><body>Welcome</body></html>');
    const redirect = raw((response) =>
      response.writeHead(302, { location: `https://127.0.0.1:${elsewherePort}/fhir/Bundle/1` }).end(),
    );
    const flood = raw((response) => {
      response.writeHead(200, { 'content-type': 'application/fhir+json' });
      const megabyte = Buffer.alloc(1_000_000, ' ');
      for (let at = 0; at < 30; at++) response.write(megabyte);
      response.end();
    });
    const cut = raw((response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"resourceType":');
      setTimeout(() => response.destroy(), 20);
    });
    const garbage = raw((response) => void response.socket?.end('SSH-2.0-OpenSSH\r\n\r\n'));
    const status = (code: number, body: object = {}): FakeAnswer =>
      raw((response) => response.writeHead(code).end(JSON.stringify(body)));
    const bundle = (changed: JsonObject): FakeAnswer => canonicalOctets(changed);
    const tampered = (): Buffer => {
      const text = canonicalOctets(sealed(eps, lu.seal)).toString('utf8');
      expect(text).toContain('1957-03-12');
      return Buffer.from(text.replace('1957-03-12', '1957-03-13'), 'utf8');
    };

    const cases: [Question, string, 'refused' | 'failed', ErrorCode, () => FakeAnswer][] = [
      ['patient', 'HTML', 'failed', 'PSR-4007', () => html],
      ['patient', 'nothing', 'failed', 'PSR-4007', () => Buffer.alloc(0)],
      ['patient', 'two patients', 'failed', 'PSR-4007', () => patients(rich, another)],
      ['patient', 'the patient twice', 'failed', 'PSR-4007', () => patients(rich, rich)],
      ['patient', 'another patient', 'failed', 'PSR-4007', () => patients(another)],
      ['patient', 'nobody', 'refused', 'PSR-2201', () => patients()],
      ['patient', 'a Patient outside a searchset', 'failed', 'PSR-4007', () => ({ resourceType: 'Patient' })],
      ['patient', 'JSON nested 100,000 deep', 'failed', 'PSR-4007', () => Buffer.from('['.repeat(100_000))],
      [
        'patient',
        'a key twice',
        'failed',
        'PSR-4007',
        () => Buffer.from('{"resourceType":"Bundle","resourceType":"Bundle"}'),
      ],
      ['patient', 'a redirect', 'refused', 'PSR-4006', () => redirect],
      ['patient', '30 MB', 'failed', 'PSR-1001', () => flood],
      ['patient', 'half an answer', 'failed', 'PSR-4005', () => cut],
      ['patient', 'no HTTP', 'failed', 'PSR-4005', () => garbage],
      ['patient', 'a refusal', 'refused', 'PSR-4006', () => status(403, outcome('Marguerite'))],
      ['patient', 'a failure', 'failed', 'PSR-4005', () => status(500, outcome('Marguerite'))],
      ['documents', 'HTML', 'failed', 'PSR-4007', () => html],
      ['documents', 'a redirect', 'refused', 'PSR-4006', () => redirect],
      [
        'documents',
        'the address of another host',
        'failed',
        'PSR-4007',
        () => documentAt(rich, `https://127.0.0.1:${elsewherePort}/fhir/Bundle/1`),
      ],
      [
        'documents',
        'the address of another host without scheme',
        'failed',
        'PSR-4007',
        () => documentAt(rich, `//127.0.0.1:${elsewherePort}/Bundle/1`),
      ],
      [
        'documents',
        'a user before another host',
        'failed',
        'PSR-4007',
        () => documentAt(rich, `@127.0.0.1:${elsewherePort}/Bundle/1`),
      ],
      [
        'documents',
        'an address above the door',
        'failed',
        'PSR-4007',
        () => documentAt(rich, 'Bundle/../../exchanges'),
      ],
      ['documents', 'an address with a question', 'failed', 'PSR-4007', () => documentAt(rich, 'Bundle/1?_format=xml')],
      ['documents', 'an address of a line break', 'failed', 'PSR-4007', () => documentAt(rich, 'Bundle/1\n')],
      ['documents', 'the address of a file', 'failed', 'PSR-4007', () => documentAt(rich, 'file:///etc/passwd')],
      ['documents', 'none', 'refused', 'PSR-2202', () => ({ resourceType: 'Bundle', type: 'searchset', entry: [] })],
      ['bundle', 'a tampered Bundle', 'failed', 'PSR-3002', tampered],
      ['bundle', 'a Bundle without seal', 'failed', 'PSR-3001', () => bundle(eps)],
      ['bundle', 'a Bundle sealed by a stranger', 'failed', 'PSR-3003', () => bundle(sealed(eps, stranger))],
      [
        'bundle',
        'a Bundle sealed by the asker',
        'failed',
        'PSR-3003',
        () => bundle(sealed(eps, credentialsOf(nodes, 'PT').seal)),
      ],
      [
        'bundle',
        'the sealed Bundle of another patient',
        'failed',
        'PSR-2203',
        () => bundle(sealed(epsOf('national/lu/sparse.xml'), lu.seal)),
      ],
      [
        'bundle',
        'a sealed Bundle that is no document',
        'failed',
        'PSR-1107',
        () => bundle(sealed({ ...eps, type: 'collection' }, lu.seal)),
      ],
      ['bundle', 'a sealed Patient', 'failed', 'PSR-3001', () => bundle(sealed({ resourceType: 'Patient' }, lu.seal))],
      ['bundle', 'HTML', 'failed', 'PSR-1006', () => html],
      ['bundle', 'a CDA', 'failed', 'PSR-1006', () => pivotOf('national/lu/rich.xml')],
      ['bundle', 'nothing', 'failed', 'PSR-1010', () => Buffer.alloc(0)],
      [
        'bundle',
        'a key twice',
        'failed',
        'PSR-1008',
        () => Buffer.from(tampered().toString('utf8').replace('"birthDate":', '"birthDate":"1957-03-12","birthDate":')),
      ],
      ['bundle', 'a redirect', 'refused', 'PSR-4006', () => redirect],
      ['bundle', '30 MB', 'failed', 'PSR-1001', () => flood],
      ['bundle', 'no such document', 'refused', 'PSR-2202', () => status(404)],
    ];

    it.each(cases)('when the question for the %s is answered by %s: %s', async (question, _, state, code, answer) => {
      peer.answer({ ...goodPull(), [question]: answer() });
      const { did, answer: shown } = await pull();
      const exchange = shown.json as unknown as Shown;
      expect(exchange).toMatchObject({ state, errorCode: code });
      expect(did.changed).toEqual({ exchange: 1, exchange_event: expect.any(Number) });
      expect(did.logged).toEqual([
        expect.stringMatching(new RegExp(`^exchange-pull-(ask|verify|read) ${state} ${code}$`)),
      ]);
      const document = await callDoor(pt, 'national', 'GET', `/national/exchanges/${exchange.id}/document`);
      // PSR-2202 where a document came and was not kept, PSR-4001 where none came.
      expect([document.status, codeOf(document)]).toEqual([404, expect.stringMatching(/^PSR-(2202|4001)$/)]);
      // No other host was ever spoken to, and nothing of what the peer wrote is shown.
      expect(elsewhere.connections()).toBe(0);
      expect(shown.text).not.toContain('Marguerite');
    });

    it('when its certificate is not pinned, before an octet of the request is written', async () => {
      peer.answer(goodPull());
      peer.present(tlsIdentity(createDevelopmentCa(), 'LU'));
      const { answer } = await pull();
      peer.present(lu.tls);
      expect(answer.json).toMatchObject({ state: 'failed', errorCode: 'PSR-2002' });
      expect(peer.connections()).toBeGreaterThan(0);
      expect(peer.seen).toEqual([]);
    });

    it('when its certificate is pinned and out of date, before an octet of the request is written', async () => {
      peer.answer(goodPull());
      peer.present(expired);
      const { answer } = await pull();
      peer.present(lu.tls);
      expect(answer.json).toMatchObject({ state: 'failed', errorCode: 'PSR-2003' });
      expect(peer.connections()).toBeGreaterThan(0);
      expect(peer.seen).toEqual([]);
    });

    it('and asks again with success when the peer is itself again', async () => {
      peer.answer(goodPull());
      expect((await pull()).answer.json).toMatchObject({ state: 'verified' });
    });
  });

  it('names the patient to the peer in the question alone, and never in the token', async () => {
    peer.answer(goodPull());
    const tokens: string[] = [];
    const listening: FakeAnswer = (_, response) => {
      tokens.push(response.req.headers.authorization ?? '');
      response.end(JSON.stringify(patients(rich)));
    };
    peer.answer({ ...goodPull(), patient: listening });
    await pull();
    const payload = Buffer.from(tokens[0]?.split('.')[1] ?? '', 'base64url').toString('utf8');
    expect(payload).toContain('healthcare_provider_identifier');
    expect(payload).not.toContain(rich.value);
  });
});
