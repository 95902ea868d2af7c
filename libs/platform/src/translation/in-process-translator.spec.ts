import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { fixedClock, sha256 } from '@passerelle/kernel';
import { CodeGapCounter } from '@passerelle/summary';
import { catalogueOf, openTerminology, type Catalogue } from '@passerelle/terminology';
import { prepareImport } from '@passerelle/terminology/imports';
import { parseXml } from '@passerelle/xml';
import type { SchemaFault, XmlSchema } from '@passerelle/xml/schema';
import { smallCatalogue, withGestationalAge, type SmallCatalogue } from '../../../../test/support/small-catalogue.js';
import { silentLogger, type Logger } from '../logging/logger.js';
import { inProcessTranslator } from './in-process-translator.js';

// Without any map, so that something is missing.
const { catalogue } = openTerminology({ folders: [] });
const octets = readFileSync(new URL('../../../../test/fixtures/national/lu/rich.xml', import.meta.url));
const record = {
  format: 'cda-level-3',
  mediaType: 'application/xml',
  octets,
  sha256: sha256(octets),
  part: 'source',
} as const;

/** An official schema that says the same of every document. */
function schemaThatSays(faults: readonly SchemaFault[]): XmlSchema {
  return { files: [], validate: () => Promise.resolve([...faults]), dispose: () => undefined };
}

function translator(
  schema?: XmlSchema,
  codeGaps: CodeGapCounter = new CodeGapCounter(),
  codes: Catalogue = catalogue,
  logger: Logger = silentLogger,
): ReturnType<typeof inProcessTranslator> {
  return inProcessTranslator(
    {
      catalogue: codes,
      clock: fixedClock('2024-06-03T09:18:54Z'),
      country: 'LU',
      language: 'fr-LU',
      ...(schema !== undefined && { schema }),
    },
    { codeGaps, logger },
  );
}

describe('the translator of a node', () => {
  it('tells by which terminology it translated, and counts the codes that have no European one', async () => {
    const codeGaps = new CodeGapCounter();
    const translated = await translator(undefined, codeGaps).translate(record, ['eps-bundle', 'pivot-cda']);
    if (!translated.ok) throw translated.error;
    expect(translated.value.documents.map(({ format }) => format)).toEqual(['eps-bundle', 'pivot-cda']);
    expect(translated.value.facts).toMatchObject({ catalogue: catalogue.version, catalogueDigest: catalogue.digest });
    // One document, although two were written of it.
    expect(codeGaps.snapshot()).toMatchObject({ documents: 1, codings: expect.any(Number) });
    expect(codeGaps.snapshot().gaps.length).toBeGreaterThan(0);
  });
});

describe('the gate of the translator', () => {
  it('lets documents out that keep the rules', async () => {
    const result = await translator().translate(record, ['eps-bundle', 'pivot-cda']);
    expect(result).toMatchObject({
      ok: true,
      value: { documents: [{ format: 'eps-bundle' }, { format: 'pivot-cda' }] },
    });
  });

  it('asks the official schema where one is configured, and closes on its word', async () => {
    const refusing = schemaThatSays([{ place: '/*', element: 'ClinicalDocument', kind: 'element' }]);
    expect(await translator(schemaThatSays([])).translate(record, ['pivot-cda'])).toMatchObject({ ok: true });
    expect(await translator(refusing).translate(record, ['pivot-cda'])).toMatchObject({
      ok: false,
      error: { code: 'PSR-1110', facts: { count: 1, first: 'cda-schema' } },
    });
  });

  it('does not ask the schema of CDA about a Bundle', async () => {
    const refusing = schemaThatSays([{ place: '/*', element: 'ClinicalDocument', kind: 'element' }]);
    expect(await translator(refusing).translate(record, ['eps-bundle'])).toMatchObject({ ok: true });
  });
});

describe('the gate of the translator, with a catalogue that was imported', () => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-gate-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const pivot = readFileSync(new URL('../../../../test/fixtures/pivot/full.xml', import.meta.url), 'utf8');
  const pregnant = Buffer.from(withGestationalAge(pivot));

  async function verdictOf(codes: SmallCatalogue, format: 'eps-bundle' | 'pivot-cda'): Promise<string> {
    const file = join(folder, 'catalogue.json');
    writeFileSync(file, JSON.stringify(smallCatalogue(codes)));
    const { index } = await prepareImport([file], { into: join(folder, 'imports'), readXml: parseXml });
    const source = { ...record, octets: pregnant, sha256: sha256(pregnant) };
    const told: string[] = [];
    const logger = { ...silentLogger, warn: (_event: string, facts?: object) => void told.push(JSON.stringify(facts)) };
    const translated = await translator(undefined, undefined, catalogueOf(index), logger).translate(source, [format]);
    return translated.ok ? 'open' : `${translated.error.code} ${told.join()}`;
  }

  it.each([
    ['opens for a document code of its value set', 'pivot-cda', { documents: ['60591-5'] }, /^open$/],
    ['closes for one outside it', 'pivot-cda', { documents: ['34133-9'] }, /^PSR-1110 .*pivot-value-set-required/],
    ['opens for a code that only should be of its value set', 'pivot-cda', { sections: ['10160-0'] }, /^open$/],
    ['opens where it does not know the value set', 'pivot-cda', { gestationalAges: ['18185-9'] }, /^open$/],
    ['opens for a code of the value set of a profile', 'eps-bundle', { gestationalAges: ['11884-4'] }, /^open$/],
    ['closes for one outside it', 'eps-bundle', { gestationalAges: ['18185-9'] }, /^PSR-1110 .*required-binding/],
    ['opens where it does not know the value set', 'eps-bundle', { documents: ['34133-9'] }, /^open$/],
    ['opens where nobody can tell what is in the value set', 'eps-bundle', { gestationalAges: 'open' }, /^open$/],
  ] as const)('%s (%s, %j)', async (_what, format, codes, expected) => {
    expect(await verdictOf(codes, format)).toMatch(expected);
  });

  it('answers “not known” for every value set with what the repository ships', () => {
    const { catalogue: shipped, layers } = openTerminology({
      folders: [new URL('../../../../config/terminology', import.meta.url).pathname],
    });
    expect(layers.flatMap(({ valueSets }) => valueSets)).toEqual([]);
    const european = Array.from({ length: 90 }, (_, arc) => `1.3.6.1.4.1.12559.11.10.1.3.1.42.${arc}`);
    for (const valueSet of [...european, 'http://hl7.eu/fhir/eps/ValueSet/gestational-age-loinc'])
      expect(shipped.terminology.contains(valueSet, 'http://loinc.org', '60591-5')).toBeUndefined();
  });
});
