import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parseXml } from '@passerelle/xml';
import { corpusFiles, reportCorpusRun } from '../../../test/support/corpus.js';
import { catalogueOf } from './catalogue/catalogue.js';
import { compileTables } from './catalogue/load-catalogue.js';
import { uriOfOid } from './code-systems.js';
import { compileIndex } from './gather/compile.js';
import { Gathering } from './gather/gathering.js';
import { openIndex, type TerminologyIndex } from './lookup/terminology-index.js';
import { gatherSource } from './sources/gather-source.js';
import { locateSource } from './sources/locate-source.js';
import type { SourceProblem } from './sources/reading.js';

const terminology = fileURLToPath(new URL('../../../../shared/corpus/fhir/terminology/', import.meta.url));
const older = fileURLToPath(new URL('../../../../shared/corpus/myhealtheu/terminology/', import.meta.url));
const json = `${terminology}ehdsi-mvc-8.1.0-json`;
const xml = `${terminology}nictiz-epsosrepository-xml`;
const present = corpusFiles('fhir/terminology/ehdsi-mvc-8.1.0-json', '.json').length > 0;
const withCorpus = present ? describe : describe.skip;
const prefix = '1.3.6.1.4.1.12559.11.10.1.3.1.42.';

async function indexOf(
  places: readonly string[],
  encoding?: string,
): Promise<{ index: TerminologyIndex; problems: SourceProblem[] }> {
  const gathering = new Gathering();
  const problems: SourceProblem[] = [];
  for (const place of places) {
    const options = { readXml: parseXml, said: new Map(), ...(encoding !== undefined && { encoding }) };
    problems.push(...(await gatherSource(await locateSource(place), gathering, options)).problems);
  }
  return { index: openIndex(compileIndex(gathering)), problems };
}

it('the European catalogue is there, or it is said that it is not', () => {
  reportCorpusRun(
    'European catalogue',
    corpusFiles('fhir/terminology', '.json').length + corpusFiles('fhir/terminology', '.xml').length,
  );
});

withCorpus('the European catalogue 8.1.0 as FHIR', () => {
  it('has the value sets and the numbers of codes that were counted by other means', async () => {
    const { index, problems } = await indexOf([json]);
    expect(problems).toEqual([]);
    expect(index.valueSets).toHaveLength(59);
    expect(index.valueSets.filter(({ open }) => open !== undefined)).toEqual([]);
    const counts: Readonly<Record<number, number>> = {
      5: 14158,
      63: 7445,
      24: 6897,
      65: 2721,
      78: 1630,
      10: 1052,
      16: 889,
      2: 642,
      12: 85,
      28: 220,
      8: 1184,
      4: 249,
      13: 6,
      38: 54,
    };
    for (const [arc, count] of Object.entries(counts)) {
      const url = index.valueSetUrl(`${prefix}${arc}`);
      expect([arc, index.valueSets.find((each) => each.url === url)?.count]).toEqual([arc, count]);
    }
    expect(
      index.contains('http://terminology.ehdsi.eu/ValueSet/eHDSIDoseForm', 'http://standardterms.edqm.eu', '10219000'),
    ).toBe(true);
    expect(index.contains(`${prefix}12`, 'urn:oid:0.4.0.127.0.16.1.1.2.1', '20053000')).toBe(true);
    // EMDN is known by its OID although the package calls it by the address of a value set.
    expect(index.systems.find(({ uri }) => uri === 'urn:oid:1.3.6.1.4.1.12559.11.10.1.3.1.44.6')?.complete).toBe(true);
  });
});

withCorpus('the European catalogue in both forms', () => {
  it('is one: value sets and code systems are joined on their OIDs', async () => {
    const [ofJson, ofXml, both] = await Promise.all([indexOf([json]), indexOf([xml]), indexOf([xml, json])]);
    expect(ofXml.problems).toEqual([]);
    expect(ofXml.index.valueSets).toHaveLength(71);
    const urls = both.index.valueSets.map(({ url }) => url);
    // Those that only the XML has keep their OID for a name; every other has one URL.
    const ofBoth = ofJson.index.valueSets.filter(({ oids: [oid = ''] }) => ofXml.index.valueSetUrl(oid) !== undefined);
    expect(ofBoth.length).toBeGreaterThan(50);
    expect(urls).toHaveLength(71 + 59 - ofBoth.length);
    let compared = 0;
    for (const { url, oids } of ofBoth) {
      expect(urls).toContain(url);
      for (const { system, code } of ofJson.index.members(ofJson.index.valueSets.find((each) => each.url === url)!)) {
        // The later of the two sources decides who is a member; both name the same code the same way.
        expect(both.index.contains(oids[0]!, system, code)).toBe(true);
        if (ofXml.index.has(system, code)) compared++;
      }
    }
    expect(compared).toBeGreaterThan(30_000);
  }, 60_000);

  it('has the displays of the XML by language', async () => {
    const { index } = await indexOf([xml]);
    const counts = new Map<string, number>();
    for (const { displays } of index.concepts())
      for (const { language } of displays) counts.set(language, (counts.get(language) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(['en-GB', 'nl-NL']);
    expect(counts.get('nl-NL')).toBe(8);
    const absent = 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips';
    expect(index.display(absent, 'no-known-allergies', 'nl')?.language).toBe('nl-NL');
    expect(index.display('http://standardterms.edqm.eu', '20053000', 'en')).toMatchObject({
      display: 'Oral use',
      language: 'en-GB',
    });
  });

  it('is read in the form of epSOS too, but for a file that is no XML', async () => {
    const { index, problems } = await indexOf([`${older}mvc-epsos-repository-2017`]);
    expect(problems.map(({ file }) => file)).toEqual(['epSOS_CodedElements.xml']);
    expect(index.contains(`${prefix}34`, 'http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender', 'F')).toBe(
      true,
    );
    expect(index.display('http://snomed.info/sct', '6025007', 'en-US')?.display).toBe('Laparoscopic appendectomy');
    expect(index.display('http://snomed.info/sct', '6025007', 'en-GB')?.display).toBe('Laparoscopic appendicectomy');
  });

  it('is read from an extract of TSAM, in the encoding it was written in', async () => {
    const { index, problems } = await indexOf([`${older}tsam-db-csv-extract`], 'windows-1250');
    expect(problems).toEqual([]);
    expect(index.display('http://snomed.info/sct', '271650006', 'sk')?.display).toBe('diastolický artériový tlak');
    expect(index.map('http://snomed.info/sct', '271649006')).toMatchObject([
      { system: 'http://loinc.org', code: '8480-6' },
    ]);
    const wrong = await indexOf([`${older}tsam-db-csv-extract`]);
    expect(wrong.problems).toEqual([
      { file: 'designation.csv', line: 1, problem: 'the file is not in the encoding utf-8' },
    ]);
  });
});

withCorpus('translations of real test patients', () => {
  it('come out of our tables as they went in: codes by map, words by language', () => {
    const [header = '', ...lines] = readFileSync(`${terminology}translations-from-test-cdas.tsv`, 'utf8')
      .trim()
      .split('\n');
    const names = header.split('\t');
    const rows = lines.map((line) => Object.fromEntries(line.split('\t').map((value, at) => [names[at]!, value])));
    const quoted = (...fields: readonly (string | undefined)[]): string =>
      fields.map((field) => `"${field?.replaceAll('"', '""')}"`).join(',');
    const seen = new Set<string>();
    const unique = rows.filter(({ translationCodeSystem, translationCode }) => {
      const key = `${translationCodeSystem} ${translationCode}`;
      return !seen.has(key) && seen.add(key);
    });
    const isMap = (row: Record<string, string>): boolean =>
      row['codeSystem'] !== row['translationCodeSystem'] || row['code'] !== row['translationCode'];
    const maps = unique.filter(isMap);
    const displays = unique.filter((row) => !isMap(row) && row['docLanguage'] === 'fr-LU');
    const catalogue = catalogueOf(
      compileTables([
        {
          name: 'maps.csv',
          text: [
            '# version: 1',
            'source_system,source_code,target_system,target_code,target_display,source_display',
            ...maps.map((row) =>
              quoted(
                row['translationCodeSystem'],
                row['translationCode'],
                row['codeSystem'],
                row['code'],
                row['display'],
                row['translationDisplay'],
              ),
            ),
            '',
          ].join('\n'),
        },
        {
          name: 'displays.csv',
          text: [
            'system,code,fr',
            ...displays.map((row) => quoted(row['codeSystem'], row['code'], row['translationDisplay'])),
            '',
          ].join('\n'),
        },
      ]),
    );
    expect(maps.length).toBeGreaterThan(10);
    expect(displays.length).toBeGreaterThan(10);
    for (const row of maps) {
      const coding = { system: uriOfOid(row['translationCodeSystem']!), code: row['translationCode']! };
      expect(catalogue.transcode(coding).coding).toMatchObject({
        system: uriOfOid(row['codeSystem']!),
        code: row['code'],
        display: row['display'],
        translations: [{ ...coding, display: row['translationDisplay'] }],
      });
    }
    for (const row of displays) {
      const coding = { system: uriOfOid(row['codeSystem']!), code: row['code']!, display: row['display']! };
      const { coding: shown, gap } = catalogue.translate(coding, 'fr-LU');
      expect([shown.display?.toLowerCase(), gap]).toEqual([row['translationDisplay']!.toLowerCase(), undefined]);
    }
  });
});
