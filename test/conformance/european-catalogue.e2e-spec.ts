import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCda } from '@passerelle/cda';
import { checkEps } from '@passerelle/fhir';
import { parseFhirJson } from '@passerelle/fhir/json';
import { PasserelleError, type Finding } from '@passerelle/kernel';
import { readSummary, translateAll, type Translation } from '@passerelle/summary';
import { catalogueOf, layered, openTerminology, type Catalogue } from '@passerelle/terminology';
import { prepareImport } from '@passerelle/terminology/imports';
import { parseXml } from '@passerelle/xml';
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';
import { clock } from '../support/translation.js';
import { schemaFaults, schemaUnavailable } from '../support/xmllint.js';

// Documents of others, translated with the whole European catalogue 8.1.0: the coding policy and the gates then judge every
// code by it.
const terminology = fileURLToPath(new URL('../../../shared/corpus/fhir/terminology/', import.meta.url));
const sources = [`${terminology}nictiz-epsosrepository-xml`, `${terminology}ehdsi-mvc-8.1.0-json`];
const files = [
  ...corpusFiles('myhealtheu/cda/patient-summary', '.xml'),
  ...corpusFiles('fhir/bundles', '.json').filter((file) => !/hdr|lab/.test(file)),
];
const present = corpusFiles('fhir/terminology/ehdsi-mvc-8.1.0-json', '.json').length > 0;
const withCorpus = present ? describe : describe.skip;

/** Places of the codes that the pivot says `OTH` in the place of: no code of another value set may be left there. */
const mayBeNull =
  /(?:(?:playingEntity|ingredientSubstance|generalizedMaterialKind)\/code|administrativeGenderCode|confidentialityCode|\/entry[^/]*\/act\/entryRelationship[^/]*\/observation\/value)$/;

function errorsOf(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity === 'error');
}

it('says on how many documents of others the European catalogue was used', () => {
  reportCorpusRun('summaries with the European catalogue', present ? files.length : 0);
});

withCorpus('a summary of others with the European catalogue', () => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-catalogue-'));
  /** The pivots. */
  const translations: Translation[] = [];
  const bundles: Translation[] = [];
  let catalogue: Catalogue;

  beforeAll(async () => {
    const { index } = await prepareImport(sources, { into: join(folder, 'imports'), readXml: parseXml });
    const { layers } = openTerminology({
      folders: [fileURLToPath(new URL('../../config/terminology', import.meta.url))],
    });
    catalogue = catalogueOf(layered([index, ...layers]));
    for (const file of files) {
      try {
        const options = { clock, catalogue, country: 'LU', language: 'en-GB' };
        const [pivot, eps] = translateAll(readFileSync(file), ['pivot', 'eps'], options);
        translations.push(pivot!);
        bundles.push(eps!);
      } catch (error) {
        if (!(error instanceof PasserelleError) || error.code === 'PSR-9001') throw error;
      }
    }
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('becomes a pivot that keeps the rules and the schema, null flavours and all', () => {
    expect(translations.length).toBeGreaterThan(80);
    const findings = translations.flatMap(({ octets }) =>
      checkCda(parseXml(octets), { membership: catalogue.terminology }),
    );
    expect(errorsOf(findings)).toEqual([]);
    // That the gate does judge codes: it warns of those of optional elements, which stay as they are.
    const outside = findings.filter(({ rule }) => rule === 'pivot-value-set');
    expect(outside.length).toBeGreaterThan(100);
    expect(outside.filter(({ expression }) => mayBeNull.test(expression))).toEqual([]);
    process.stdout.write(`corpus: codes of optional elements of pivots outside their value set: ${outside.length}\n`);
    const reason = schemaUnavailable();
    if (reason !== undefined) return void process.stdout.write(`pivots: schema not asked: ${reason}\n`);
    const written = translations.map(({ octets }, at) => {
      const file = join(folder, `${at}.xml`);
      writeFileSync(file, octets);
      return file;
    });
    expect(schemaFaults(written)).toEqual([]);
  });

  it('becomes an EPS that keeps its rules', () => {
    expect(bundles.length).toBe(translations.length);
    const codes = catalogue.terminology;
    expect(errorsOf(bundles.flatMap(({ octets }) => checkEps(parseFhirJson(octets), { codes })))).toEqual([]);
  });

  it('keeps every code it had, also where the pivot may only say that there is none', () => {
    let nulled = 0;
    for (const { octets, coverage } of translations) {
      const kept = JSON.stringify(readSummary(octets).summary);
      for (const { usage, code } of coverage?.gaps ?? []) {
        if (usage !== 'RNFA') continue;
        nulled++;
        expect(kept.includes(code)).toBe(true);
      }
    }
    expect(nulled).toBeGreaterThan(50);
    process.stdout.write(`corpus: codes of RNFA elements outside the European catalogue: ${nulled}\n`);
  });

  it('has English words for what the catalogue has them for, and names the catalogue in its report', () => {
    for (const { report } of translations) expect(report.codes?.catalogue.digest).toBe(catalogue.digest);
    const changed = translations.reduce((sum, { report }) => sum + (report.codes?.changed ?? 0), 0);
    expect(changed).toBeGreaterThan(100);
  });
});
