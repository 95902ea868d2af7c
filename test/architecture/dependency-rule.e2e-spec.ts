import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { blindSpots, cruise } from '../../scripts/dependency-rule/cruise.mjs';

const root = resolve(import.meta.dirname, '../..');

/** One import that breaks one rule: rule, part of a lib or app that imports, what it imports. */
const breaches: readonly [rule: string, part: string, imported: string][] = [
  ['kernel-stands-alone', 'libs/kernel/src/breach', '@passerelle/xml'],
  ['formats-know-only-kernel', 'libs/fhir/src/sibling', '@passerelle/xml'],
  ['formats-know-only-kernel', 'libs/xml/src/upwards', '@passerelle/summary'],
  ['cda-knows-only-xml-and-terminology', 'libs/cda/src/sibling', '@passerelle/summary'],
  ['summary-knows-only-formats', 'libs/summary/src/upwards', '@passerelle/store'],
  ['rendering-knows-only-summary', 'libs/rendering/src/sideways', '@passerelle/xml'],
  ['services-do-not-know-each-other', 'libs/store/src/sibling', '@passerelle/bus'],
  ['services-do-not-know-each-other', 'libs/trust/src/upwards', '@passerelle/platform'],
  ['platform-does-not-know-apps', 'libs/platform/src/upwards', '../../../../apps/gateway/src/main.js'],
  ['apps-do-not-know-each-other', 'apps/gateway/src', '../../passerelle/src/main.js'],
  ['every-lib-has-a-place', 'libs/imaging/src/breach', '@passerelle/kernel'],
  ['nest-only-in-platform-and-apps', 'libs/exchange/src/breach', '@nestjs/common'],
  ['kafka-only-in-its-adapter', 'libs/bus/src/embedded', 'kafkajs'],
  ['postgres-only-in-store-and-embedded-bus', 'libs/log/src/breach', 'pg'],
  ['typeorm-only-in-store', 'libs/platform/src/database', 'typeorm'],
  ['xml-libraries-only-in-xml', 'libs/summary/src/parser', 'saxes'],
  ['pdf-libraries-only-in-rendering', 'libs/platform/src/pdf', 'pdfkit'],
  ['cryptography-only-in-trust-and-log', 'libs/platform/src/digest', 'node:crypto'],
  ['cryptography-only-in-trust-and-log', 'libs/kernel/src/random', 'crypto'],
  ['signature-libraries-only-in-trust', 'libs/log/src/tokens', 'jose'],
  ['no-import-past-an-index', 'libs/xml/src/deep', '../../../kernel/src/behind/hidden.js'],
  ['no-import-of-built-files', 'libs/xml/src/built', '../../../kernel/dist/index.js'],
  ['sources-do-not-need-tests', 'libs/xml/src/fixtures', '../testing/fixture.js'],
  ['no-circle', 'libs/xml/src/circle', './back.js'],
  ['every-import-resolves', 'libs/xml/src/nowhere', './missing.js'],
  ['every-package-is-declared', 'libs/xml/src/undeclared', 'pino'],
];

/** Imports that the rule allows, among them each home and what tests may. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'libs/kernel/src/index.ts': ['./digest.js', './behind/hidden.js'],
  'libs/kernel/src/digest.ts': ['node:crypto'],
  'libs/kernel/src/behind/hidden.ts': [],
  'libs/kernel/dist/index.js': [],
  'libs/xml/src/index.ts': ['@passerelle/kernel', 'saxes'],
  'libs/xml/src/circle/back.ts': ['./index.js'],
  'libs/xml/src/testing/fixture.ts': ['node:crypto'],
  'libs/xml/src/index.spec.ts': ['./testing/fixture.js', '@passerelle/store', 'jose'],
  'libs/cda/src/index.ts': ['@passerelle/xml', '@passerelle/terminology', '@passerelle/kernel'],
  'libs/summary/src/index.ts': ['@passerelle/xml', '@passerelle/kernel'],
  'libs/rendering/src/index.ts': ['@passerelle/summary', '@passerelle/kernel'],
  'libs/rendering/src/pdf/index.ts': ['pdfkit'],
  'libs/store/src/index.ts': ['@passerelle/kernel', 'pg', 'typeorm'],
  'libs/bus/src/index.ts': ['@passerelle/kernel'],
  'libs/bus/src/kafka/index.ts': ['kafkajs'],
  'libs/trust/src/index.ts': ['@passerelle/xml', 'node:crypto', 'jose', 'node-forge'],
  'libs/log/src/index.ts': ['@passerelle/kernel', 'node:crypto'],
  'libs/platform/src/index.ts': ['@nestjs/common', '@passerelle/store', '@passerelle/bus/kafka', '@passerelle/summary'],
  'apps/passerelle/src/main.ts': ['@passerelle/platform', '@nestjs/common', '@passerelle/kernel'],
};

/** A file that no index leads to, although its spec does. */
const leftOver = 'libs/xml/src/left-over.ts';

const packages = ['@nestjs/common', 'jose', 'kafkajs', 'node-forge', 'pdfkit', 'pg', 'saxes', 'typeorm'];

let house: string;
let result: ReturnType<typeof cruise>;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'passerelle-house-'));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
  const configuration = JSON.parse(readFileSync(join(root, 'tsconfig.spec.json'), 'utf8')) as object;
  write('tsconfig.spec.json', JSON.stringify({ ...configuration, extends: join(root, 'tsconfig.base.json') }));
  write(leftOver, 'export const forgotten = true;');
  write('libs/xml/src/left-over.spec.ts', "import './left-over.js';");
  for (const [file, imported] of Object.entries(allowed)) writeImports(file, imported);
  for (const [, part, imported] of breaches) writeImports(breachFile(part), [imported]);
  const dependencies = Object.fromEntries(packages.map((name) => [name, '*']));
  for (const file of [...Object.keys(allowed), ...breaches.map(([, part]) => breachFile(part))]) {
    const workspace = file.split('/').slice(0, 2).join('/');
    write(`${workspace}/package.json`, JSON.stringify({ name: workspace, type: 'module', dependencies }));
  }
  result = cruise(house);
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

function breachFile(part: string): string {
  return part.startsWith('apps/') ? `${part}/main.ts` : `${part}/index.ts`;
}

function writeImports(file: string, imported: readonly string[]): void {
  write(file, ['export {};', ...imported.map((name) => `import '${name}';`)].join('\n'));
}

function write(file: string, text: string): void {
  const path = join(house, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

describe('the dependency rule', () => {
  it('finds every breach in a house made of breaches, and nothing in the rest of it', () => {
    // Of a circle, any of its files may be the one that is named; they stand in one folder.
    const found = result.violations.map(({ rule, from }) => `${rule} in ${dirname(from)}`);
    const expected = breaches.map(([rule, part]) => `${rule} in ${part}`);
    expect(new Set(found)).toEqual(new Set([...expected, `no-orphan in ${dirname(leftOver)}`]));
  });

  it('is proven for every rule there is', () => {
    const proven = new Set(['no-orphan', ...breaches.map(([rule]) => rule)]);
    expect(proven).toEqual(new Set(result.rules));
  });

  it('notices that it does not see a lib, or that names of libs no longer resolve', () => {
    expect(blindSpots(house, result)).toEqual([]);
    const withoutTrust = result.modules.filter((module) => !module.startsWith('libs/trust/'));
    expect(blindSpots(house, { ...result, modules: withoutTrust })).toEqual([
      'The cruise saw no file of libs/trust/src.',
    ]);
    expect(blindSpots(house, { ...result, dependencies: [] })).toEqual([
      'The cruise saw no lib import another: names of libs do not resolve.',
    ]);
  });
});
