import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDevelopmentCa, issueLeaf, newPrivateKey } from '@passerelle/trust/development-ca';
import { readCertificate } from '@passerelle/trust';
import { run, scratchFolder, type Ran } from '../testing/world.js';

const scratch = scratchFolder();
const command = (...argv: readonly string[]): Promise<Ran> =>
  run(['certs', 'status', ...argv], { cwd: scratch.path, root: scratch.path });
const day = 86_400_000;

/** A certificate whose year ends that many days from now. */
const ending = (days: number): string => {
  const begin = new Date(Date.now() - (365 - days) * day + day / 2);
  const subject = { country: 'LU', organization: 'Example', commonName: 'Maria Exemplar' };
  return issueLeaf(createDevelopmentCa(begin), { purpose: 'seal', subject, key: newPrivateKey('ec-p256') }, begin);
};
const present = ending(20);
const next = ending(300);
const ended = ending(-2);

beforeAll(() => {
  mkdirSync(scratch.file('certs/generated/lu'), { recursive: true });
  writeFileSync(scratch.file('certs/generated/lu/seal.cert.pem'), present);
  writeFileSync(scratch.file('certs/generated/lu/seal.next.cert.pem'), next);
  writeFileSync(scratch.file('ended.pem'), ended);
  writeFileSync(scratch.file('theirs.pem'), present);
  writeFileSync(
    scratch.file('theirs.txt'),
    `${readCertificate(present).fingerprint}\n${readCertificate(next).fingerprint}\n`,
  );
  writeFileSync(scratch.file('odd.txt'), 'what is this');
});
afterAll(() => scratch.remove());

describe('passerelle certs status', () => {
  it('tells until when the certificates of a node are valid, those to come included', async () => {
    const { code, stdout } = await command();
    expect(code).toBe(0);
    expect(stdout).toMatch(/seal\.cert\.pem .* below 30 days\n/);
    expect(stdout).toMatch(/seal\.next\.cert\.pem/);
    expect(stdout).not.toContain('Maria');
  });

  it('answers no while the next certificate is not registered with the peer, and yes once it is', async () => {
    const before = await command('--registered', 'theirs.pem');
    expect(before.code).toBe(1);
    expect(before.stdout).toMatch(/seal\.cert\.pem .*registered\n/);
    expect(before.stdout).toMatch(/seal\.next\.cert\.pem .*NOT REGISTERED/);
    expect((await command('--registered', 'theirs.txt')).code).toBe(0);
  });

  it('answers no when a certificate has ended', async () => {
    const { code, stdout } = await command('ended.pem', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ file: 'ended.pem', threshold: 0, days: -2, registered: null });
  });

  it.each([
    [['--registered', 'odd.txt'], 'PSR-2010'],
    [['absent.pem'], 'PSR-8002'],
    [['--node', 'fr'], 'PSR-8001'],
    [['--node', '../lu'], 'PSR-8001'],
  ])('has no answer for %j', async (argv, code) => {
    const { code: exit, stderr } = await command(...argv);
    expect(exit).toBe(2);
    expect(stderr).toContain(code);
  });
});
