import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openNode, silentLogger, type OpenNode } from '@passerelle/platform';
import { readCertificate } from '@passerelle/trust';
import { issueLeaf, newPrivateKey, privateKeyPem, readDevelopmentCa } from '@passerelle/trust/development-ca';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callDoor, exchange, fixture, otherSide, requesterOf, type Callable } from '../support/calls.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../support/two-nodes.js';

const purposes = ['tls', 'seal', 'token'] as const;
const rich = { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' };

/** Makes the next key and certificate of each purpose beside those of Luxembourg, under another name. */
function makeNext(folder: string, name: string): void {
  const text = (file: string): string => readFileSync(join(folder, 'certificates', file), 'utf8');
  const ca = readDevelopmentCa(text('ca.key.pem'), text('ca.cert.pem'));
  for (const purpose of purposes) {
    const key = newPrivateKey('ec-p256');
    const subject = { country: 'LU', organization: 'Passerelle development', commonName: `LU ${purpose} ${name}` };
    const own = join(folder, 'certificates', 'lu');
    writeFileSync(join(own, `${purpose}.${name}.key.pem`), privateKeyPem(key));
    writeFileSync(join(own, `${purpose}.${name}.cert.pem`), issueLeaf(ca, { purpose, subject, key }));
  }
}

describe('keys are changed with an overlap', () => {
  let nodes: TwoNodes;
  let lu: TestNode;
  let pt: TestNode;
  let luxembourg: Callable & { readonly node: OpenNode };
  let old: string;
  const opened: OpenNode[] = [];

  /** Starts Luxembourg again with other keys in the place of its own. */
  async function restartWith(name: string): Promise<void> {
    await luxembourg.node.close();
    for (const purpose of purposes) {
      for (const kind of ['key', 'cert'])
        copyFileSync(
          join(lu.certificates, `${purpose}.${name}.${kind}.pem`),
          join(lu.certificates, `${purpose}.${kind}.pem`),
        );
    }
    const node = await openNode(lu.loaded, silentLogger);
    opened.push(node);
    luxembourg = { node, addresses: Object.fromEntries(node.doors.map((door) => [door.name, door.address])) };
  }
  const sealOf = (file: string): string =>
    readCertificate(readFileSync(join(lu.certificates, file), 'utf8')).fingerprint;
  const push = () =>
    exchange(luxembourg, { direction: 'push', peer: 'PT', patient: rich, requester: requesterOf('LU') });
  const sealedWith = async (node: Callable, fingerprint: string, more = ''): Promise<readonly { id: string }[]> => {
    const { json } = await callDoor(node, 'operators', 'GET', `/exchanges?certificate=${fingerprint}${more}`);
    return json['exchanges'] as readonly { id: string }[];
  };

  beforeAll(async () => {
    nodes = await openTwoNodes({
      prepare(folder) {
        makeNext(folder, 'next');
        makeNext(folder, 'unpinned');
        // The peer pins the next certificate beside the present one, before anything is sealed with it.
        const file = join(folder, 'lu.yaml');
        const both = readFileSync(file, 'utf8').replace(/\[(\S+)\.cert\.pem\]/g, '[$1.cert.pem, $1.next.cert.pem]');
        writeFileSync(file, both);
      },
    });
    ({ lu, pt } = nodes);
    luxembourg = lu;
    old = sealOf('seal.cert.pem');
    await callDoor(lu, 'national', 'POST', '/national/records', fixture('national/lu/rich.xml'));
  }, 60_000);
  afterAll(async () => {
    for (const node of opened) await node.close();
    await nodes.close();
  });

  it('works with the old keys while the next are pinned, and then with the next', async () => {
    expect(await push()).toMatchObject({ state: 'acknowledged' });
    await restartWith('next');
    const next = sealOf('seal.cert.pem');
    expect(next).not.toBe(old);
    const sent = await push();
    expect(sent).toMatchObject({ state: 'acknowledged' });
    expect((await sealedWith(pt, next)).map(({ id }) => id)).toEqual([(await otherSide(pt, sent.messageId)).id]);
  });

  it('threat 20: lists the exchanges that were sealed with a certificate, on both sides and within a time', async () => {
    for (const node of [luxembourg, pt]) {
      expect(await sealedWith(node, old)).toHaveLength(1);
      expect(await sealedWith(node, old, '&from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z')).toEqual([]);
      expect(await sealedWith(node, 'f'.repeat(64))).toEqual([]);
    }
    const odd = await callDoor(pt, 'operators', 'GET', '/exchanges?certificate=all');
    expect(odd).toMatchObject({ status: 400 });
  });

  it('shows the overlap in the metrics of the peer, which ask for its token', async () => {
    const { text } = await callDoor(pt, 'operators', 'GET', '/metrics');
    for (const purpose of purposes)
      expect(text).toContain(`passerelle_certificates{purpose="${purpose}",owner="LU"} 2`);
    expect(text).toMatch(/passerelle_certificate_expiry_seconds\{purpose="seal",owner="self"\} \d{7,}/);
    const stranger = await callDoor(pt, 'operators', 'GET', '/metrics', undefined, { authorization: 'Bearer none' });
    expect(stranger.status).toBe(401);
    const { text: after } = await callDoor(pt, 'operators', 'GET', '/metrics');
    expect(after).toContain('passerelle_refusals_total{event="operators-request-refused",code="PSR-2009"} 1');
  });

  it('says at /health when the first own certificate ends', async () => {
    const { json } = await callDoor(pt, 'operators', 'GET', '/health');
    expect(json['nearestCertificateExpiry']).toMatch(/^\d{4}-\d{2}-\d{2}T/);
  });

  it('refuses keys that were not pinned before they were used', async () => {
    await restartWith('unpinned');
    expect(['refused', 'failed']).toContain((await push()).state);
  });
});
