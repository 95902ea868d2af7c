import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseXml } from '@passerelle/xml';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openIndex } from '../lookup/terminology-index.js';
import { indexFile } from '../open-terminology.js';
import { codeSystem } from '../testing/gathered.js';
import { archiveOf, packageOf } from '../testing/package-archive.js';
import { prepareImport, previousIndexFile, type ImportOptions } from './import-sources.js';
import { manifestFile, readManifest } from './manifest.js';

const now = new Date('2026-11-28T12:00:00Z');
const url = 'http://example.org/cs';
const map =
  '# version: 1\nsource_system,source_code,target_system,target_code,target_display,source_display\n2.999.1,n,http://example.org/cs,a,A,\n';
const routes =
  '<ValueSet oid="2.999.42" name="x"><concept codeSystem="2.999.7" code="a"><designation lang="en">A</designation></concept></ValueSet>';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-imports-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(path: string, content: string | Buffer): string {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, content);
  return whole;
}

const store = () => join(folder, 'store');
const options = (rest: Partial<ImportOptions> = {}): ImportOptions => ({ into: store(), readXml: parseXml, ...rest });

async function imported(places: readonly string[], rest: Partial<ImportOptions> = {}) {
  const prepared = await prepareImport(places, options(rest));
  await prepared.commit(now);
  return prepared;
}

const opened = () => openIndex(join(store(), indexFile));

describe('an import', () => {
  it('takes packages, folders and files of every form, and keeps what it took', async () => {
    const tgz = file('p.tgz', packageOf('example.package', '1.2.3', [codeSystem(url, { a: 'A' })]));
    const xml = dirname(file('mvc/x.xml', routes));
    const csv = file('lu.csv', map);
    const json = file('json/sub/cs.json', JSON.stringify(codeSystem('http://example.org/2', { z: 'Z' })));
    const { sources } = await imported([tgz, xml, csv, dirname(dirname(json))]);
    expect(sources.map(({ name, version }) => [name, version.replace(/-.*/, '')])).toEqual([
      ['example.package', '1.2.3'],
      ['mvc', 'sha256'],
      ['lu', 'sha256'],
      ['json', 'sha256'],
    ]);
    const index = opened();
    expect(index.sources.map(({ kind }) => kind)).toEqual(['fhir-package', 'mvc-xml', 'tables', 'fhir-files']);
    expect(index.has(url, 'a')).toBe(true);
    expect(index.contains('2.999.42', 'urn:oid:2.999.7', 'a')).toBe(true);
    expect(index.map('urn:oid:2.999.1', 'n')).toHaveLength(1);
    expect(index.has('http://example.org/2', 'z')).toBe(true);
    expect((await readManifest(store())).map(({ name, imported: at, problems }) => [name, at, problems])).toEqual(
      sources.map(({ name }) => [name, now.toISOString(), 0]),
    );
    // The sources may go: the next import finds them where they are kept.
    for (const gone of ['p.tgz', 'mvc', 'lu.csv', 'json']) rmSync(join(folder, gone), { recursive: true });
    await imported([file('more.json', JSON.stringify(codeSystem('http://example.org/3', { y: 'Y' })))]);
    expect(opened().has(url, 'a')).toBe(true);
    expect(opened().has('http://example.org/3', 'y')).toBe(true);
  });

  it('gives the same index for the same sources, whatever was imported in between', async () => {
    const a = file('a.json', JSON.stringify(codeSystem(url, { a: 'A' })));
    const b = file('b.json', JSON.stringify(codeSystem('http://example.org/2', { b: 'B' })));
    const { index } = await imported([a, b]);
    writeFileSync(b, JSON.stringify(codeSystem('http://example.org/2', { b: 'B', c: 'C' })));
    expect((await imported([b])).index.digest).not.toBe(index.digest);
    writeFileSync(b, JSON.stringify(codeSystem('http://example.org/2', { b: 'B' })));
    expect((await imported([b])).index.digest).toBe(index.digest);
  });

  it('replaces the source of the same name, and keeps the index that was in use', async () => {
    const first = await imported([file('p.tgz', packageOf('p', '1', [codeSystem(url, { a: 'A', gone: 'G' })]))]);
    const second = await imported([file('p.tgz', packageOf('p', '2', [codeSystem(url, { a: 'A' })]))]);
    expect(second.sources[0]).toMatchObject({ name: 'p', version: '2', replaces: '1' });
    expect(opened().has(url, 'gone')).toBe(false);
    expect(openIndex(join(store(), previousIndexFile)).digest).toBe(first.index.digest);
    expect(readdirSync(join(store(), 'sources'))).toHaveLength(1);
    expect(readdirSync(store()).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('reads a package that is unpacked as it reads the archive', async () => {
    file('unpacked/package/package.json', JSON.stringify({ name: 'p', version: '1', fhirVersions: ['4.0.1'] }));
    file('unpacked/package/cs.json', JSON.stringify(codeSystem(url, { a: 'A' })));
    file('unpacked/package/example/cs.json', JSON.stringify(codeSystem(url, { example: 'E' })));
    const { sources } = await imported([join(folder, 'unpacked')]);
    expect(sources[0]).toMatchObject({ name: 'p', version: '1' });
    expect(opened().sources[0]?.kind).toBe('fhir-package');
    expect(opened().has(url, 'example')).toBe(false);
    expect(
      (await imported([file('x.json', JSON.stringify(codeSystem('http://example.org/2', {})))])).index.sources,
    ).toHaveLength(2);
  });

  it('writes nothing before it is told to', async () => {
    await prepareImport([file('a.json', JSON.stringify(codeSystem(url, {})))], options());
    expect(existsSync(store())).toBe(false);
  });

  it('takes name, version and encoding from who knows them', async () => {
    const latin = Buffer.from('system,code,sk\n2.999.7,a,diastolický\n', 'latin1');
    latin[latin.length - 2] = 0xfd;
    const csv = file('x.csv', latin);
    await expect(imported([csv])).rejects.toMatchObject({ code: 'PSR-7102' });
    await imported([csv], { naming: { name: 'sk', version: '2009' }, encoding: 'windows-1250' });
    expect(opened().display('urn:oid:2.999.7', 'a', 'sk')?.display).toBe('diastolický');
    expect(opened().sources[0]).toMatchObject({ name: 'sk', version: '2009' });
    // And once more from the copy, which has to be read the same way.
    await imported([file('a.json', JSON.stringify(codeSystem(url, { a: 'A' })))]);
    expect(opened().display('urn:oid:2.999.7', 'a', 'sk')?.display).toBe('diastolický');
  });

  it('stops at a source with problems and tells all of them, or imports the rest if it is told to', async () => {
    file('mvc/a.xml', routes);
    file('mvc/b.xml', '<!DOCTYPE x><ValueSet oid="2.999.43"/>');
    file('mvc/c.xml', '<ValueSet name="y"/>');
    const place = join(folder, 'mvc');
    await expect(imported([place])).rejects.toMatchObject({
      code: 'PSR-7102',
      facts: {
        source: 'mvc',
        count: 2,
        file: 'b.xml',
        problems: expect.stringMatching(/^b\.xml:1 PSR-1003 .*; c\.xml:1 the value set has no OID$/),
      },
    });
    expect(existsSync(store())).toBe(false);
    const { sources } = await imported([place], { keepGoing: true });
    expect(sources[0]?.problems).toHaveLength(2);
    expect(opened().contains('2.999.42', 'urn:oid:2.999.7', 'a')).toBe(true);
    expect((await readManifest(store()))[0]?.problems).toBe(2);
  });

  it.each([
    ['a file of no known kind', () => file('x.exe', 'MZ'), 'PSR-7101'],
    ['a folder without files', () => (mkdirSync(join(folder, 'empty')), join(folder, 'empty')), 'PSR-7101'],
    ['a folder of several kinds', () => (file('m/a.json', '{}'), dirname(file('m/b.xml', '<x/>'))), 'PSR-7101'],
    ['JSON without terminology', () => file('x.json', '{"resourceType":"Patient"}'), 'PSR-7101'],
    ['XML without terminology', () => file('x.xml', '<ClinicalDocument/>'), 'PSR-7101'],
    ['an archive that is none', () => file('x.tgz', 'x'), 'PSR-7101'],
    ['a package without terminology', () => file('x.tgz', archiveOf({ 'package/package.json': '{}' })), 'PSR-7101'],
    ['nothing', () => join(folder, 'nothing'), 'PSR-8002'],
  ])('refuses %s', async (_, place, code) => {
    await expect(imported([place()])).rejects.toMatchObject({ code });
  });

  it('refuses two sources of one name, one of which would be lost', async () => {
    const one = file('1/lu.csv', map);
    const other = file('2/lu.csv', map.replace(',n,', ',m,'));
    await expect(imported([one, other])).rejects.toMatchObject({
      code: 'PSR-7101',
      message: expect.stringContaining('is called lu too'),
    });
  });

  it('follows no link out of a folder', async () => {
    file('secret.json', JSON.stringify(codeSystem(url, { secret: 'S' })));
    file('in/cs.json', JSON.stringify(codeSystem(url, { a: 'A' })));
    symlinkSync(join(folder, 'secret.json'), join(folder, 'in', 'link.json'));
    await imported([join(folder, 'in')]);
    expect(opened().has(url, 'secret')).toBe(false);
  });
});

describe('a folder of imports', () => {
  beforeEach(async () => {
    await imported([file('a.json', JSON.stringify(codeSystem(url, { a: 'A' })))]);
  });

  const more = () => file('b.json', JSON.stringify(codeSystem('http://example.org/2', { b: 'B' })));

  it('whose kept sources were changed is told of', async () => {
    const [entry] = await readManifest(store());
    writeFileSync(join(store(), entry!.place), JSON.stringify(codeSystem(url, { forged: 'F' })));
    await expect(imported([more()])).rejects.toMatchObject({
      code: 'PSR-7104',
      message: expect.stringContaining('the kept source a is not as it was imported'),
    });
  });

  it.each([
    ['is not JSON', '{'],
    ['has no sources', '{}'],
    ['is null', 'null'],
    [
      'leads outside',
      '{"sources":[{"name":"a","version":"1","kind":"tables","digest":"0","imported":"x","problems":0,"place":"sources/../../x"}]}',
    ],
    [
      'lacks a digest',
      '{"sources":[{"name":"a","version":"1","kind":"tables","imported":"x","problems":0,"place":"sources/x"}]}',
    ],
  ])('whose list %s is told of', async (_, text) => {
    writeFileSync(join(store(), manifestFile), text);
    await expect(imported([more()])).rejects.toMatchObject({ code: 'PSR-7104' });
    expect(readFileSync(join(store(), manifestFile), 'utf8')).toBe(text);
  });
});
