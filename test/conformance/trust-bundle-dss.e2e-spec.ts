import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readCertificate, pemSealKey } from '@passerelle/trust';
import { createDevelopmentCa, issueLeaf, newPrivateKey, privateKeyPem } from '@passerelle/trust/development-ca';
import { openTrustBundle, sealTrustBundle } from '@passerelle/trust/trust-bundle';
import { ask, dss, reportJudge } from '../support/outside-judge.js';

const judge = dss();

it('says whether DSS was there to judge', () => reportJudge('EU DSS', judge, false));

(judge ? describe : describe.skip)('the signed list of peers and the EU DSS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-dss-list-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const authority = createDevelopmentCa();
  writeFileSync(join(folder, 'ca.pem'), authority.certificatePem);
  const now = new Date(Math.floor(Date.now() / 1000) * 1000);

  it.each(['ec-p256', 'rsa-3072'] as const)(
    'is JAdES baseline B over the whole (%s); altered it is not',
    async (kind) => {
      const key = newPrivateKey(kind);
      const subject = { country: 'EU', organization: 'Example', commonName: 'Example trust list' };
      const certificate = issueLeaf(authority, { purpose: 'trust-list', subject, key });
      const list = await sealTrustBundle(Buffer.from('{"peers":[]}'), pemSealKey(privateKeyPem(key), certificate), now);
      const judged = (name: string, text: string): unknown => {
        writeFileSync(join(folder, name), text);
        const args = ['--anchor', join(folder, 'ca.pem'), '--policy', 'dev-strict', join(folder, name)];
        const { output } = ask(judge!, ...args);
        process.stdout.write(`dss: ${output.replaceAll(folder, '')}`);
        const line = output.split('\n').find((each) => each.startsWith('{"file"')) ?? '{}';
        return (JSON.parse(line) as { signatures: unknown[] }).signatures[0];
      };
      const ours = (text: string): boolean =>
        openTrustBundle(Buffer.from(text), { anchors: [readCertificate(certificate)], now: new Date() }).ok;
      expect(judged('list.jws', list)).toMatchObject({
        indication: 'TOTAL_PASSED',
        format: 'JAdES-BASELINE-B',
        scopes: [{ scope: 'FULL' }],
        errors: [],
      });
      expect(ours(list)).toBe(true);
      const altered = list.replace(/\.[^.]+\./, `.${Buffer.from('{"peers":[1]}').toString('base64url')}.`);
      expect(judged('altered.jws', altered)).toMatchObject({ indication: 'TOTAL_FAILED' });
      expect(ours(altered)).toBe(false);
      // DSS is a program of its own for each question, on a machine that others use too.
    },
    120_000,
  );
});
