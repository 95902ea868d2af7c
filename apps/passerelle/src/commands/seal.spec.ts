import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { sealingClone, type SealingClone } from '../testing/sealing-clone.js';
import { fixture, run } from '../testing/world.js';

let clone: SealingClone;
beforeAll(() => {
  clone = sealingClone();
});
afterAll(() => clone.remove());

const cda = fixture('national/lu/rich.xml');
const bundle = fixture('national/lu/structured.fhir.json');
const seal = (...args: string[]): ReturnType<typeof run> => run(['seal', ...args], { root: clone.path });

describe('passerelle seal', () => {
  it('gives a Bundle back as it was, with the seal as its last member', async () => {
    const { code, stdout, stderr } = await seal(bundle);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const source = readFileSync(bundle, 'utf8');
    expect(stdout.startsWith(source.slice(0, source.lastIndexOf('}')).trimEnd())).toBe(true);
    const { signature, ...rest } = JSON.parse(stdout) as Record<string, object>;
    expect(rest).toEqual(JSON.parse(source));
    expect(signature).toMatchObject({ sigFormat: 'application/jose', who: { display: 'Example LU' } });
  });

  it('keeps the spelling of numbers, which parsing would lose', async () => {
    const stdin = '{"resourceType":"Bundle","type":"document","total":1.10}';
    const { stdout } = await run(['seal', '-'], { root: clone.path, stdin });
    expect(stdout).toMatch(/^\{"resourceType":"Bundle","type":"document","total":1\.10,"signature":\{.*\}\}$/);
  });

  it('gives a detached XAdES seal for a CDA, which names the file', async () => {
    const { code, stdout, stderr } = await seal(cda);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^<ds:Signature /);
    expect(stdout).toContain('URI="rich.xml"');
    expect(stdout).not.toContain('ClinicalDocument');
  });

  it('names a CDA from stdin by its digest', async () => {
    const { stdout } = await run(['seal', '-'], { root: clone.path, stdin: readFileSync(cda) });
    expect(stdout).toMatch(/URI="ni:\/\/\/sha-256;[\w-]{43}"/);
  });

  it('seals with the key of another node, or with files', async () => {
    const { stdout } = await seal(bundle, '--node', 'PT');
    expect(stdout).toContain('Example PT');
    const named = await seal(bundle, '--key', clone.file('rsa.key.pem'), '--cert', clone.file('rsa.cert.pem'));
    expect(named.stdout).toContain('Example RSA');
    expect(algorithmOf(named.stdout)).toBe('RS256');
    const files = ['--key', clone.file('rsa.key.pem'), '--cert', clone.file('rsa.cert.pem')];
    expect(algorithmOf((await seal(bundle, ...files, '--algorithm', 'PS256')).stdout)).toBe('PS256');
  });

  it.each([
    ['a node without a key', [bundle, '--node', 'xx'], 'PSR-7005'],
    ['a key file that is missing', [bundle, '--key', 'absent', '--cert', 'absent'], 'PSR-7005'],
    ['a key without its certificate', [bundle, '--key', 'absent'], 'PSR-8001'],
    ['a node and a key', [bundle, '--node', 'lu', '--key', 'a', '--cert', 'b'], 'PSR-8001'],
    ['another algorithm', [bundle, '--algorithm', 'HS256'], 'PSR-8001'],
    ['no file', [], 'PSR-8001'],
    ['a file that is not there', ['absent'], 'PSR-8002'],
    ['text that is not XML', [fixture('refused/not-xml.xml')], 'PSR-1002'],
    ['a DOCTYPE', [fixture('refused/doctype.xml')], 'PSR-1003'],
    ['a resource that is no Bundle', [fixture('refused/not-a-bundle.json')], 'PSR-1101'],
    ['an unknown namespace', [fixture('refused/unknown-namespace.xml')], 'PSR-1103'],
  ])('answers 2 to %s', async (_, args, code) => {
    const ran = await seal(...args);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(new RegExp(`^${code} [^\n]*\n$`));
  });

  it('refuses a key that does not belong to the certificate', async () => {
    const key = clone.file('certs/generated/lu/seal.key.pem');
    const ran = await seal(bundle, '--key', key, '--cert', clone.file('rsa.cert.pem'));
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringMatching(/^PSR-3008 /) });
  });

  it('refuses a key whose certificate has expired, because nobody would accept the seal', async () => {
    const ran = await seal(bundle, '--key', clone.file('expired.key.pem'), '--cert', clone.file('expired.cert.pem'));
    expect(ran).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^PSR-3008 .*not valid at present/),
    });
  });

  it('does not replace the seal of somebody else', async () => {
    const { stdout } = await seal(bundle, '--node', 'pt');
    const again = await run(['seal', '-'], { root: clone.path, stdin: stdout });
    expect(again).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^PSR-8005 /) });
  });
});

function algorithmOf(sealed: string): unknown {
  const { signature } = JSON.parse(sealed) as { signature: { data: string } };
  const [header = ''] = Buffer.from(signature.data, 'base64').toString('latin1').split('.');
  return (JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg: unknown }).alg;
}
