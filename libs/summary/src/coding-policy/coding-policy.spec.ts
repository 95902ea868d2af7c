import { describe, expect, it } from '@jest/globals';
import { fixedClock, PasserelleError } from '@passerelle/kernel';
import { compileTables, catalogueOf, type Catalogue, type Terminology } from '@passerelle/terminology';
import { documentXml, problemsXml } from '../cda/testing/document-xml.js';
import type { PatientSummary } from '../model/summary.js';
import { readSummary } from '../read-summary.js';
import { transcodeSummary } from '../transcode.js';
import { translate } from '../translate.js';
import { translateDisplays } from '../translate-displays.js';
import { withNullFlavors } from './apply-policy.js';
import type { CodingPolicy } from './coded-elements.js';
import { lookUpCodes } from './look-up.js';

const clock = fixedClock('2026-01-02T03:04:05Z');
const icd10 = '1.3.6.1.4.1.12559.11.10.1.3.1.44.2';
const national = '1.3.182.5.29';
const octetsOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const document = (problems: string): Uint8Array =>
  octetsOf(documentXml({ body: `<structuredBody>${problems}</structuredBody>` }));

const tables = compileTables([
  {
    name: 'lu.csv',
    text: `# version: 1\nsource_system,source_code,target_system,target_code,target_display,source_display\n${national},B20,${icd10},B20,HIV disease,VIH\n`,
  },
  { name: 'fr.csv', text: `system,code,fr\n${icd10},B20,Maladie due au VIH\n` },
]);

/** The tables, and the value set of problems with B20 as its only code. */
const catalogue: Catalogue = catalogueOf({
  ...open(tables),
  contains: (valueSet, _system, code) =>
    valueSet.endsWith('.42.5') || valueSet.endsWith('.42.63') ? code === 'B20' : undefined,
});

/** The methods of an index, which a spread of the instance would lose. */
function open(index: Terminology): Terminology {
  const { version, digest } = index;
  return {
    version,
    digest,
    display: (system, code, language) => index.display(system, code, language),
    has: (system, code) => index.has(system, code),
    concept: (system, code) => index.concept(system, code),
    covers: (system) => index.covers(system),
    contains: (valueSet, system, code) => index.contains(valueSet, system, code),
    map: (system, code, target) => index.map(system, code, target),
    valueSetUrl: (name) => index.valueSetUrl(name),
    uriOfOid: (oid) => index.uriOfOid(oid),
    oidsOf: (system) => index.oidsOf(system),
  };
}

describe('transcoding a summary', () => {
  const nationalProblems = problemsXml(['B20', 'A00']).replaceAll(icd10, national);
  const { summary } = readSummary(document(nationalProblems));
  const transcoded = transcodeSummary(summary, catalogue);

  it('says where each code comes from, and which lack a European one', () => {
    const [first, second] = summary.sections[0]!.entries.map(({ path }) => path);
    expect(transcoded.provenance.get(first!)).toMatchObject([{ kind: 'map', catalogue: 'lu', version: '1', row: 3 }]);
    expect(transcoded.provenance.has(second!)).toBe(false);
    expect(transcoded.coverage.gaps).toMatchObject([
      { element: 'problems.code', system: `urn:oid:${national}`, code: 'A00', reason: 'no-map', usage: 'RNFA' },
    ]);
  });

  it('counts what it looked at and what it changed', () => {
    expect(transcoded.coverage.changed).toBe(1);
    expect(transcoded.coverage.codings).toBeGreaterThanOrEqual(3);
  });

  it('lets the pivot say that a code of RNFA has no European one, with its words and its national code', () => {
    const { octets, report } = translate(document(nationalProblems), 'pivot', { clock, catalogue });
    const xml = new TextDecoder().decode(octets);
    expect(xml).toMatch(
      /<value [^>]*nullFlavor="OTH"[^>]*><originalText>[^<]+<\/originalText><translation code="A00" codeSystem="1\.3\.182\.5\.29"/,
    );
    expect(xml).toContain(`code="B20" codeSystem="${icd10}"`);
    expect(report.codes).toMatchObject({
      catalogue: { version: catalogue.version, digest: catalogue.digest },
      gaps: [{ element: 'problems.code', system: `urn:oid:${national}`, reason: 'no-map', usage: 'RNFA', count: 1 }],
    });
    // It is read back as what it was.
    const [, second] = problemsOf(readSummary(octets).summary);
    expect(second).toMatchObject({ code: { coding: { code: 'A00' }, absence: 'OTH' } });
  });

  it('keeps the national code in EPS, whose bindings allow it', () => {
    const eps = new TextDecoder().decode(translate(document(nationalProblems), 'eps', { clock, catalogue }).octets);
    expect(eps).toContain('"code":"A00"');
    expect(eps).not.toContain('"valueCode":"OTH"');
  });

  it('does not touch a code of which nobody knows whether it is in the value set', () => {
    const source = document(problemsXml(['A00']));
    const { octets, report } = translate(source, 'pivot', { clock, catalogue: catalogueOf(tables) });
    expect(report.codes?.gaps).toEqual([]);
    expect(new TextDecoder().decode(octets)).toContain(`code="A00" codeSystem="${icd10}"`);
    const judged = translate(source, 'pivot', { clock, catalogue });
    expect(judged.report.codes?.gaps).toMatchObject([{ reason: 'outside-value-set' }]);
    expect(new TextDecoder().decode(judged.octets)).toContain(`<translation code="A00" codeSystem="${icd10}"`);
  });

  it('refuses the pivot where a code is required, and tells which', () => {
    const strict: CodingPolicy = new Map([['problems.code', { usage: 'R', valueSets: [] }]]);
    const { summary: strictly, coverage } = transcodeSummary(summary, catalogue, strict);
    expect(() => withNullFlavors(strictly, coverage)).toThrow(
      expect.objectContaining({ code: 'PSR-1114', facts: { element: 'problems.code', system: `urn:oid:${national}` } }),
    );
    expect(new PasserelleError('PSR-1114').registered.ehdsi).toBe('4505');
    const optional: CodingPolicy = new Map([['problems.code', { usage: 'O', valueSets: [] }]]);
    const optionally = transcodeSummary(summary, catalogue, optional);
    expect(withNullFlavors(optionally.summary, optionally.coverage)).toBe(optionally.summary);
  });

  it('expects no European code where the policy does not', () => {
    const policy: CodingPolicy = new Map([['problems.code', { usage: 'NA', valueSets: [] }]]);
    expect(transcodeSummary(summary, catalogue, policy).coverage.gaps).toEqual([]);
  });
});

describe('translating the displays of a summary', () => {
  const pivot = translate(document(problemsXml(['B20', 'A00'])), 'pivot', { clock, catalogue: catalogueOf(tables) });
  const { summary } = readSummary(pivot.octets);

  it('shows the reader’s language, keeps the codes, and tells what it could not show', () => {
    const { summary: shown, coverage } = translateDisplays(summary, 'fr-LU', catalogue);
    const [first, second] = problemsOf(shown);
    expect(first).toMatchObject({
      code: { coding: { code: 'B20', display: 'Maladie due au VIH', language: 'fr', translations: [{ code: 'B20' }] } },
    });
    expect(second).toMatchObject({ code: { coding: { code: 'A00' } } });
    expect(coverage.gaps.filter(({ element }) => element === 'problems.code')).toMatchObject([
      { code: 'A00', reason: 'no-designation', usage: 'RNFA' },
    ]);
  });

  it('leaves no code without words that had some', () => {
    const { summary: shown } = translateDisplays(summary, 'el', catalogue);
    const before = displaysOf(summary);
    expect(displaysOf(shown)).toEqual(before);
    expect(before.filter((display) => display === undefined || display === '')).toEqual([]);
  });

  it('is part of a translation where a language is asked for', () => {
    const { report, octets } = translate(pivot.octets, 'canonical', { clock, catalogue, displayLanguage: 'fr' });
    expect(report.codes?.language).toBe('fr');
    expect(new TextDecoder().decode(octets)).toContain('Maladie due au VIH');
    // Country A has judged the codes; what it let pass is shown.
    const shown = translate(pivot.octets, 'pivot', { clock, catalogue, displayLanguage: 'fr' });
    expect(new TextDecoder().decode(shown.octets)).not.toContain('nullFlavor="OTH"');
  });

  it('refuses where words are required', () => {
    const strict: CodingPolicy = new Map([['problems.code', { usage: 'R', valueSets: [] }]]);
    expect(() => translateDisplays(summary, 'fr', catalogue, strict)).toThrow(
      expect.objectContaining({ code: 'PSR-1115', facts: { element: 'problems.code', language: 'fr' } }),
    );
    expect(new PasserelleError('PSR-1115').registered.ehdsi).toBe('4512');
  });
});

function problemsOf({ sections }: PatientSummary): PatientSummary['sections'][number]['entries'] {
  return sections.find(({ concept }) => concept === 'problems')?.entries ?? [];
}

function displaysOf(summary: PatientSummary): (string | undefined)[] {
  const displays: (string | undefined)[] = [];
  lookUpCodes(summary, new Map(), (coding) => {
    displays.push(coding.display);
    return { coding };
  });
  return displays;
}
