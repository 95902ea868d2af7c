import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { cloneRoot } from '../support/two-nodes.js';

interface LockedPackage {
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly production: boolean;
}
type Rule = (packages: readonly LockedPackage[]) => string[];

const { lockedPackages } = (await import(`${cloneRoot}scripts/supply-chain/lock-file.mjs`)) as {
  lockedPackages(text: string): LockedPackage[];
};
const { belowFloor, loose, missingFromBill, unknownScripts, unlicensed } = (await import(
  `${cloneRoot}scripts/supply-chain/findings.mjs`
)) as Record<'belowFloor' | 'loose' | 'unknownScripts' | 'unlicensed', Rule> & {
  missingFromBill(packages: readonly LockedPackage[], bill: object): string[];
};

const digest = `sha512-${Buffer.alloc(64, 7).toString('base64')}`;

/** A lock file of one package. */
function lock(name: string, entry: object = {}): LockedPackage[] {
  const packages = { [`node_modules/${name}`]: { version: '1.0.0', license: 'MIT', integrity: digest, ...entry } };
  return lockedPackages(JSON.stringify({ lockfileVersion: 3, packages }));
}

const own = lockedPackages(readFileSync(join(cloneRoot, 'package-lock.json'), 'utf8'));

describe('the lock file', () => {
  it('fixes the digest of everything, and names no registry', () => {
    expect(own.length).toBeGreaterThan(500);
    expect(loose(own)).toEqual([]);
  });

  it.each([
    ['no digest', { integrity: undefined }],
    ['a digest of SHA-1', { integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }],
    ['the address of a registry', { resolved: 'https://registry.example/a/-/a-1.0.0.tgz' }],
  ])('would be refused with %s', (_what, entry) => {
    expect(loose(lock('a', entry))).toHaveLength(1);
  });

  it('holds nothing below the version that mends a known fault, direct or not', () => {
    expect(belowFloor(own)).toEqual([]);
  });

  it.each([
    ['xml-crypto', '6.0.0'],
    ['xml-crypto', '6.0.1-beta.1'],
    ['xml-crypto', '3.2.0'],
    ['@xmldom/xmldom', '0.8.13'],
    ['@xmldom/xmldom', '0.9.10'],
    ['@xmldom/xmldom', '0.7.13'],
    ['a/node_modules/node-forge', '1.3.9'],
    ['fast-xml-parser', '5.11.0'],
  ])('would be refused with %s %s', (name, version) => {
    expect(belowFloor(lock(name, { version }))).toHaveLength(1);
  });

  it.each([
    ['xml-crypto', '6.0.1'],
    ['@xmldom/xmldom', '0.8.15'],
    ['@xmldom/xmldom', '0.9.12'],
    ['@xmldom/xmldom', '1.0.0'],
    ['node-forge', '1.10.0'],
    ['anything', '0.0.1'],
  ])('may hold %s %s', (name, version) => {
    expect(belowFloor(lock(name, { version }))).toEqual([]);
  });

  it('brings nothing into production under a licence that was not allowed', () => {
    expect(unlicensed(own)).toEqual([]);
  });

  it.each([
    'GPL-3.0',
    'AGPL-3.0-only',
    'UNLICENSED',
    'SEE LICENSE IN LICENSE',
    'MIT AND GPL-3.0',
    '(MIT',
    'MIT OR',
    '',
  ])('would be refused with the licence %j', (license) => {
    expect(unlicensed(lock('a', { license }))).toHaveLength(1);
    expect(unlicensed(lock('a', { license, dev: true }))).toEqual([]);
  });

  it.each(['MIT', '(BSD-3-Clause OR GPL-2.0)', '(MIT AND BSD-3-Clause)', 'GPL-3.0 OR (MIT AND (ISC OR GPL-2.0))'])(
    'may hold the licence %s',
    (license) => {
      expect(unlicensed(lock('a', { license }))).toEqual([]);
    },
  );

  it('runs no script of a package that is not known to need one', () => {
    expect(unknownScripts(own)).toEqual([]);
    expect(unknownScripts(lock('a', { hasInstallScript: true }))).toHaveLength(1);
    expect(unknownScripts(lock('pkcs11js-evil', { hasInstallScript: true }))).toHaveLength(1);
  });
});

describe('the bill of materials', () => {
  it('is made, and lists every package of the lock file with its digest', () => {
    const made = spawnSync(process.execPath, ['scripts/supply-chain.mjs', '--output', '.cache/test/sbom.cdx.json'], {
      cwd: cloneRoot,
      encoding: 'utf8',
    });
    expect([made.status, made.stderr]).toEqual([0, '']);
    const bill = JSON.parse(readFileSync(join(cloneRoot, '.cache/test/sbom.cdx.json'), 'utf8')) as {
      bomFormat: string;
      components: object[];
    };
    expect(bill.bomFormat).toBe('CycloneDX');
    expect(missingFromBill(own, bill)).toEqual([]);
    expect(missingFromBill(own, { ...bill, components: bill.components.slice(50) }).length).toBeGreaterThan(10);
    expect(missingFromBill(lock('a'), { components: [{ purl: 'pkg:npm/a@1.0.0', hashes: [{ alg: 'SHA-512', content: '00' }] }] })).toHaveLength(1); // prettier-ignore
  });
});
