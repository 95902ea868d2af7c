import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import { sealingClone, type SealingClone } from '../testing/sealing-clone.js';
import { fixture, run } from '../testing/world.js';
import { zipOf } from '../testing/zip.js';
import type { Verdict } from '../verdict.js';

const cda = fixture('national/lu/rich.xml');
let clone: SealingClone;

beforeAll(async () => {
  clone = sealingClone();
  const seal = async (file: string, into: string): Promise<void> => {
    const { stdout } = await run(['seal', file], { root: clone.path, cwd: clone.path });
    writeFileSync(clone.file(into), stdout);
  };
  await seal(cda, 'rich.xades.xml');
  await seal(fixture('national/lu/structured.fhir.json'), 'sealed.json');
  writeFileSync(clone.file('rich.xml'), readFileSync(cda));
  writeFileSync(clone.file('other.bin'), 'other');
});
afterAll(() => clone.remove());

const verify = async (...args: string[]): Promise<{ code: number; verdicts: Verdict[]; stderr: string }> => {
  const { code, stdout, stderr } = await run(['verify', '--json', ...args], { cwd: clone.path, root: clone.path });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { code, stderr, verdicts: lines.map((line) => JSON.parse(line) as Verdict) };
};

describe('passerelle verify, of many files and kinds', () => {
  it('finds the documents of a detached signature beside it', async () => {
    expect(await verify('rich.xades.xml', '--content', 'rich.xml')).toMatchObject({
      code: 0,
      verdicts: [{ file: 'rich.xades.xml', verdict: 'valid', scope: 'full', format: 'XAdES-B-B' }],
    });
    expect(await verify('rich.xades.xml')).toMatchObject({
      code: 1,
      verdicts: [{ verdict: 'indeterminate', scope: 'none', reasons: [{ code: 'PSR-3017' }] }],
    });
    expect(await verify('rich.xades.xml', '--content', 'other.bin')).toMatchObject({
      code: 1,
      verdicts: [{ verdict: 'invalid', reasons: [{ code: 'PSR-3002' }] }],
    });
  });

  it('calls a signature partial that leaves out something handed in', async () => {
    const args = ['--content', 'rich.xml', '--content', 'other.bin'];
    expect(await verify('rich.xades.xml', ...args)).toMatchObject({
      code: 1,
      verdicts: [{ verdict: 'valid', scope: 'partial', reasons: [{ code: 'PSR-3015' }] }],
    });
    // A Bundle with a good seal of its own says nothing of what stands beside it.
    expect(await verify('sealed.json', '--content', 'other.bin')).toMatchObject({
      code: 1,
      verdicts: [{ scope: 'partial' }],
    });
    expect(await verify('rich.xml', '--signature', 'sealed.json')).toMatchObject({
      code: 1,
      verdicts: [{ file: 'rich.xml', verdict: 'invalid', reasons: [{ code: 'PSR-3004' }] }],
    });
  });

  it('judges each of many files, and goes on after one that cannot be read', async () => {
    writeFileSync(clone.file('empty'), '');
    writeFileSync(clone.file('doctype.xml'), '<!DOCTYPE a><a/>');
    writeFileSync(clone.file('noise'), Buffer.from([0, 1, 2, 0xff]));
    const files = ['empty', 'sealed.json', 'doctype.xml', 'noise', 'rich.xml', 'rich.xades.xml'];
    const { code, verdicts } = await verify(...files, '--content', 'rich.xml');
    expect(code).toBe(1);
    expect(verdicts.map(({ file, verdict, reasons }) => [file, verdict, ...reasons.map((each) => each.code)])).toEqual([
      ['empty', 'invalid', 'PSR-1010'],
      ['sealed.json', 'valid'],
      ['doctype.xml', 'invalid', 'PSR-1003'],
      ['noise', 'invalid', expect.stringMatching(/^PSR-10/)],
      ['rich.xml', 'invalid', 'PSR-3001'],
      ['rich.xades.xml', 'valid'],
    ]);
    expect(await verify('rich.xades.xml', 'sealed.json', '--content', 'rich.xml')).toMatchObject({ code: 0 });
  });

  it('says of a document beside many files that none of them covers it', async () => {
    const { code, stderr } = await verify('sealed.json', 'sealed.json', '--content', 'other.bin');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^other\.bin: PSR-3001 /) });
  });

  it('goes on after a file that is not there, and answers 2', async () => {
    expect(await verify('absent', 'sealed.json')).toMatchObject({ code: 2, verdicts: [{ verdict: 'valid' }] });
  });

  it('reads XML in base64, deflated or not, as SAML travels', async () => {
    const xml = Buffer.from('<Response xmlns="urn:oasis:names:tc:SAML:2.0:protocol" ID="x"/>');
    writeFileSync(clone.file('a.base64'), `${xml.toString('base64').replace(/.{60}/g, '$&\n')}\n`);
    writeFileSync(clone.file('b.base64'), deflateRawSync(xml).toString('base64'));
    const { verdicts } = await verify('a.base64', 'b.base64');
    expect(verdicts).toMatchObject([{ reasons: [{ code: 'PSR-3001' }] }, { reasons: [{ code: 'PSR-3001' }] }]);
    writeFileSync(clone.file('bomb.base64'), deflateRawSync(Buffer.alloc(50_000_000, '<')).toString('base64'));
    expect(await verify('bomb.base64')).toMatchObject({
      verdicts: [{ verdict: 'invalid', reasons: [{ code: 'PSR-1001' }] }],
    });
  });

  it('reads a container, and refuses one that is none', async () => {
    writeFileSync(clone.file('x.asice'), zipOf({ mimetype: 'application/vnd.etsi.asic-e+zip', 'a.txt': 'a' }));
    const { code, verdicts } = await verify('x.asice');
    expect([code, verdicts[0]?.verdict]).toEqual([1, 'invalid']);
  });

  it('takes anchors in DER, and an instant', async () => {
    const pem = readFileSync(clone.file('certs/generated/ca.cert.pem'), 'utf8');
    const der = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
    writeFileSync(clone.file('ca.der'), der);
    expect(await verify('sealed.json', '--anchor', 'ca.der')).toMatchObject({ code: 0 });
    expect(await verify('sealed.json', '--anchor', 'ca.der', '--at', '2099-01-01')).toMatchObject({
      code: 1,
      verdicts: [{ verdict: 'indeterminate' }],
    });
  });

  it.each([
    ['an instant that is none', ['sealed.json', '--at', 'tomorrow'], 'PSR-8001'],
    ['a revocation list that is none', ['sealed.json', '--crl', 'other.bin'], 'PSR-8001'],
    ['a revocation list that is not there', ['sealed.json', '--crl', 'absent'], 'PSR-8002'],
    ['a document beside it that is not there', ['sealed.json', '--content', 'absent'], 'PSR-8002'],
    ['one signature for two files', ['sealed.json', 'rich.xml', '--signature', 'rich.xades.xml'], 'PSR-8001'],
  ])('answers 2 to %s', async (_, args, code) => {
    expect(await verify(...args)).toMatchObject({
      code: 2,
      verdicts: [],
      stderr: expect.stringMatching(new RegExp(`^${code} `)),
    });
  });
});

describe('passerelle verify, of the whole collection of hostile files', () => {
  it('answers each in less than two seconds, and none with yes', async () => {
    const files = [
      'security/xsw',
      'security/xades-dss',
      'security/xmldsig',
      'security/payloads',
      'security/json',
    ].flatMap((folder) => corpusFiles(folder, ''));
    // An anchor that has made none of them: then nothing can be valid.
    const anchor = clone.file('certs/generated/ca.cert.pem');
    for (const file of files) {
      const start = performance.now();
      const { code, verdicts, stderr } = await verify(file, '--anchor', anchor);
      expect([file, performance.now() - start < 2000]).toEqual([file, true]);
      expect([file, code, verdicts.length, stderr.includes('PSR-9')]).toEqual([file, 1, 1, false]);
      expect(verdicts[0]?.verdict).not.toBe('valid');
    }
    reportCorpusRun('files that verify is asked of', files.length);
  }, 240_000);
});
