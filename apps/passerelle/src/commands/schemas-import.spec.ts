import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fixture, run, scratchFolder, type Ran } from '../testing/world.js';
import { zipOf } from '../testing/zip.js';

// Nobody's schema of CDA: it takes any ClinicalDocument that has a title.
const part = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:hl7-org:v3">
  <xs:complexType name="Document"><xs:sequence><xs:any processContents="skip" maxOccurs="unbounded"/></xs:sequence>
  <xs:anyAttribute processContents="skip"/></xs:complexType></xs:schema>`;
const main = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:hl7-org:v3" targetNamespace="urn:hl7-org:v3">
  <xs:include schemaLocation="core/part.xsd"/><xs:element name="ClinicalDocument" type="Document"/></xs:schema>`;
const strict = main.replace('type="Document"/>', 'type="xs:integer"/>');

const scratch = scratchFolder();
const command = (...argv: readonly string[]): Promise<Ran> => run(argv, { cwd: scratch.path, root: scratch.path });
const pivot = fixture('pivot/full.xml');

beforeAll(() => {
  mkdirSync(scratch.file('set/core'), { recursive: true });
  writeFileSync(scratch.file('set/CDA_Pharma.xsd'), main);
  writeFileSync(scratch.file('set/core/part.xsd'), part);
  writeFileSync(scratch.file('set/readme.txt'), 'not a schema');
  writeFileSync(
    scratch.file('set.zip'),
    zipOf({ 'official/CDA_Pharma.xsd': strict, 'official/core/part.xsd': part, 'official/a.pdf': '' }),
  );
  writeFileSync(scratch.file('out.zip'), zipOf({ '../CDA_Pharma.xsd': main }));
  writeFileSync(scratch.file('twice.zip'), zipOf({ 'a/CDA_Pharma.xsd': main, 'b/CDA_Pharma.xsd': main }));
  writeFileSync(scratch.file('half.zip'), zipOf({ 'CDA_Pharma.xsd': main }));
  writeFileSync(scratch.file('none.zip'), zipOf({ 'a.txt': '' }));
  const damaged = zipOf({ 'CDA_Pharma.xsd': main, 'core/part.xsd': part });
  damaged[100] = damaged[100]! ^ 1;
  writeFileSync(scratch.file('damaged.zip'), damaged);
});
afterAll(() => scratch.remove());

describe('passerelle schemas import', () => {
  it('is wanted by validate --schema', async () => {
    expect(await command('validate', pivot, '--schema')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^PSR-7303 .*schemas import/),
    });
  });

  it('imports a folder, after which validate asks the schema too', async () => {
    expect(await command('schemas', 'import', 'set')).toMatchObject({
      code: 0,
      stdout: 'Imported CDA_Pharma.xsd with 1 files that it needs, of 2.\n',
      stderr: '',
    });
    expect(await command('validate', pivot, '--schema')).toMatchObject({ code: 0, stderr: '' });
  });

  it('imports a zip file in its place, whose verdict then counts', async () => {
    const imported = await command('schemas', 'import', 'set.zip');
    expect(imported).toMatchObject({ code: 0, stdout: expect.stringContaining('official/CDA_Pharma.xsd') });
    const { code, stdout } = await command('validate', pivot, '--schema');
    expect(code).toBe(1);
    expect(stdout).toContain('"cda-schema"');
    expect(stdout).not.toContain('EXEMPLE');
    expect(await command('validate', pivot)).toMatchObject({ code: 0 });
  });

  it.each([
    [['absent'], 'PSR-8002'],
    [['set/readme.txt'], 'PSR-7302'],
    [['none.zip'], 'PSR-7302'],
    [['out.zip'], 'PSR-7302'],
    [['twice.zip'], 'PSR-7302'],
    [['damaged.zip'], 'PSR-7302'],
    [['half.zip'], 'PSR-7301'],
    [['set', '--root', 'CDA.xsd'], 'PSR-7302'],
    [[], 'PSR-8001'],
  ])('refuses %j and keeps what it has', async (argv, code) => {
    const ran = await command('schemas', 'import', ...argv);
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(new RegExp(`^${code} `)) });
    expect((await command('validate', pivot, '--schema')).code).toBe(1);
  });

  it('takes a root by its path', async () => {
    expect(await command('schemas', 'import', 'twice.zip', '--root', 'a/CDA_Pharma.xsd')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^PSR-7301 .*part\.xsd is missing/),
    });
  });

  it('has no use for a Bundle', async () => {
    const stdin = readFileSync(fixture('national/pt/structured.fhir.json'));
    const ran = await run(['validate', '-', '--schema'], { stdin, root: scratch.path });
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^PSR-8001 .*CDA documents/) });
  });
});
