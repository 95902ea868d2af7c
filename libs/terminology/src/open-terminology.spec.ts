import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileIndex } from './gather/compile.js';
import { systemName } from './code-systems.js';
import { indexFile, openTerminology } from './open-terminology.js';
import { codeSystem, readResources } from './testing/gathered.js';

const shipped = fileURLToPath(new URL('../../../config/terminology', import.meta.url));

describe('the terminology that is shipped', () => {
  const { catalogue, layers } = openTerminology({ folders: [shipped] });
  const [index] = layers;

  it('has words in English, French, German and Portuguese for every code of HL7 that it names', () => {
    const lacking = [...index.concepts()].flatMap(({ system, code, displays }) => {
      const languages = displays.map(({ language }) => language);
      // English titles of sections are LOINC's, and left to it.
      const wanted = system === 'http://loinc.org' ? ['de', 'fr', 'pt'] : ['de', 'en', 'fr', 'pt'];
      return wanted.every((language) => languages.includes(language)) && languages.length === wanted.length
        ? []
        : [`${system}|${code}`];
    });
    expect(lacking).toEqual([]);
    expect(index.languages).toEqual(['de', 'en', 'fr', 'pt']);
  });

  it('holds no bulk of anybody’s code system', () => {
    const licensed = [
      'http://snomed.info/sct',
      'http://www.whocc.no/atc',
      'http://standardterms.edqm.eu',
      'http://hl7.org/fhir/sid/icd-10',
    ];
    for (const uri of licensed) {
      const known = [...index.concepts()].filter(({ system }) => system === uri);
      expect([uri, known.length]).toEqual([uri, 0]);
    }
    expect([...index.rows()].length).toBeLessThan(50);
    expect([...index.concepts()].filter(({ system }) => system === 'http://loinc.org').length).toBeLessThan(30);
  });

  it('shows a gender and a section in the reader’s language', () => {
    const gender = { system: 'http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender', code: 'F' };
    expect(catalogue.translate(gender, 'pt-PT').coding.display).toBe('Feminino');
    expect(catalogue.transcode({ ...gender, display: 'Féminin' }).coding.display).toBe('Female');
    const section = { system: 'http://loinc.org', code: '10160-0', display: 'History of Medication use Narrative' };
    expect(catalogue.translate(section, 'de').coding.display).toBe('Medikamente');
    expect(catalogue.transcode(section).coding).toBe(section);
  });

  it('is about code systems that have a name, or an OID that none is known for', () => {
    const unnamed = index.systems.filter(({ uri }) => systemName(uri) === undefined).map(({ uri }) => uri);
    expect(unnamed).toEqual(['http://hl7.org/fhir/administrative-gender']);
  });
});

describe('opening the terminology of a node', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'passerelle-terminology-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('puts what was imported above what is configured, once there is something', () => {
    const imported = join(folder, 'imported');
    expect(openTerminology({ folders: [shipped], imported }).layers).toHaveLength(1);
    const gender = 'http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender';
    mkdirSync(imported);
    writeFileSync(
      join(imported, indexFile),
      compileIndex(readResources(codeSystem(gender, { F: 'Woman' })).reading.gathering),
    );
    const { layers, catalogue } = openTerminology({ folders: [shipped], imported });
    expect(layers).toHaveLength(2);
    expect(catalogue.terminology.display(gender, 'F', 'en')?.display).toBe('Woman');
    expect(catalogue.terminology.display(gender, 'M', 'en')?.display).toBe('Male');
    expect(catalogue.version).toMatch(/^test 1\.0, configured /);
  });

  it('does not go on without an index that is there and damaged', () => {
    writeFileSync(join(folder, indexFile), 'damaged');
    expect(() => openTerminology({ folders: [], imported: folder })).toThrow(
      expect.objectContaining({ code: 'PSR-7104' }),
    );
  });

  it('does without folders that are not there', () => {
    const { catalogue } = openTerminology({ folders: [join(folder, 'none')] });
    expect(catalogue.transcode({ system: 'urn:oid:2.999', code: 'x' }).gap).toBe('no-map');
  });

  it('refuses a table that is not valid', () => {
    writeFileSync(join(folder, 'bad.csv'), 'system,code,fr\n2.999,,x\n');
    expect(() => openTerminology({ folders: [folder] })).toThrow(
      expect.objectContaining({ code: 'PSR-7010', facts: expect.objectContaining({ file: 'bad.csv', line: 2 }) }),
    );
  });
});
