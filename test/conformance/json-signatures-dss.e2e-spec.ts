import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@passerelle/kernel';
import {
  readCertificate,
  requestTimeStamp,
  sealDetachedObjects,
  stampJsonSeal,
  verifyJsonSignatures,
  type SignatureFinding,
} from '@passerelle/trust';
import { createDevelopmentCa, issueLeaf, newPrivateKey, privateKeyPem } from '@passerelle/trust/development-ca';
import { createDevelopmentTsa, timeStampServer } from '@passerelle/trust/development-tsa';
import { pemSealKey, type SealKey } from '@passerelle/trust';
import { dssVerdict } from '../support/dss-verdict.js';
import { ask, dss, dssSignatures, reportJudge } from '../support/outside-judge.js';

const judge = dss();
const objects = [
  { name: 'summary.xml', octets: Buffer.from('<ClinicalDocument>Zoë</ClinicalDocument>'), mediaType: 'text/xml' },
  { name: 'summary.pdf', octets: Buffer.from('%PDF-1.7'), mediaType: 'application/pdf' },
];

it('says whether DSS was there to judge', () => reportJudge('EU DSS', judge, false));

(judge ? describe : describe.skip)('JSON signatures and the EU DSS', () => {
  const since = new Date(Date.now() - 3_600_000);
  const authority = createDevelopmentCa(since);
  let folder: string;
  let anchor: string;
  const keys = new Map<string, SealKey>();
  const file = (name: string, octets: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, octets);
    return path;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'passerelle-json-dss-'));
    anchor = file('ca.pem', authority.certificatePem);
    for (const kind of ['ec-p256', 'rsa-3072'] as const) {
      const key = newPrivateKey(kind);
      const subject = { country: 'LU', organization: 'Example contact point', commonName: `LU seal ${kind}` };
      keys.set(kind, pemSealKey(privateKeyPem(key), issueLeaf(authority, { purpose: 'seal', subject, key }, since)));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const given = (): Record<string, string> =>
    Object.fromEntries(objects.map(({ name, octets }) => [name, file(name, octets)]));
  const full = objects.map(({ name }) => ({ scope: 'FULL', name }));

  it.each(['ec-p256', 'rsa-3072'])(
    'a detached JAdES of ours (%s) is TOTAL_PASSED, baseline B, scope FULL; altered it is not',
    async (kind) => {
      const seal = await sealDetachedObjects(objects, keys.get(kind)!, { clock: systemClock });
      const signature = file('seal.jws', seal);
      expect(dssVerdict(judge!, { signature, anchor, detached: given(), policy: 'dev-strict' })).toMatchObject({
        indication: 'TOTAL_PASSED',
        format: 'JAdES-BASELINE-B',
        scopes: full,
        errors: [],
      });
      const detached = { ...given(), 'summary.pdf': file('altered.pdf', '%PDF-1.8') };
      expect(dssVerdict(judge!, { signature, anchor, detached }).indication).toBe('TOTAL_FAILED');
    },
    180_000,
  );

  it('with a time-stamp it is baseline T', async () => {
    const tsa = createDevelopmentTsa(authority, systemClock);
    const server = timeStampServer(tsa);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as { port: number };
    const anchors = [readCertificate(authority.certificatePem)];
    const compact = await sealDetachedObjects(objects, keys.get('ec-p256')!, { clock: systemClock });
    const stamped = await stampJsonSeal(compact, (octets) =>
      requestTimeStamp({ url: `http://127.0.0.1:${port}/`, anchors }, octets, { clock: systemClock }),
    );
    server.close();
    if (!stamped.ok) throw stamped.error;
    const signature = file('stamped.json', stamped.value);
    expect(dssVerdict(judge!, { signature, anchor, detached: given() })).toMatchObject({
      indication: 'TOTAL_PASSED',
      format: 'JAdES-BASELINE-T',
      scopes: full,
      errors: [],
    });
  }, 180_000);

  it('we call valid, with full scope, every JAdES that DSS makes', async () => {
    // The judge builds itself when it is first asked.
    ask(judge!, '--policy', 'dev');
    const made = join(folder, 'made');
    dssSignatures(made);
    const read = (name: string): Buffer => readFileSync(join(made, name));
    const verified = async (name: string): Promise<readonly SignatureFinding[]> =>
      verifyJsonSignatures(read(name), {
        anchors: [readCertificate(read('ca.pem'))],
        crls: [read('ca.crl')],
        ocspResponses: [],
        at: new Date(),
        detached: ['content.json', 'content2.bin'].map((each) => ({ name: each, octets: read(each) })),
      });
    const names = readdirSync(made).filter((name) => name.startsWith('jades-'));
    expect(names).toHaveLength(5);
    for (const name of names) {
      const found = (await verified(name)).map(({ verdict, scope, format }) => ({ name, verdict, scope, format }));
      expect(found).toEqual([{ name, verdict: 'valid', scope: 'full', format: 'JAdES-B-B' }]);
    }
  }, 180_000);
});
