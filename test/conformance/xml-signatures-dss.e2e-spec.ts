import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { run } from '../../apps/passerelle/src/testing/world.js';
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';
import { ask, dss, dssSignatures, reportJudge } from '../support/outside-judge.js';

const judge = dss();

/** The signatures that DSS makes, with what each needs beside it. */
const made: Readonly<Record<string, readonly string[]>> = {
  'container-ec.asice': [],
  'jades-compact-detached-hash-ec.jws': ['content.json'],
  'jades-compact-detached-nosigd-ec.jws': ['content.json'],
  'jades-compact-enveloping-ec.jws': [],
  'jades-flat-detached-uri-rsa.json': ['content.json'],
  'jades-json-detached-hash-rsa.json': ['content.json', 'content2.bin'],
  'xades-detached-2files-ec.xml': ['content.xml', 'content2.bin'],
  'xades-detached-ec.xml': ['content.xml'],
  'xades-detached-norev.xml': ['content.xml'],
  'xades-detached-rsa.xml': ['content.xml'],
  'xades-detached-self.xml': ['content.xml'],
  'xades-detached-short.xml': ['content.xml'],
  'xades-enveloped-ec.xml': [],
  'xades-enveloping-rsa.xml': [],
};

it('says whether DSS was there', () => reportJudge('EU DSS', judge, false));

(judge ? describe : describe.skip)('signatures of EU DSS', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'passerelle-dss-made-'));
    // The judge builds itself when it is first asked.
    ask(judge!, '--policy', 'dev');
    dssSignatures(folder);
  }, 240_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const verdict = async (args: readonly string[]): Promise<{ code: number; lines: unknown[] }> => {
    const { code, stdout } = await run(['verify', '--json', ...args], { cwd: folder });
    return {
      code,
      lines: stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    };
  };

  it('are the fourteen that are known here', () => {
    const signatures = readdirSync(folder).filter((name) => /^(?:xades|jades|container)-/.test(name));
    expect(signatures.sort()).toEqual(Object.keys(made).sort());
  });

  it.each(Object.entries(made))('%s is valid and covers the whole', async (name, contents) => {
    const anchor = name.includes('self') ? 'self.pem' : 'ca.pem';
    const beside = contents.flatMap((each) => ['--content', each]);
    const given = await verdict([name, '--anchor', anchor, '--crl', 'ca.crl', ...beside]);
    expect(given).toMatchObject({ code: 0, lines: [{ verdict: 'valid', scope: 'full', reasons: [] }] });
    // Nobody vouches for it without an anchor that knows it.
    const other = await verdict([name, '--anchor', name.includes('self') ? 'ca.pem' : 'self.pem', ...beside]);
    expect(other).toMatchObject({ code: 1, lines: [{ verdict: 'indeterminate' }] });
  });

  it('are all valid in one run, with everything they need beside them', async () => {
    const contents = ['content.json', 'content.xml', 'content2.bin'].flatMap((each) => ['--content', each]);
    const names = Object.keys(made);
    const { code, lines } = await verdict([...names, '--anchor', 'ca.pem', '--anchor', 'self.pem', ...contents]);
    expect(lines).toEqual(names.map((file) => expect.objectContaining({ file, verdict: 'valid', scope: 'full' })));
    expect(code).toBe(0);
  });
});

/** What DSS says of one signature, as far as it is compared. */
interface DssSignature {
  readonly indication: string;
  readonly subIndication: string | null;
  readonly counterSignature: boolean;
  readonly scopes: readonly { readonly scope: string }[];
}

(judge ? describe : describe.skip)('XAdES of others, to EU DSS and to us, neither with an anchor', () => {
  /** Where we are stricter, or tell the scope otherwise, and why. */
  const differently: Readonly<Record<string, string>> = {
    'Signature-X-AT-1.xml': 'a transform that is refused: invalid',
    'Signature-X-BG-1.xml': 'SHA-1: invalid',
    'TEST_S1a_C1a_InTL_VALID.xml': 'its counter-signature is broken: invalid',
    'broken-dom.xml': 'DSS throws',
    'sample-duplicate-ids.xml': 'unsigned: DSS answers nothing',
    'xades-t-duplicated-sigtst.xml': 'enveloping: DSS calls every one partial',
    // Nothing of what was signed is at hand; DSS tells the scope it would have.
    'BaselineBWithCertificateValues.xml': 'scope',
    'Signature-X-HU_MIC-1.xml': 'scope',
    'XSW-enveloped-fake-signedProperties.xml': 'scope',
    'xades-tampered-keyinfo.xml': 'scope',
    'xades-tampered-manifest.xml': 'scope',
    'dss-signed-altered-signedPropsRemoved.xml': 'scope',
  };
  const verdicts: Readonly<Record<string, string>> = { TOTAL_FAILED: 'invalid', INDETERMINATE: 'indeterminate' };

  it('threat 8: have the same verdict and the same scope, but where the difference is written down', async () => {
    const files = corpusFiles('security/xades-dss', '.xml');
    if (files.length === 0) return reportCorpusRun('XAdES beside EU DSS', 0);
    const { output } = ask(judge!, '--policy', 'dev', ...files);
    const answers = new Map(
      output
        .split('\n')
        .filter((line) => line.startsWith('{"file"'))
        .map((line) => JSON.parse(line) as { file: string; signatures?: readonly DssSignature[] })
        .map(({ file, signatures = [] }) => [file.slice(file.lastIndexOf('/') + 1), signatures[0]]),
    );
    // An anchor that has made none of them.
    const anchor = corpusFiles('security/xmldsig/xmldsig11-interop-2012/keys', 'p256-key.crt')[0]!;
    const { stdout } = await run(['verify', '--json', '--anchor', anchor, ...files]);
    for (const line of stdout.trim().split('\n')) {
      const { file, verdict, scope } = JSON.parse(line) as { file: string; verdict: string; scope: string };
      const name = file.slice(file.lastIndexOf('/') + 1);
      const theirs = answers.get(name);
      const isSame = theirs !== undefined && verdicts[theirs.indication] === verdict;
      const isSameScope = scope === (theirs?.scopes[0]?.scope.toLowerCase() ?? 'none');
      const why = differently[name];
      if (why === 'scope') expect([name, isSame]).toEqual([name, true]);
      else if (why === undefined) expect([name, isSame, isSameScope]).toEqual([name, true, true]);
      expect(verdict).not.toBe('valid');
    }
    reportCorpusRun('XAdES beside EU DSS', files.length);
  }, 240_000);
});
