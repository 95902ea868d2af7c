import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { PasserelleError } from '@passerelle/kernel';
import type { TextFile } from '../sources/reading.js';
import { compileTables, loadCatalogue } from './load-catalogue.js';

const header = 'source_system,source_code,target_system,target_code,target_display,source_display,target_version';
const version = '# version: 2026-01-01';

function mapFile(name: string, ...rows: readonly string[]): TextFile {
  return { name, text: [version, header, ...rows, ''].join('\n') };
}

const routes = mapFile('routes.csv', '1.3.182.5.31,38,0.4.0.127.0.16.1.1.2.1,20053000,Oral use,orale,2025-01-07');

function refusal(...files: readonly TextFile[]): PasserelleError {
  try {
    loadCatalogue(files);
  } catch (caught) {
    if (caught instanceof PasserelleError) return caught;
    throw caught;
  }
  throw new Error('the catalogue was accepted');
}

describe('transcode', () => {
  it('gives the European coding with the national one nested in it', () => {
    const national = { system: 'urn:oid:1.3.182.5.31', code: '38', systemName: 'VIDAL ROUTES', display: 'orale' };
    expect(loadCatalogue([routes]).transcode(national).coding).toEqual({
      system: 'http://standardterms.edqm.eu',
      code: '20053000',
      version: '2025-01-07',
      display: 'Oral use',
      language: 'en',
      systemName: 'EDQM',
      translations: [national],
    });
  });

  it('keeps the translations a coding already has inside the nested coding', () => {
    const earlier = { system: 'urn:oid:1.2.3', code: 'x', display: 'mond' };
    const national = { system: 'urn:oid:1.3.182.5.31', code: '38', display: 'orale', translations: [earlier] };
    expect(loadCatalogue([routes]).transcode(national).coding.translations).toEqual([national]);
  });

  it('says which row of which file of which catalogue it used', () => {
    const catalogue = loadCatalogue([routes]);
    expect(catalogue.transcode({ system: 'urn:oid:1.3.182.5.31', code: '38' }).provenance).toEqual({
      kind: 'map',
      relationship: 'equivalent',
      catalogue: 'routes',
      version: '2026-01-01',
      digest: catalogue.digest,
      row: 3,
    });
  });

  it('takes the national display of the row where the record has none', () => {
    const coded = loadCatalogue([routes]).transcode({ system: 'urn:oid:1.3.182.5.31', code: '38' });
    expect(coded.coding.translations?.[0]?.display).toBe('orale');
  });

  it.each([
    { system: 'urn:oid:1.3.182.5.31', code: '39' },
    { system: 'urn:oid:1.3.182.5.99', code: '38' },
    { system: '', code: '38' },
    { system: 'urn:oid:1.3.182.5.31', code: '' },
  ])('leaves $system $code, which no row has, as it is, and says that it has no map', (coding) => {
    const outcome = loadCatalogue([routes]).transcode(coding);
    expect(outcome).toEqual({ coding, gap: 'no-map' });
    expect(outcome.coding).toBe(coding);
  });

  it('leaves a code of a shared system as it is, and finds nothing wrong with it', () => {
    const coding = { system: 'http://snomed.info/sct', code: '73211009', display: 'Diabetes mellitus' };
    expect(loadCatalogue([routes]).transcode(coding)).toEqual({ coding });
  });

  it('keeps codes of a form and prefers the row of the code itself', () => {
    const catalogue = loadCatalogue([
      mapFile(
        'icd.csv',
        '1.3.182.5.29,*,2.16.840.1.113883.6.3,*,,,',
        '1.3.182.5.29,???.?,http://hl7.org/fhir/sid/icd-10,*,,,2019',
        '1.3.182.5.29,A06.6,http://hl7.org/fhir/sid/icd-10,A06.6,Amoebic brain abscess,,2019',
      ),
    ]);
    const of = (code: string) => catalogue.transcode({ system: 'urn:oid:1.3.182.5.29', code, display: 'en français' });
    expect(of('A06.6')).toMatchObject({
      coding: { code: 'A06.6', display: 'Amoebic brain abscess' },
      provenance: { row: 5 },
    });
    expect(of('I10.0')).toMatchObject({
      coding: { code: 'I10.0', display: 'en français', version: '2019' },
      provenance: { row: 4, displayFromSource: true },
    });
    expect(of('I10.01').provenance).toMatchObject({ row: 3 });
    expect(of('').provenance).toBeUndefined();
  });

  it('finds rows whether systems are written as OID, as URI of the OID or as URI', () => {
    const vaccines = mapFile(
      'v.csv',
      '2.16.840.1.113883.6.96,428214002,http://www.whocc.no/atc,J07AF,Diphtheria vaccines,,',
    );
    const catalogue = loadCatalogue([vaccines]);
    for (const system of ['http://snomed.info/sct', 'urn:oid:2.16.840.1.113883.6.96']) {
      expect(catalogue.transcode({ system, code: '428214002' }).coding.code).toBe('J07AF');
    }
  });
});

describe('catalogue', () => {
  const forms = mapFile('forms.csv', '1.3.182.5.36,59,0.4.0.127.0.16.1.1.2.1,10219000,Tablet,cp,');

  it('has one digest whatever the order of its files, and another when a file changes', () => {
    const digest = loadCatalogue([routes, forms]).digest;
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(loadCatalogue([forms, routes]).digest).toBe(digest);
    expect(loadCatalogue([routes, { ...forms, text: forms.text.replace('cp', 'comprimé') }]).digest).not.toBe(digest);
  });

  it('has the version of its newest file', () => {
    const newer = { ...forms, text: forms.text.replace('2026-01-01', '2026-03-01') };
    expect(loadCatalogue([newer, routes]).version).toBe('configured 2026-03-01');
  });

  it('accepts a file with byte order mark, CRLF and without the optional column', () => {
    const text = `\ufeff${version}\r\n${header.replace(',target_version', '')}\r\n1.2,a,1.3,b,B,\r\n`;
    expect([...compileTables([{ name: 'crlf.csv', text }]).rows()]).toHaveLength(1);
  });

  const row = '1.2.3,a,1.2.4,b,B,,';
  it.each([
    ['an unknown column', `${version}\n${header},comment\n`, 2, 'the column comment is unknown'],
    [
      'a missing column',
      `${version}\n${header.replace('target_display,', '')}\n`,
      2,
      'the column target_display is missing',
    ],
    ['a repeated column', `${version}\n${header},source_code\n`, 2, 'the column source_code stands twice'],
    ['a file without version', `${header}\n${row}\n`, 1, 'there is no line "# version: <version>" at the head'],
    ['an empty file', '', 1, 'there is no line "# version: <version>" at the head'],
    ['a file without header', `${version}\n`, 2, 'there is no header row'],
    ['an unclosed quote', `${version}\n${header}\n1.2.3,a,1.2.4,b,"B,,\n`, 3, 'a quoted field is not closed'],
    ['a short row', `${version}\n${header}\n1.2.3,a,1.2.4,b\n`, 3, 'there are 4 fields where the header has 7'],
    [
      'a system that is no system',
      `${version}\n${header}\nSNOMED,a,1.2.4,b,B,,\n`,
      3,
      'source_system is neither an OID nor a URI',
    ],
    ['an empty source code', `${version}\n${header}\n1.2.3,,1.2.4,b,B,,\n`, 3, 'source_code is empty'],
    ['an empty target code', `${version}\n${header}\n1.2.3,a,1.2.4,,B,,\n`, 3, 'target_code is empty'],
    ['an empty display', `${version}\n${header}\n1.2.3,a,1.2.4,b,,,\n`, 3, 'target_display is empty'],
    [
      'a form on one side only',
      `${version}\n${header}\n1.2.3,*,1.2.4,b,B,,\n`,
      3,
      'target_code is * beside a form of source codes, and only there',
    ],
    [
      'a display beside a form',
      `${version}\n${header}\n1.2.3,*,1.2.4,*,B,,\n`,
      3,
      'target_display stands beside a form of codes, which have a display each',
    ],
    [
      'a value set that is none',
      `${version}\n${header},value_set\n1.2.3,a,1.2.4,b,B,,,eHDSI\n`,
      3,
      'value_set is neither an OID nor a URL',
    ],
    [
      'a source row with another target',
      `${version}\n${header}\n${row}\n1.2.3,a,1.2.4,c,C,,\n`,
      4,
      'the code a has another target in bad.csv:3',
    ],
    ['a repeated row', `${version}\n${header}\n${row}\n${row}\n`, 4, 'the row repeats bad.csv:3'],
  ])('refuses %s and names the file and the line', (_, text, line, problem) => {
    const error = refusal({ name: 'bad.csv', text });
    expect(error).toMatchObject({ code: 'PSR-7010', facts: { file: 'bad.csv', line } });
    expect(error.facts['problems']).toContain(`bad.csv:${line} ${problem}`);
  });

  it('refuses a source row that another file maps to another target', () => {
    const other = mapFile('other.csv', '1.3.182.5.31,38,0.4.0.127.0.16.1.1.2.1,20061000,Rectal use,orale,');
    expect(refusal(routes, other).facts['problems']).toContain(
      'routes.csv:3 the code 38 has another target in other.csv:3',
    );
  });

  it('lists the problems of all files at once', () => {
    const bad = mapFile('bad.csv', '1.2.3,,1.2.4,b,B,,', '1.2.3,a,1.2.4,b,,,');
    expect(refusal(bad, { name: 'worse.csv', text: '' }).facts['count']).toBe(4);
  });
});

describe('the maps of the repository', () => {
  const folder = new URL('../../../../config/terminology/maps/', import.meta.url);
  const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
  const catalogue = loadCatalogue(files);

  it.each([
    ['1.3.182.5.31', '38', 'http://standardterms.edqm.eu', '20053000'],
    ['1.3.182.5.31', '27', 'http://standardterms.edqm.eu', '20035000'],
    ['1.3.182.5.36', '461', 'http://standardterms.edqm.eu', '10105000'],
    ['1.3.182.5.36', '59', 'http://standardterms.edqm.eu', '10219000'],
    ['1.3.182.5.35', '3728', 'http://www.whocc.no/atc', 'J05AF01'],
    ['1.3.182.5.35', '18416', 'http://www.whocc.no/atc', 'J05AF06'],
    ['1.3.182.5.35', '18996', 'http://www.whocc.no/atc', 'J05AF07'],
    ['1.3.182.5.35', '18204', 'http://www.whocc.no/atc', 'J05AG01'],
    ['1.3.182.5.33', 'M52CB99', 'http://snomed.info/sct', '314523008'],
    ['1.3.182.5.29', 'A06.6', 'http://hl7.org/fhir/sid/icd-10', 'A06.6'],
    ['1.3.182.5.29', 'B20', 'http://hl7.org/fhir/sid/icd-10', 'B20'],
    ['2.16.840.1.113883.6.96', '428214002', 'http://www.whocc.no/atc', 'J07AF'],
    ['2.16.840.1.113883.6.96', '423531006', 'http://www.whocc.no/atc', 'J07AH'],
    ['2.16.840.1.113883.6.96', '333598008', 'http://www.whocc.no/atc', 'J07AL'],
    ['2.16.840.1.113883.6.96', '61153008', 'http://www.whocc.no/atc', 'J07BD52'],
  ])('map %s %s to %s %s', (oid, code, system, target) => {
    expect(catalogue.transcode({ system: `urn:oid:${oid}`, code }).coding).toMatchObject({ system, code: target });
  });

  it('leave a diagnosis that only ICD-10-CM has as it is', () => {
    expect(catalogue.transcode({ system: 'urn:oid:1.3.182.5.29', code: 'E11.65' }).gap).toBe('no-map');
  });
});
