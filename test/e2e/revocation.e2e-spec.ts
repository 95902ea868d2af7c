import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, sha256 } from '@passerelle/kernel';
import { buildPath, pemSealKey, readCertificate, type LocalSealKey } from '@passerelle/trust';
import { issueLeaf, newPrivateKey, privateKeyPem, readDevelopmentCa } from '@passerelle/trust/development-ca';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openssl, opensslPresent } from '../../libs/trust/src/testing/openssl.js';
import { callDoor, exchange, fixture, otherSide, requesterOf, type Shown } from '../support/calls.js';
import { startAuthorityResponder, type AuthorityResponder } from '../support/development-responder.js';
import { codeOf, observe } from '../support/observed.js';
import { callEdge, credentialsOf, patientPath, type PeerCredentials } from '../support/peer-client.js';
import { bundleDocument, epsOf, sealed, transactionOf } from '../support/pushed.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../support/two-nodes.js';

const rich = { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' };
const kinds = ['tls', 'seal', 'token'] as const;

/** Makes keys and certificates of Luxembourg that its authority will call revoked, pinned beside the good ones. */
function makeRevoked(folder: string): void {
  const text = (file: string): string => readFileSync(join(folder, 'certificates', file), 'utf8');
  const ca = readDevelopmentCa(text('ca.key.pem'), text('ca.cert.pem'));
  for (const purpose of kinds) {
    const key = newPrivateKey('ec-p256');
    const subject = { country: 'LU', organization: 'Passerelle development LU', commonName: `LU ${purpose} revoked` };
    const file = join(folder, 'certificates', 'lu', `${purpose}.revoked`);
    writeFileSync(`${file}.key.pem`, privateKeyPem(key));
    writeFileSync(`${file}.cert.pem`, issueLeaf(ca, { purpose, subject, key }));
  }
  const peer = join(folder, 'lu.yaml');
  const both = readFileSync(peer, 'utf8').replace(/\[(\S+)\.cert\.pem\]/g, '[$1.cert.pem, $1.revoked.cert.pem]');
  writeFileSync(peer, both);
}

describe('threat 19: revoked certificates in the running node', () => {
  let nodes: TwoNodes;
  let lu: TestNode;
  let pt: TestNode;
  let peer: PeerCredentials;
  let responder: AuthorityResponder;
  /** The evidence that the first push was accepted by. */
  let octets: Buffer;

  beforeAll(async () => {
    let issuer: string;
    nodes = await openTwoNodes({
      async prepare(folder) {
        makeRevoked(folder);
        issuer = join(folder, 'certificates', 'ca.cert.pem');
        responder = await startAuthorityResponder(join(folder, 'certificates'));
        for (const purpose of kinds) {
          const revoked = responder.certificates.get(`lu/${purpose}.revoked.cert.pem`);
          responder.say({ status: { revokedAt: new Date(Date.now() - 60_000), reason: 1 } }, revoked);
        }
      },
      overlayOf: () => ({ revocation: { responders: [{ issuer, url: responder.url }], policy: 'required' } }),
    });
    ({ lu, pt } = nodes);
    peer = credentialsOf(nodes, 'LU');
  }, 60_000);
  afterAll(async () => {
    await nodes.close();
    await responder.close();
  });

  const read = (file: string): string => readFileSync(join(lu.certificates, file), 'utf8');
  const revokedKey = (purpose: 'seal' | 'token'): LocalSealKey =>
    pemSealKey(read(`${purpose}.revoked.key.pem`), read(`${purpose}.revoked.cert.pem`));
  const push = (key: LocalSealKey) => {
    const bundle = sealed(epsOf('national/lu/rich.xml'), key);
    const body = Buffer.from(JSON.stringify(transactionOf(newId(), rich, [bundleDocument(bundle)])), 'utf8');
    return observe(pt, () => callEdge(pt, peer, { path: '', method: 'POST', body }));
  };
  const verifyFacts = (shown: Shown) => shown.trail.find(({ step }) => step === 'verify')?.facts;

  it('threat 19: accepts a seal that is good, with evidence that anybody can judge again', async () => {
    await callDoor(lu, 'national', 'POST', '/national/records', fixture('national/lu/rich.xml'));
    const order = { direction: 'push', peer: 'PT', patient: rich, requester: requesterOf('LU') };
    const sent = await exchange(lu, order);
    expect(sent).toMatchObject({ state: 'acknowledged' });
    const facts = verifyFacts(await otherSide(pt, sent.messageId));
    expect(facts).toMatchObject({ revocation: 'good', revocationEvidence: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const digest = String(facts?.['revocationEvidence']);

    const fetched = await fetch(`${pt.addresses['operators']}/evidence/${digest}`, {
      headers: { authorization: `Bearer ${pt.node.runtime.bearerToken}` },
    });
    expect(fetched.headers.get('content-type')).toBe('application/ocsp-response');
    octets = Buffer.from(await fetched.arrayBuffer());
    expect(sha256(octets)).toBe(digest);
    const anchors = [readCertificate(readFileSync(join(nodes.certificates, 'ca.cert.pem'), 'utf8'))];
    const judged = (certificate = peer.seal.certificate) =>
      buildPath({
        certificate,
        intermediates: [],
        purpose: 'seal',
        context: { anchors, crls: [], ocspResponses: [octets] },
        at: new Date(),
        revocation: 'required',
      });
    expect(judged()).toMatchObject({ ok: true, value: { revocation: 'good' } });
    // The same octets say nothing of another certificate.
    expect(judged(revokedKey('seal').certificate)).toMatchObject({ ok: false, error: { code: 'PSR-3037' } });
  });

  const withOpenssl = opensslPresent ? it : it.skip;
  withOpenssl('threat 19: has evidence that OpenSSL judges as we do', () => {
    const ca = readFileSync(join(nodes.certificates, 'ca.cert.pem'), 'utf8');
    const ask = (certificate: string) => {
      const files = { ca, certificate: read(certificate), response: octets };
      const given = ['-respin', 'response', '-CAfile', 'ca', '-issuer', 'ca', '-cert', 'certificate'];
      return openssl(files, 'ocsp', ...given).output;
    };
    expect(ask('seal.cert.pem')).toContain('certificate: good');
    expect(ask('seal.cert.pem')).toContain('Response verify OK');
    expect(ask('seal.revoked.cert.pem')).not.toContain('certificate: good');
  });

  it('threat 19: refuses a push that a revoked certificate has sealed, and keeps nothing of it', async () => {
    expect((await push(peer.seal)).did).toMatchObject({ status: 200, changed: { document: 1 } });
    const { did } = await push(revokedKey('seal'));
    expect(did).toMatchObject({ status: 422, code: 'PSR-3036' });
    expect(did.changed).not.toHaveProperty('document');
    expect(did.logged).toContainEqual(expect.stringContaining('PSR-3036'));
    // What was relied on to refuse is kept for the auditor all the same.
    const [row] = await pt.node.runtime.database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM revocation_evidence',
    );
    expect(row?.count).toBe(2);
  });

  it('threat 19: refuses revoked certificates of connections and of tokens', async () => {
    const ask = (from: PeerCredentials) => callEdge(pt, from, { path: patientPath(rich) });
    // Portugal knows nobody by that identifier, and says so to whom it has let in.
    expect(codeOf(await ask(peer))).toBe('PSR-2201');
    const tls = { key: read('tls.revoked.key.pem'), cert: read('tls.revoked.cert.pem') };
    for (const from of [
      { ...peer, tls },
      { ...peer, token: revokedKey('token') },
    ]) {
      expect(codeOf(await ask(from))).toBe('PSR-3036');
    }
  });

  it('shows how certificates stand in the metrics', async () => {
    const { text } = await callDoor(pt, 'operators', 'GET', '/metrics');
    for (const status of ['good', 'revoked'])
      expect(text).toContain(`passerelle_certificate_revocation{purpose="seal",owner="LU",status="${status}"} 1`);
    expect(text).toMatch(/passerelle_revocation_status_age_seconds\{purpose="tls",owner="self"\} \d/);
  });

  it('gives no evidence that it does not have', async () => {
    const ask = (digest: string) => callDoor(pt, 'operators', 'GET', `/evidence/${digest}`);
    expect((await ask('f'.repeat(64))).status).toBe(404);
    expect((await ask('all')).status).toBe(400);
  });
});
