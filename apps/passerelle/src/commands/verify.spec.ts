import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { sealingClone, type SealingClone } from '../testing/sealing-clone.js';
import { fixture, run } from '../testing/world.js';

let clone: SealingClone;
const cda = fixture('national/lu/rich.xml');
const bundle = fixture('national/lu/structured.fhir.json');

beforeAll(async () => {
  clone = sealingClone();
  const sealed = async (file: string, to: string, ...options: string[]): Promise<void> => {
    const { stdout } = await run(['seal', file, ...options], { root: clone.path });
    writeFileSync(clone.file(to), stdout);
  };
  const keyOf = (name: string): string[] => [
    '--key',
    clone.file(`${name}.key.pem`),
    '--cert',
    clone.file(`${name}.cert.pem`),
  ];
  await sealed(bundle, 'sealed.json');
  await sealed(bundle, 'stranger.json', ...keyOf('stranger'));
  await sealed(bundle, 'token.json', ...keyOf('certs/generated/lu/token'));
  await sealed(cda, 'rich.xades.xml');
  await sealed(cda, 'stranger.xades.xml', ...keyOf('stranger'));
  writeFileSync(
    clone.file('altered.json'),
    readFileSync(clone.file('sealed.json'), 'utf8').replace('EXEMPLE', 'EXEMPLA'),
  );
  writeFileSync(clone.file('altered.xml'), readFileSync(cda, 'utf8').replace('EXEMPLE', 'EXEMPLA'));
});
afterAll(() => clone.remove());

const verify = (...args: string[]): ReturnType<typeof run> =>
  run(['verify', ...args], { cwd: clone.path, root: clone.path });
const verdict = async (...args: string[]): Promise<unknown> => {
  const { stdout } = await verify(...args, '--json');
  expect(stdout).toMatch(/^[^\n]+\n$/);
  return JSON.parse(stdout) as unknown;
};
const noSignature = { scope: 'none', format: null, signer: null, signedAt: null };

describe('passerelle verify', () => {
  it('says in one plain line that a Bundle is as it was sealed, and by whom', async () => {
    const { code, stdout, stderr } = await verify('sealed.json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^sealed\.json: valid\. Sealed by "Example LU" at 20\S+Z; the seal covers the whole document\.\n$/,
    );
  });

  it('says the same as JSON', async () => {
    expect(await verdict('sealed.json')).toEqual({
      file: 'sealed.json',
      verdict: 'valid',
      scope: 'full',
      format: 'JAdES-B-B',
      signer: {
        country: 'EU',
        organization: 'Example LU',
        commonName: 'seal',
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      signedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
      reasons: [],
    });
  });

  it('verifies a CDA by the seal beside it', async () => {
    expect(await verify(cda, '--signature', 'rich.xades.xml')).toMatchObject({ code: 0, stderr: '' });
    expect(await verdict(cda, '--signature', 'rich.xades.xml')).toMatchObject({
      verdict: 'valid',
      scope: 'full',
      format: 'XAdES-B-B',
      signer: { organization: 'Example LU' },
    });
  });

  it('reads the document from stdin', async () => {
    const stdin = readFileSync(clone.file('sealed.json'));
    expect(await run(['verify', '-'], { stdin, root: clone.path })).toMatchObject({ code: 0 });
  });

  it('answers no, with PSR-3001, to a document without a seal', async () => {
    for (const file of [cda, bundle]) {
      const { code, stdout, stderr } = await verify(file);
      expect({ code, stdout }).toEqual({ code: 1, stdout: `${file}: not valid (PSR-3001).\n` });
      expect(stderr).toMatch(/^PSR-3001 [^\n]*\n$/);
    }
    const reasons = [{ code: 'PSR-3001', text: 'The document carries no seal.' }];
    expect(await verdict(cda)).toEqual({ file: cda, verdict: 'invalid', ...noSignature, reasons });
  });

  it.each([
    ['a Bundle altered after it was sealed', ['altered.json'], 'PSR-3002'],
    ['a CDA altered after it was sealed', ['altered.xml', '--signature', 'rich.xades.xml'], 'PSR-3002'],
    ['a seal that is none', [cda, '--signature', 'sealed.json'], 'PSR-3004'],
  ])('answers no to %s', async (_, args, code) => {
    const ran = await verify(...args);
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringMatching(new RegExp(`^${code} `)) });
    expect(await verdict(...args)).toMatchObject({ verdict: 'invalid', ...noSignature, reasons: [{ code }] });
  });

  it('answers no to a broken seal of a signer it does not know, and not that it cannot tell', async () => {
    const altered = readFileSync(clone.file('stranger.json'), 'utf8').replace('EXEMPLE', 'EXEMPLA');
    const ran = await run(['verify', '-', '--json'], { stdin: altered, root: clone.path });
    expect(JSON.parse(ran.stdout)).toMatchObject({ verdict: 'invalid', reasons: [{ code: 'PSR-3002' }] });
  });

  it.each([
    ['a Bundle', ['stranger.json']],
    ['a CDA', [cda, '--signature', 'stranger.xades.xml']],
  ])('calls %s sealed by a stranger indeterminate', async (_, args) => {
    const { code, stdout, stderr } = await verify(...args);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /: not proven \(PSR-3030\)\. The seal is whole, but who made it is only claimed: "Stranger"\.\n$/,
    );
    expect(stderr).toMatch(/^PSR-3030 /);
    expect(await verdict(...args)).toMatchObject({
      verdict: 'indeterminate',
      scope: 'full',
      signer: { organization: 'Stranger' },
      reasons: [{ code: 'PSR-3030' }],
    });
  });

  it('does not take the token key of a node for its seal key, although the authority issued both', async () => {
    expect(await verdict('token.json')).toMatchObject({ verdict: 'indeterminate', reasons: [{ code: 'PSR-3032' }] });
  });

  it.each([
    ['the certificate of the seal', ['stranger.cert.pem']],
    ['the authority that issued it', ['stranger-ca.cert.pem']],
    ['several anchors', ['rsa.cert.pem', 'stranger-ca.cert.pem']],
  ])('trusts %s when it is named', async (_, anchors) => {
    const options = anchors.flatMap((anchor) => ['--anchor', anchor]);
    expect(await verify('stranger.json', ...options)).toMatchObject({ code: 0 });
    // Named anchors stand in place of those of the clone, not beside them.
    expect(await verify('sealed.json', ...options)).toMatchObject({ code: 1 });
  });

  it('trusts the seals pinned for the peers of the clone', async () => {
    mkdirSync(clone.file('config/peers'), { recursive: true });
    const peer = [
      'country: XX',
      'name: Example',
      'homeCommunityId: urn:oid:2.999.1',
      'endpoint: https://example.org/fhir',
      'certificates: { tls: [stranger.cert.pem], seal: [stranger.cert.pem], token: [stranger.cert.pem] }',
      "patientIdentifiers: [{ system: 'urn:oid:2.999.2', label: Number, pattern: '9' }]",
    ].join('\n');
    writeFileSync(clone.file('config/peers/xx.yaml'), peer);
    expect(await verify('stranger.json')).toMatchObject({ code: 0 });
    writeFileSync(clone.file('config/peers/xx.yaml'), 'country: XX');
    expect(await verify('stranger.json')).toMatchObject({ code: 2, stderr: expect.stringMatching(/^PSR-7001 /) });
    rmSync(clone.file('config'), { recursive: true });
  });

  it.each([
    ['no file', [], 'PSR-8001'],
    ['a file that is not there', ['absent'], 'PSR-8002'],
    ['an anchor that is not there', ['sealed.json', '--anchor', 'absent'], 'PSR-8002'],
    ['an anchor that is no certificate', ['sealed.json', '--anchor', 'rsa.key.pem'], 'PSR-2010'],
    ['a seal that is not there', [cda, '--signature', 'absent'], 'PSR-8002'],
  ])('answers 2 to %s', async (_, args, code) => {
    const ran = await verify(...args);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(new RegExp(`^${code} `));
  });

  it('answers no to a Bundle that cannot be read', async () => {
    const ran = await run(['verify', '-'], { stdin: '{"resourceType":"Bundle","sig', root: clone.path });
    const stdout = '-: not valid (PSR-1006).\n';
    expect(ran).toMatchObject({ code: 1, stdout, stderr: expect.stringMatching(/^PSR-1006 /) });
  });

  it('answers 2 when the clone has nothing to trust yet', async () => {
    const ran = await run(['verify', clone.file('sealed.json')], { root: clone.file('empty') });
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringMatching(/^PSR-7005 /) });
  });
});
