import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DraftPeer } from '@passerelle/peers/trust-bundle';
import { readCertificate } from '@passerelle/trust';
import { readDevelopmentCa } from '@passerelle/trust/development-ca';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callDoor, exchange, fixture, logEntries, requesterOf } from '../support/calls.js';
import { documentAt, openFakePeer, patients, type FakePeer } from '../support/fake-peer.js';
import { register } from '../support/observed.js';
import { callEdge, credentialsOf, patientPath, tlsIdentity, type PeerCredentials } from '../support/peer-client.js';
import { listedPeers, makeIssuer, signPeers, trustFiles } from '../support/signed-peers.js';
import { freePort, openTwoNodes, type TestNode, type TwoNodes } from '../support/two-nodes.js';

const matricule = 'urn:oid:1.3.182.4.4';
const rich = { system: matricule, value: '1957031210104' };

describe('nodes whose peers come from a signed list', () => {
  let nodes: TwoNodes;
  let lu: TestNode;
  let pt: TestNode;
  let folder: string;
  let listed: { lu: DraftPeer; pt: DraftPeer };
  let portugal: PeerCredentials;
  let sequence = 1;

  beforeAll(async () => {
    nodes = await openTwoNodes({
      async prepare(made) {
        folder = made;
        makeIssuer(folder);
        listed = listedPeers(folder);
        await signPeers(folder, { sequence, peers: Object.values(listed) });
      },
      overlayOf: () => {
        const { bundle, anchor } = trustFiles(folder);
        return { peers: [], trust: { bundle, anchor: [anchor], pollSeconds: 86_400 } };
      },
    });
    ({ lu, pt } = nodes);
    portugal = credentialsOf(nodes, 'PT');
    await register(lu, fixture('national/lu/rich.xml'));
  }, 60_000);
  afterAll(async () => nodes.close());

  /** Issues the next list, and has both nodes look. */
  async function issue(peers: readonly DraftPeer[], times: { issued?: Date; lifetime?: number } = {}): Promise<void> {
    await signPeers(folder, { sequence: ++sequence, peers, ...times });
    await look();
  }
  async function look(): Promise<void> {
    for (const { node } of [lu, pt]) await node.runtime.trustBundle?.turn();
  }
  const push = { direction: 'push', peer: 'PT', patient: rich, requester: requesterOf('LU') };
  const pull = { direction: 'pull', peer: 'LU', patient: rich, requester: requesterOf('PT') };
  const order = async (node: TestNode, body: object) => callDoor(node, 'operators', 'POST', '/exchanges', body);
  const search = async (from = portugal) => {
    const { status, json } = await callEdge(lu, from, { path: patientPath(rich) });
    const [issue] = (json['issue'] ?? []) as { details?: { coding?: { code?: string }[] } }[];
    return [status, issue?.details?.coding?.[0]?.code].filter((each) => each !== undefined).join(' ');
  };
  const trustEvents = async (node: TestNode): Promise<string[]> =>
    (await logEntries(node))
      .filter(({ event }) => String(event).startsWith('trust-'))
      .map(({ event, peer, correlation }) => {
        const { country } = peer as { country: string };
        const { messageId } = correlation as { messageId?: string };
        return [event, country, messageId?.replace('trust-bundle:', '')].filter((each) => each !== undefined).join(' ');
      });

  it('exchange with each other, and have the list in their logs', async () => {
    expect((await exchange(lu, push)).state).toBe('acknowledged');
    expect((await exchange(pt, pull)).state).toBe('acknowledged');
    expect(await trustEvents(lu)).toEqual([
      'trust-bundle-loaded none 1',
      'trust-peer-added LU 1',
      'trust-peer-added PT 1',
    ]);
    const { json } = await callDoor(lu, 'operators', 'GET', '/health');
    expect(json).toMatchObject({ status: 'ok', trust: 'ok' });
  });

  it('take a new certificate beside the old one, then without it, while they run', async () => {
    const read = (name: string): string => readFileSync(join(nodes.certificates, name), 'utf8');
    const next = tlsIdentity(readDevelopmentCa(read('ca.key.pem'), read('ca.cert.pem')), 'PT');
    const renewed = { ...portugal, tls: next };
    expect(await search(renewed)).toBe('403 PSR-2002');
    const der = readCertificate(next.cert).der.toString('base64');
    const both = { ...listed.pt.certificates, tls: [...(listed.pt.certificates.tls ?? []), der] };
    await issue([listed.lu, { ...listed.pt, certificates: both }]);
    expect([await search(renewed), await search()]).toEqual(['200', '200']);
    await issue([listed.lu, { ...listed.pt, certificates: { ...both, tls: [der] } }]);
    expect([await search(renewed), await search()]).toEqual(['200', '403 PSR-2002']);
    // The server that Portugal runs still has the old certificate, which Luxembourg does not take any more either.
    expect(await exchange(lu, { ...push })).toMatchObject({ state: 'failed', errorCode: 'PSR-2002' });
    await issue(Object.values(listed));
    expect(await search()).toBe('200');
    expect((await exchange(lu, push)).state).toBe('acknowledged');
  });

  it('refuse a country that is taken off the list, on both ways', async () => {
    await issue([listed.lu]);
    expect(await search()).toBe('403 PSR-2002');
    expect((await order(lu, push)).text).toContain('PSR-4004');
    await issue(Object.values(listed));
    expect(await search()).toBe('200');
    expect(await trustEvents(lu)).toEqual(
      expect.arrayContaining([`trust-peer-removed PT ${sequence - 1}`, `trust-peer-added PT ${sequence}`]),
    );
  });

  it('threat 21: keep what they have when an old list, or another of the same number, is put in its place', async () => {
    for (const old of [1, sequence]) {
      await signPeers(folder, { sequence: old, peers: [listed.lu] });
      await look();
      expect(await search()).toBe('200');
    }
    const refused = (await logEntries(lu)).filter(({ event }) => event === 'trust-bundle-refused');
    expect(refused.map(({ outcome }) => (outcome as { code: string }).code)).toEqual(['PSR-3055', 'PSR-3056']);
    await issue(Object.values(listed));
  });

  describe('threat 36: call nothing but the addresses of the list', () => {
    let peer: FakePeer;
    let elsewhere: FakePeer;
    let elsewherePort: number;

    beforeAll(async () => {
      const port = await freePort();
      const { tls } = credentialsOf(nodes, 'LU');
      peer = await openFakePeer(port, tls);
      elsewherePort = await freePort();
      elsewhere = await openFakePeer(elsewherePort, tls);
      const services = [{ service: 'fhir' as const, endpoint: `https://127.0.0.1:${port}/fhir` }];
      await issue([{ ...listed.lu, services }, listed.pt]);
    });
    afterAll(async () => {
      await Promise.all([peer.close(), elsewhere.close()]);
      await issue(Object.values(listed));
    });

    it.each([301, 302, 303, 307, 308])('a redirect (%i) to another address of the same certificate', async (status) => {
      const location = `https://127.0.0.1:${elsewherePort}/fhir/Patient`;
      peer.answer({ patient: (_, response) => response.writeHead(status, { location }).end() });
      expect(await exchange(pt, { ...pull })).toMatchObject({ state: 'refused', errorCode: 'PSR-4006' });
      expect([peer.seen.length, elsewhere.connections()]).toEqual([1, 0]);
    });

    it.each([
      () => `https://127.0.0.1:${elsewherePort}/fhir/Bundle/1`,
      () => `//127.0.0.1:${elsewherePort}/Bundle/1`,
      () => 'https://169.254.169.254/latest/meta-data',
      () => 'http://[::1]:8082/health',
      () => '../../admin',
      () => 'Bundle/../../admin',
      () => 'file:///etc/passwd',
    ])('a document at an address that is not listed', async (url) => {
      peer.answer({ patient: patients(rich), documents: documentAt(rich, url()) });
      expect(await exchange(pt, { ...pull })).toMatchObject({ state: 'failed', errorCode: 'PSR-4007' });
      expect([peer.seen.length, elsewhere.connections()]).toEqual([2, 0]);
    });

    it('a peer without a FHIR door', async () => {
      const services = [{ service: 'query' as const, endpoint: `https://127.0.0.1:${elsewherePort}/xca` }];
      await issue([{ ...listed.lu, services }, listed.pt]);
      expect(await exchange(pt, { ...pull })).toMatchObject({ errorCode: 'PSR-3059' });
      expect(elsewhere.connections()).toBe(0);
    });
  });

  it('trust nobody once the list has expired, say so, and go on with the next one', async () => {
    const lifetime = 600_000;
    const issued = new Date(Math.floor(Date.now() / 1000) * 1000 - lifetime + 3_000);
    await issue(Object.values(listed), { issued, lifetime });
    expect(await search()).toBe('200');
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    // A peer is told that the node cannot answer now; why stands in the log and in /health.
    expect(await search()).toBe('503 PSR-2023');
    expect(await order(lu, push)).toMatchObject({ status: 503 });
    const health = await callDoor(lu, 'operators', 'GET', '/health');
    expect([health.status, health.json['trust']]).toEqual([503, 'failing']);
    await look();
    expect(await trustEvents(lu)).toContain('trust-bundle-expired none');
    await issue(Object.values(listed));
    expect(await search()).toBe('200');
    expect((await exchange(lu, push)).state).toBe('acknowledged');
  });
});
