import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@passerelle/kernel';
import { readCertificate, sealBundle, sealDetached, verifyBundleSeal, verifyDetachedSeal } from '@passerelle/trust';
import { ask, dss, dssSignatures, reportJudge } from '../support/outside-judge.js';
import { sealIdentities, type SealIdentities } from '../support/seal-identities.js';

const judge = dss();
// The document is judged under the name the signature gives it: DSS warns of any other, and `dev-strict` refuses it.
const uri = 'summary.xml';
const cda = Buffer.from(
  `<ClinicalDocument xmlns="urn:hl7-org:v3">${'<section>Zoë</section>\r\n'.repeat(100)}</ClinicalDocument>`,
);
const bundle = {
  resourceType: 'Bundle',
  id: 'left-out',
  type: 'document',
  entry: [{ resource: { resourceType: 'Patient', name: [{ text: 'Zoë' }] } }],
};

/** What DSS says of one signature, as far as the tests read it. */
interface DssSignature {
  readonly indication: string;
  readonly subIndication: string | null;
  readonly format: string;
  readonly scopes: readonly { readonly scope: string; readonly name: string }[];
  readonly errors: readonly string[];
}

it('says whether DSS was there to judge', () => reportJudge('EU DSS', judge, false));

(judge ? describe : describe.skip)('seals and the EU DSS', () => {
  let folder: string;
  let identities: SealIdentities;
  const file = (name: string, octets: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, octets);
    return path;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'passerelle-dss-'));
    identities = sealIdentities();
    file('ca.pem', identities.authorityPem);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The verdict on one signature; every line of DSS is printed, as it is the evidence of conformance. */
  const judged = (policy: string, signature: string, detached: string, name: string): DssSignature => {
    const args = [
      '--anchor',
      join(folder, 'ca.pem'),
      '--policy',
      policy,
      '--detached',
      `${name}=${detached}`,
      signature,
    ];
    const { output } = ask(judge!, ...args);
    process.stdout.write(`dss: ${output.replaceAll(folder, '')}`);
    const line = output.split('\n').find((each) => each.startsWith('{"file"')) ?? '{}';
    const { signatures = [] } = JSON.parse(line) as { signatures?: readonly DssSignature[] };
    expect(signatures).toHaveLength(1);
    return signatures[0]!;
  };

  it.each(['ec', 'rsa'] as const)(
    'XAdES (%s) is TOTAL_PASSED, baseline B, scope FULL; altered it is not',
    async (kind) => {
      const seal = file(
        'seal.xml',
        await sealDetached(cda, { uri, mediaType: 'text/xml' }, identities[kind].key, { clock: systemClock }),
      );
      expect(judged('dev-strict', seal, file('cda.xml', cda), uri)).toMatchObject({
        indication: 'TOTAL_PASSED',
        format: 'XAdES-BASELINE-B',
        scopes: [{ scope: 'FULL', name: uri }],
        errors: [],
      });
      const altered = file('altered.xml', cda.toString().replace('Zoë', 'Zoe'));
      expect(judged('dev-strict', seal, altered, uri).indication).toBe('TOTAL_FAILED');
    },
    180_000,
  );

  it.each(['ec', 'rsa'] as const)(
    'JAdES (%s) is TOTAL_PASSED, baseline B, scope FULL; altered it is not',
    async (kind) => {
      const { key } = identities[kind];
      const sealed = await sealBundle(bundle, key, { clock: systemClock, who: { display: 'LU' } });
      const evidence = verifyBundleSeal(Buffer.from(JSON.stringify(sealed)), {
        pinned: [key.certificate],
        clock: systemClock,
      });
      if (!evidence.ok) throw evidence.error;
      const jws = file('seal.jws', Buffer.from((sealed['signature'] as { data: string }).data, 'base64'));
      const content = Buffer.from(evidence.value.content);
      expect(judged('dev', jws, file('bundle.json', content), 'bundle.json')).toMatchObject({
        indication: 'TOTAL_PASSED',
        format: 'JAdES-BASELINE-B',
        scopes: [{ scope: 'FULL' }],
        errors: [],
      });
      const altered = file('altered.json', content.toString().replace('Zoë', 'Zoe'));
      expect(judged('dev', jws, altered, 'bundle.json').indication).toBe('TOTAL_FAILED');
    },
    180_000,
  );

  it('we verify what DSS signs in this shape, and refuse its other shapes', async () => {
    // The judge builds itself when it is first asked.
    ask(judge!, '--policy', 'dev');
    const made = join(folder, 'made');
    dssSignatures(made);
    const read = (name: string): Buffer => readFileSync(join(made, name));
    const answer = async (name: string): Promise<string> => {
      const pinned = ['ec.pem', 'rsa.pem'].map((each) => readCertificate(read(each)));
      const result = await verifyDetachedSeal(read(name), read('content.xml'), { pinned, clock: systemClock });
      return result.ok ? result.value.uri : result.error.code;
    };
    expect(await answer('xades-detached-ec.xml')).toBe('content.xml');
    expect(await answer('xades-detached-rsa.xml')).toBe('content.xml');
    for (const name of ['xades-detached-2files-ec.xml', 'xades-enveloped-ec.xml', 'xades-enveloping-rsa.xml']) {
      expect([name, await answer(name)]).toEqual([name, 'PSR-3004']);
    }
    expect(await answer('xades-detached-self.xml')).toBe('PSR-3003');
  }, 180_000);
});
