import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDevelopmentCa, issueLeaf, newPrivateKey, privateKeyPem } from '@passerelle/trust/development-ca';
import { readFileSync, writeFileSync } from 'node:fs';
import { run, scratchFolder, type Ran } from '../testing/world.js';

const folder = scratchFolder();
const authority = createDevelopmentCa();
const day = 24 * 3600_000;

/** A key with its certificate in two files; gives the names of both. */
function identity(name: string, issued = new Date(), purpose: 'tls' | 'trust-list' = 'trust-list'): [string, string] {
  const key = newPrivateKey('ec-p256');
  const subject = { country: 'EU', organization: 'Example', commonName: name };
  const files: [string, string] = [folder.file(`${name}.key.pem`), folder.file(`${name}.cert.pem`)];
  writeFileSync(files[0], privateKeyPem(key));
  writeFileSync(files[1], issueLeaf(authority, { purpose, subject, key }, issued));
  return files;
}

const [key, cert] = identity('issuer');
const [strangerKey, stranger] = identity('stranger');
const draft = folder.file('draft.yaml');
const bundle = folder.file('bundle.jws');
const trust = (...args: string[]): Promise<Ran> => run(['trust', ...args], { root: folder.path, cwd: folder.path });
const sign = (...args: string[]): Promise<Ran> => trust('sign', draft, '--key', key, '--cert', cert, ...args);

const peerFile = (country: string, more = ''): string => `country: ${country}
name: Example ${country}
homeCommunityId: urn:oid:2.999.${country.charCodeAt(0)}
endpoint: https://${country.toLowerCase()}.passerelle.example/fhir
certificates: { tls: [${country}.cert.pem], seal: [${country}.cert.pem], token: [${country}.cert.pem] }
patientIdentifiers: [{ system: 'urn:oid:2.999.1', label: Number, pattern: '\\d{9}' }]
${more}`;

beforeAll(() => {
  for (const country of ['LU', 'PT']) {
    identity(country, new Date(), 'tls');
    writeFileSync(folder.file(`${country}.yaml`), peerFile(country));
  }
});
afterAll(() => folder.remove());

/** Writes the draft of both countries, changed as a person would. */
async function drafted(change: (text: string) => string = (text) => text): Promise<void> {
  const { code, stdout, stderr } = await trust('make', 'LU.yaml', 'PT.yaml', '--issuer', 'Example issuer');
  if (code !== 0) throw new Error(stderr);
  writeFileSync(draft, change(stdout));
}

describe('passerelle trust make and sign', () => {
  it('make a list whose number rises with every signature, and tell its anchor and what changes', async () => {
    await drafted();
    const first = await sign('--out', bundle);
    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(first.stderr).toMatch(/^Signed trust bundle 1, valid until /);
    expect(first.stderr.match(/^ {2}(?:[0-9A-F]{4} ){3}[0-9A-F]{4}$/gm)).toHaveLength(4);
    expect(first.stderr).toContain('PT is added');
    const second = await sign('--out', bundle, '--days', '7');
    expect(second.stderr).toMatch(/^Signed trust bundle 2, [^]*No difference in the peers\.\n$/);
    expect((await sign('--out', bundle, '--sequence', '40')).stderr).toMatch(/^Signed trust bundle 40,/);
    expect((await sign('--previous', bundle)).stderr).toMatch(/^Signed trust bundle 41,/);
  });

  it('takes certificates of a draft from files beside it', async () => {
    const listed = readFileSync(folder.file('PT.cert.pem'), 'utf8').replace(/-----[^-]+-----|\s/g, '');
    await drafted((text) => text.replaceAll(listed, 'PT.cert.pem'));
    expect(readFileSync(draft, 'utf8')).toContain('- PT.cert.pem');
    expect((await sign('--out', folder.file('files.jws'))).code).toBe(0);
    const shown = await trust('show', folder.file('files.jws'), '--anchor', cert, '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({
      peers: [{ country: 'LU' }, { country: 'PT', certificates: { tls: [{ subject: { commonName: 'PT' } }] } }],
    });
  });

  it.each<[string, string, string[]]>([
    ['a lower number', 'PSR-3055', ['--previous', bundle, '--sequence', '3']],
    ['the number of the list before', 'PSR-3055', ['--previous', bundle, '--sequence', '40']],
    ['a number that is none', 'PSR-8001', ['--sequence', '-1']],
    ['a lifetime below ten minutes', 'PSR-3064', ['--days', '0.006']],
    ['a lifetime above a quarter', 'PSR-3064', ['--days', '93']],
    ['a list before it that somebody else signed', 'PSR-3052', ['--previous', folder.file('foreign.jws')]],
  ])('refuses %s', async (_, code, args) => {
    await drafted();
    await trust('sign', draft, '--key', strangerKey, '--cert', stranger, '--out', folder.file('foreign.jws'));
    const ran = await sign(...args);
    expect(ran).toMatchObject({ stdout: '', stderr: expect.stringMatching(new RegExp(`^${code} `)) });
    expect(ran.code).not.toBe(0);
  });

  it.each<[string, string, (text: string) => string]>([
    ['no issuer', 'issuer', (text) => text.replace(/^issuer:\n.*\n/, '')],
    ['no name', 'peers.0.name', (text) => text.replace(/ {4}name: .*\n/, '')],
    ['a key that is not known', 'endpont', (text) => text.replace('endpoint:', 'endpont:')],
    ['an address that is not https', 'endpoint', (text) => text.replace('https:', 'http:')],
    ['a country twice', 'peers', (text) => text.replace('country: PT', 'country: LU')],
    ['one certificate for two countries', 'two countries have one TLS certificate', sameCertificate],
    ['a pattern without a bound', 'pattern', (text) => text.replace(String.raw`\d{9}`, '(a+)+')],
    ['no TLS certificate', 'certificates.tls', (text) => text.replace(/tls:\n {8}- \S+\n/, 'tls: []\n')],
    ['text that is no YAML', 'not YAML', () => '{'],
    [
      'an alias, which could grow without end',
      'not YAML',
      (text) => text.replace('name: Example LU', 'name: &a x\n    a: *a'),
    ],
  ])('refuses a draft with %s', async (_, words, change) => {
    await drafted(change);
    expect(await sign()).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^PSR-3066 /) });
    expect((await sign()).stderr).toContain(words);
  });

  it('refuses what is no certificate, a key of another certificate, and one that ends before the list', async () => {
    await drafted((text) => text.replace(/- MI\S+/, `- ${Buffer.from('0\x82no certificate').toString('base64')}`));
    expect((await sign()).stderr).toMatch(/^PSR-2010 /);
    await drafted();
    const mixed = await trust('sign', draft, '--key', key, '--cert', stranger);
    expect(mixed.stderr).toMatch(/^PSR-3008 /);
    const [oldKey, old] = identity('old', new Date(Date.now() - 360 * day));
    const ending = await trust('sign', draft, '--key', oldKey, '--cert', old, '--days', '30');
    expect(ending.stderr).toMatch(/^PSR-3008 .*its certificate is valid from/);
  });

  it('refuses a list whose anchor is in it, since its key must serve nothing else', async () => {
    await drafted((text) => text.replace(/- MI\S+/, `- ${cert}`));
    const ran = await sign();
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^PSR-3050 .*its own anchor/) });
  });
});

function sameCertificate(text: string): string {
  const [first, ...others] = text.match(/MI\S{200,}/g) ?? [];
  return others.reduce((changed, other) => changed.replace(other, first ?? ''), text);
}

describe('passerelle trust show and diff', () => {
  beforeAll(async () => {
    await drafted();
    await sign('--out', folder.file('one.jws'));
  });

  it('tells who is trusted for what until when', async () => {
    const { code, stdout } = await trust('show', 'one.jws', '--anchor', cert);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Trust bundle 1 of "Example issuer", 2 countries\n/);
    for (const words of [
      '23 hours left',
      'Anchor "issuer, EU"',
      'fhir       https://pt.passerelle.example/fhir',
      '364 days left',
    ]) {
      expect(stdout).toContain(words);
    }
    expect(stdout.match(/^ {2}(?:tls|seal|token) /gm)).toHaveLength(6);
  });

  it('answers 1 to a list that it cannot verify, and shows nothing of it', async () => {
    const foreign = await trust('show', 'one.jws', '--anchor', stranger);
    expect(foreign).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^PSR-3052 /) });
    const text = readFileSync(folder.file('one.jws'), 'utf8');
    writeFileSync(
      folder.file('altered.jws'),
      text.replace(/\.[^.]+\./, (payload) => payload.replace('e', 'f')),
    );
    expect(await trust('show', 'altered.jws', '--anchor', cert)).toMatchObject({ code: 1, stdout: '' });
    expect(await trust('show', 'one.jws')).toMatchObject({ code: 2, stderr: expect.stringMatching(/^PSR-8001 /) });
    expect(await trust('show', 'absent.jws', '--anchor', cert)).toMatchObject({ code: 2 });
  });

  it('tells what changes, in plain words and as JSON', async () => {
    identity('PTnext', new Date(), 'tls');
    await drafted((text) =>
      text
        .replace('https://lu.passerelle.example/fhir', 'https://new.lu.passerelle.example/fhir')
        .replace(/(country: PT[^]*?tls:\n)/, '$1        - PTnext.cert.pem\n'),
    );
    await sign('--out', folder.file('two.jws'), '--previous', folder.file('one.jws'));
    const { code, stdout } = await trust('diff', 'one.jws', 'two.jws', '--anchor', cert);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^From bundle 1 to bundle 2, /);
    expect(stdout).toContain(
      'LU changes\n  service fhir moves: https://lu.passerelle.example/fhir -> https://new.lu.passerelle.example/fhir\n',
    );
    expect(stdout).toMatch(/PT changes\n {2}tls certificate added: "PTnext, EU", valid until .* days left\n/);
    const json = await trust('diff', 'two.jws', 'one.jws', '--anchor', cert, '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      from: { sequence: 2 },
      to: { sequence: 1 },
      peers: [
        { country: 'LU', services: [{ change: 'changed' }] },
        { country: 'PT', certificates: [{ change: 'removed', purpose: 'tls', validTo: expect.any(String) }] },
      ],
    });
    expect(await trust('diff', 'one.jws', 'one.jws', '--anchor', cert)).toMatchObject({ code: 0 });
  });
});
