import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { completeDevelopmentFolder } from '@passerelle/trust/development-ca';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevelopmentCa, issueLeaf, newPrivateKey, privateKeyPem } from '@passerelle/trust/development-ca';
import { readCertificate } from '@passerelle/trust';
import { callDoor, exchange, fixture, otherSide, requesterOf, type Callable } from '../support/calls.js';
import { startProgram, type NodeProgram } from '../support/node-program.js';
import { freshDatabase, type TestDatabase } from '../support/postgres.js';
import { startSplitNode, type SplitNode } from '../support/split-node.js';
import { freePort, writePeer } from '../support/two-nodes.js';

const rich = { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' };
const portuguese = { system: 'urn:oid:2.16.17.710.813.1000.990.1', value: '990000017' };

/** Luxembourg in seven processes, of which only the signer has keys that sign; Portugal in one. */
describe('a node whose signer alone holds the keys', () => {
  let folder: string;
  let certificates: string;
  let lu: SplitNode;
  let portugal: NodeProgram;
  let pt: Callable;
  const databases: TestDatabase[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'psr-split-'));
    certificates = join(folder, 'certificates');
    completeDevelopmentFolder({ path: certificates, nodes: ['lu', 'pt'], storePassword: 'test' });
    const ports = { lu: await freePort(), pt: await freePort() };
    for (const country of ['lu', 'pt'] as const) writePeer(folder, country, ports[country]);
    const configurationOf = async (country: 'lu' | 'pt', peer: 'lu' | 'pt') => {
      const database = await freshDatabase();
      databases.push(database);
      const state = join(folder, country);
      mkdirSync(join(state, 'inbox'), { recursive: true });
      return {
        certificates: join(certificates, country),
        peers: [join(folder, `${peer}.yaml`)],
        peerEndpoints: { [peer.toUpperCase()]: `https://127.0.0.1:${ports[peer]}/fhir` },
        state,
        national: { folder: join(state, 'inbox') },
        store: { url: database.url, connections: 4 },
        signer: { checkSeconds: 0.2 },
        log: { checkpointSeconds: 0.1 },
        doors: { edge: { port: ports[country] }, national: { port: 0 }, operators: { port: 0 } },
      };
    };
    lu = await startSplitNode(folder, 'lu', await configurationOf('lu', 'pt'));
    const file = join(folder, 'pt-node.yaml');
    writeFileSync(file, JSON.stringify(await configurationOf('pt', 'lu')));
    portugal = await startProgram('gateway', 'pt', file);
    pt = { addresses: portugal.addresses, node: { runtime: { bearerToken: portugal.bearerToken } } };
    await callDoor(lu, 'national', 'POST', '/national/records', fixture('national/lu/rich.xml'));
    await callDoor(pt, 'national', 'POST', '/national/records', fixture('national/pt/rich.xml'));
  }, 120_000);
  afterAll(async () => {
    await lu.close();
    await portugal.end();
    for (const database of databases) await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const push = () => exchange(lu, { direction: 'push', peer: 'PT', patient: rich, requester: requesterOf('LU') });
  const booked = () =>
    (lu.programs['signer']?.written() ?? '')
      .split('\n')
      .filter((line) => line.includes('"msg":"signed"'))
      .map((line) => JSON.parse(line) as Record<string, string>);

  it('has no key that signs in any other process', () => {
    const files = readdirSync(join(folder, 'without-keys'));
    expect(files).toContain('tls.key.pem');
    for (const name of ['seal.key.pem', 'seal.p12', 'token.key.pem', 'log.key.pem']) {
      expect(existsSync(join(certificates, 'lu', name))).toBe(true);
      expect(files).not.toContain(name);
    }
  });

  it('pushes, answers pulls, asks abroad and signs its log', async () => {
    const sent = await push();
    expect(sent.state).toBe('acknowledged');
    expect((await otherSide(pt, sent.messageId)).state).toBe('acknowledged');

    const answered = await exchange(pt, { direction: 'pull', peer: 'LU', patient: rich, requester: requesterOf('PT') });
    expect(answered.state).toBe('acknowledged');

    const asked = await exchange(lu, {
      direction: 'pull',
      peer: 'PT',
      patient: portuguese,
      requester: requesterOf('LU'),
    });
    expect(asked.state).toBe('acknowledged');

    const received = await exchange(pt, {
      direction: 'push',
      peer: 'LU',
      patient: portuguese,
      requester: requesterOf('PT'),
    });
    expect(received.state).toBe('acknowledged');
    expect((await callDoor(lu, 'operators', 'GET', '/log/checkpoint')).text).toMatch(
      /^lu\.passerelle\.example\/log\n\d+\n/,
    );

    const pairs = new Set(booked().map(({ client, purpose }) => `${client} ${purpose}`));
    expect([...pairs].sort()).toEqual([
      'console token',
      'dispatcher seal',
      'dispatcher token',
      'edge seal',
      'ledger log',
      'translator seal',
    ]);
    // Each seal is booked on its exchange, by digests, and about nobody.
    const seals = booked().filter(({ client }) => client === 'translator');
    expect(seals.map((each) => each['exchange'])).toContain(sent.id);
    for (const each of seals) expect(each['digest']).toMatch(/^[0-9a-f]{64}$/);
    const written = lu.programs['signer']?.written() ?? '';
    for (const personal of ['1957031210104', 'EXEMPLE', 'Marguerite']) expect(written).not.toContain(personal);
    expect(written).not.toContain('signature-refused');
  }, 60_000);

  it('answers health with what the signer says', async () => {
    const health = await callDoor(lu, 'operators', 'GET', '/health');
    expect(health.json).toMatchObject({ status: 'ok', keys: 'ok' });
  });

  it('lets nobody but its user near the sockets', () => {
    for (const client of ['edge', 'translator', 'ledger']) {
      const place = join(folder, 'lu', 'signer', client);
      expect(statSync(place).mode & 0o777).toBe(0o700);
      expect(statSync(join(place, 'signer.sock')).mode & 0o777).toBe(0o600);
    }
  });

  it('goes on when the signer is started anew', async () => {
    await lu.restart('signer');
    expect((await push()).state).toBe('acknowledged');
  }, 60_000);

  it('takes up a new certificate while it runs', async () => {
    // A renewed certificate that the peer has not pinned yet: the peer's refusal shows that it is in use.
    const key = newPrivateKey('ec-p256');
    const subject = { country: 'LU', organization: 'Example', commonName: 'renewed' };
    const certificate = issueLeaf(createDevelopmentCa(), { purpose: 'seal', subject, key });
    writeFileSync(join(certificates, 'lu', 'seal.key.pem'), privateKeyPem(key));
    writeFileSync(join(certificates, 'lu', 'seal.cert.pem'), certificate);
    const { fingerprint } = readCertificate(certificate);
    const until = performance.now() + 10_000;
    const replaced = () => (lu.programs['signer']?.written() ?? '').includes(`seal ${fingerprint}`);
    while (!replaced() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(replaced()).toBe(true);
    const sent = await push();
    expect(sent.trail.at(-1)).toMatchObject({ step: 'deliver', code: 'PSR-4006' });
    expect(booked().some((each) => each['key'] === fingerprint && each['client'] === 'translator')).toBe(true);
  }, 60_000);
});
