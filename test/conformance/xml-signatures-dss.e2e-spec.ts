import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@passerelle/kernel';
import { readCertificate, verifyContainer } from '@passerelle/trust';
import { ask, dss, dssSignatures, reportJudge } from '../support/outside-judge.js';
import { sealIdentities, type SealIdentities } from '../support/seal-identities.js';
import {
  altered,
  keysOfAllAlgorithms,
  made,
  servedTimeStamps,
  signatureForms,
  signedPdf,
  signedPdfName,
  signedXml,
  signedXmlName,
} from '../support/signature-forms.js';

const judge = dss();

/** What DSS says of one signature, as far as the tests read it. */
interface DssSignature {
  readonly indication: string;
  readonly format: string;
  readonly scopes: readonly { readonly scope: string }[];
  readonly errors: readonly string[];
}

it('says whether DSS was there to judge', () => reportJudge('EU DSS', judge, false));

(judge ? describe : describe.skip)('XML signatures of every form and the EU DSS', () => {
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

  /** The verdict on the one signature of each file; every line of DSS is printed, as it is the evidence of conformance. */
  const judged = (files: ReadonlyMap<string, Uint8Array>, xml: Uint8Array = signedXml): Map<string, DssSignature> => {
    const detached = [
      ...['--detached', `${signedXmlName}=${file(signedXmlName, xml)}`],
      ...['--detached', `${signedPdfName}=${file(signedPdfName, signedPdf)}`],
    ];
    const paths = [...files].map(([name, octets]) => file(name, octets));
    const anchor = ['--anchor', join(folder, 'ca.pem'), '--policy', 'dev-strict'];
    const { output } = ask(judge!, ...anchor, ...detached, ...paths);
    process.stdout.write(output.replaceAll(folder, '').replace(/^(?=\{)/gm, 'dss: '));
    const verdicts = output
      .split('\n')
      .filter((line) => line.startsWith('{"file"'))
      .map((line) => JSON.parse(line) as { file: string; signatures?: readonly DssSignature[] });
    expect(verdicts.map((each) => each.signatures?.length)).toEqual(paths.map(() => 1));
    return new Map(verdicts.map((each) => [each.file.slice(folder.length + 1), each.signatures![0]!]));
  };

  /** DSS calls everything inside a `ds:Object` partial, its own enveloping signatures too: it was no document before. */
  const scopesOf = (name: string): readonly unknown[] => {
    const count = /two|container/.test(name) ? 2 : 1;
    return Array.from({ length: count }, () => ({ scope: name.includes('enveloping') ? 'PARTIAL' : 'FULL' }));
  };

  it('are TOTAL_PASSED: baseline B, and baseline T with a time-stamp of our authority, with all they cover', async () => {
    const { timeStamp, stop } = await servedTimeStamps(identities.authority);
    const files = new Map<string, Buffer>();
    for (const [name, form] of Object.entries(signatureForms)) {
      files.set(`b-${name}`, await made(form, identities.ec.key, { clock: systemClock }));
      files.set(`t-${name}`, await made(form, identities.rsa.key, { clock: systemClock, timeStamp }));
    }
    stop();
    const verdicts = judged(files);
    for (const name of files.keys()) {
      expect([name, verdicts.get(name)]).toMatchObject([
        name,
        {
          indication: 'TOTAL_PASSED',
          format: name.startsWith('t') ? 'XAdES-BASELINE-T' : 'XAdES-BASELINE-B',
          scopes: scopesOf(name),
          errors: [],
        },
      ]);
    }
  }, 180_000);

  it('are TOTAL_PASSED by every algorithm that is made', async () => {
    const files = new Map<string, Buffer>();
    for (const key of keysOfAllAlgorithms(identities)) {
      for (const name of ['detached-two.xml', 'enveloped.xml']) {
        files.set(`${key.algorithm}-${name}`, await made(signatureForms[name]!, key, { clock: systemClock }));
      }
    }
    const indications = [...judged(files)].map(([name, { indication }]) => `${name}: ${indication}`);
    expect(indications).toEqual([...files.keys()].map((name) => `${name}: TOTAL_PASSED`));
  }, 180_000);

  it('are not passed when what they cover was altered', async () => {
    const files = new Map<string, Buffer>();
    for (const [name, form] of Object.entries(signatureForms)) {
      files.set(name, await altered(name, await made(form, identities.ec.key, { clock: systemClock })));
    }
    const changed = Buffer.from(signedXml.toString().replace('Zoë', 'Zoe'));
    for (const [name, verdict] of judged(files, changed)) {
      expect([name, verdict.indication]).not.toEqual([name, 'TOTAL_PASSED']);
    }
  }, 180_000);

  it('we verify the container that DSS makes', async () => {
    // The judge builds itself when it is first asked.
    ask(judge!, '--policy', 'dev');
    const own = join(folder, 'made');
    dssSignatures(own);
    const container = readFileSync(join(own, 'container-ec.asice'));
    const anchors = [readCertificate(readFileSync(join(own, 'ca.pem')))];
    const context = { anchors, crls: [], ocspResponses: [], at: new Date(), detached: [] };
    expect(await verifyContainer(container, context)).toMatchObject([
      { verdict: 'valid', scope: 'full', format: 'ASiC-E' },
    ]);
    expect(await verifyContainer(container, { ...context, anchors: [] })).toMatchObject([{ verdict: 'indeterminate' }]);
  }, 180_000);
});
