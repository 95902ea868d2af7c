import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readCertificate } from '../certificates/certificate.js';
import { pemSealKey } from '../keys/pem-seal-key.js';
import { readSecretKey } from '../keys/secret-key.js';
import { completeDevelopmentFolder } from './development-folder.js';
import { verifierKey } from './log-key.js';

const now = new Date('2026-11-23T12:00:00Z');
const storePassword = 'development';
const nodeFiles = ['tls', 'seal', 'token']
  .flatMap((purpose) =>
    ['key.pem', 'cert.pem', 'csr.pem', ...(purpose === 'token' ? [] : ['p12'])].map((e) => `${purpose}.${e}`),
  )
  .concat('log.key.pem', 'log.vkey', 'master.key', 'pseudonym.key')
  .sort();

const issuerFiles = ['key.pem', 'cert.pem', 'csr.pem'].map((ending) => `trust/trust-list.${ending}`);

/** A complete folder to begin from: the RSA key of an authority takes too long to be made for each test. */
const template = mkdtempSync(join(tmpdir(), 'passerelle-certs-template-'));
beforeAll(() => {
  completeDevelopmentFolder({ path: template, nodes: ['lu'], storePassword, now });
});
afterAll(() => rmSync(template, { recursive: true }));

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'passerelle-certs-')), 'generated');
});
afterEach(() => rmSync(join(path, '..'), { recursive: true }));

const file = (name: string) => join(path, name);
const text = (name: string) => readFileSync(file(name), 'utf8');
const complete = (nodes = ['lu'], at = now) => completeDevelopmentFolder({ path, nodes, storePassword, now: at });
const begin = () => cpSync(template, path, { recursive: true });
const later = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000);
const snapshot = (node = 'lu') =>
  Object.fromEntries(
    readdirSync(file(node)).map((name) => [name, readFileSync(file(`${node}/${name}`)).toString('hex')]),
  );

/** Everything of a node fits together: keys, certificates, authority, stores. */
function expectWhole(node = 'lu'): void {
  const authority = new X509Certificate(text('ca.cert.pem'));
  expect(authority.checkPrivateKey(createPrivateKey(text('ca.key.pem')))).toBe(true);
  expect(readdirSync(file(node)).sort()).toEqual(nodeFiles);
  for (const purpose of ['tls', 'seal', 'token']) {
    const { certificate } = pemSealKey(text(`${node}/${purpose}.key.pem`), text(`${node}/${purpose}.cert.pem`));
    expect(new X509Certificate(certificate.der).verify(authority.publicKey)).toBe(true);
    expect(certificate.subject.country).toBe(node.toUpperCase());
  }
  for (const purpose of ['tls', 'seal']) {
    const pfx = readFileSync(file(`${node}/${purpose}.p12`));
    expect(pfx.includes(readCertificate(text(`${node}/${purpose}.cert.pem`)).der)).toBe(true);
    expect(() => createSecureContext({ pfx, passphrase: storePassword })).not.toThrow();
  }
  for (const secret of ['master.key', 'pseudonym.key'])
    expect(readSecretKey(text(`${node}/${secret}`)).symmetricKeySize).toBe(32);
  expect(text(`${node}/log.vkey`)).toBe(
    `${verifierKey(`${node}.passerelle.example/log`, text(`${node}/log.key.pem`))}\n`,
  );
}

describe('completeDevelopmentFolder', () => {
  it('makes an authority and everything a node needs, and tells what it made', () => {
    const made = complete(['lu', 'pt']);
    expect([...made].sort()).toEqual(
      [
        'ca.cert.pem',
        'ca.key.pem',
        ...issuerFiles,
        ...['lu', 'pt'].flatMap((node) => nodeFiles.map((name) => `${node}/${name}`)),
      ].sort(),
    );
    expectWhole('lu');
    expectWhole('pt');
    expect(text('lu/master.key')).not.toBe(text('pt/master.key'));
    expect(text('lu/master.key')).not.toBe(text('lu/pseudonym.key'));
  });

  it('lets only the owner in, also to files that were there before', () => {
    begin();
    chmodSync(file('lu/tls.key.pem'), 0o644);
    chmodSync(path, 0o755);
    complete();
    for (const folder of [path, file('lu')]) expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of ['ca.key.pem', ...nodeFiles.map((each) => `lu/${each}`)]) {
      expect(statSync(file(name)).mode & 0o777).toBe(0o600);
    }
  });

  it('makes nothing a second time and adds only a node that is new', () => {
    begin();
    const before = snapshot();
    expect(complete()).toEqual([]);
    const made = complete(['lu', 'pt']);
    expect(made.every((name) => name.startsWith('pt/'))).toBe(true);
    expect(readCertificate(text('trust/trust-list.cert.pem')).subject.country).toBe('EU');
    expect(snapshot()).toEqual(before);
    expectWhole('pt');
  });

  it('keeps a certificate that is valid for more than 30 days and renews it under the same key after that', () => {
    begin();
    const key = text('lu/seal.key.pem');
    expect(complete(['lu'], later(334))).toEqual([]);
    expect(complete(['lu'], later(336))).toEqual([
      'lu/tls.cert.pem',
      'lu/tls.p12',
      'lu/seal.cert.pem',
      'lu/seal.p12',
      'lu/token.cert.pem',
      'trust/trust-list.cert.pem',
    ]);
    expect(text('lu/seal.key.pem')).toBe(key);
    expectWhole();
  });

  it('renews an authority that is about to expire with all that it issued, and keeps the secrets', () => {
    begin();
    const before = snapshot();
    complete(['lu'], later(5 * 365 - 20));
    expectWhole();
    const after = snapshot();
    for (const name of ['master.key', 'pseudonym.key', 'log.key.pem', 'log.vkey', 'seal.key.pem']) {
      expect(after[name]).toBe(before[name]);
    }
    expect(after['seal.cert.pem']).not.toBe(before['seal.cert.pem']);
  });

  it.each(['ca.key.pem', 'ca.cert.pem', ...issuerFiles, ...nodeFiles.map((name) => `lu/${name}`)])(
    'repairs the folder when %s is missing, cut off or empty',
    (name) => {
      begin();
      const whole = readFileSync(file(name));
      const damages = [
        () => rmSync(file(name)),
        () => writeFileSync(file(name), whole.subarray(0, whole.length / 2)),
        () => writeFileSync(file(name), ''),
      ];
      for (const damage of damages) {
        damage();
        expect(complete()).toContain(name);
        expectWhole();
        expect(complete()).toEqual([]);
      }
    },
  );

  it('sweeps what an interrupted run left half-written', () => {
    begin();
    writeFileSync(file('lu/seal.key.pem.unfinished'), 'half');
    expect(complete()).toEqual([]);
    expectWhole();
  });

  it('replaces a certificate that belongs to another key or another authority', () => {
    complete(['lu', 'pt']);
    writeFileSync(file('lu/seal.cert.pem'), text('pt/seal.cert.pem'));
    expect(complete()).toEqual(['lu/seal.cert.pem', 'lu/seal.p12']);
    expectWhole();
  });

  it('refuses node names that are no countries before it writes anything', () => {
    for (const node of ['../x', 'LU', 'lux', '']) expect(() => complete([node])).toThrow('two lower-case letters');
    expect(() => readdirSync(path)).toThrow();
  });
});
