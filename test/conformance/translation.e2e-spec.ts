import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkCda, checkPivotPair } from '@passerelle/cda';
import { checkEps } from '@passerelle/fhir';
import type { Finding } from '@passerelle/kernel';
import { readSummary, translate, type Translation } from '@passerelle/summary';
import { parseXml, path, textOf as textOfElement } from '@passerelle/xml';
import type { Bundle } from 'fhir/r4.js';
import { records, refused, type FixtureRow } from '../support/fixtures.js';
import { catalogue, clock, translatedOrRefused, translateFile } from '../support/translation.js';
import { schemaFaults, schemaUnavailable } from '../support/xmllint.js';

const structured = records.filter(({ name }) => !name.includes('pdf-only'));

function record(part: string): FixtureRow {
  return records.find(({ name }) => name === `national/${part}`)!;
}

function textOf({ octets }: Translation): string {
  return Buffer.from(octets).toString('utf8');
}

function errors(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity === 'error');
}

describe('a national record as European FHIR document', () => {
  it.each(records)('$name passes the gate and accounts for every entry', ({ file, entries }) => {
    const translation = translateFile(file, 'eps');
    expect(errors(checkEps(JSON.parse(textOf(translation))))).toEqual([]);
    expect(translation.report.entries).toHaveLength(entries!);
    expect(translation.report.totals['not-carried']).toBe(0);
  });

  it.each(records)('$name is written the same at every writing', ({ file }) => {
    expect(textOf(translateFile(file, 'eps'))).toBe(textOf(translateFile(file, 'eps')));
  });
});

describe('a national record as pivot CDA', () => {
  it.each(structured)('$name keeps the rules of the pivot and accounts for every entry', ({ file, entries }) => {
    const translation = translateFile(file, 'pivot');
    expect(errors(checkCda(parseXml(translation.octets)))).toEqual([]);
    expect(translation.report.entries).toHaveLength(entries!);
    expect(translation.report.totals['not-carried']).toBe(0);
  });

  it('is valid against the CDA schema', () => {
    const reason = schemaUnavailable();
    if (reason !== undefined) return void process.stdout.write(`pivots: schema not asked: ${reason}\n`);
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-pivots-'));
    const files = structured.map(({ name, file }) => {
      const pivot = join(folder, `${name.replaceAll('/', '-')}.xml`);
      writeFileSync(pivot, translateFile(file, 'pivot').octets);
      return pivot;
    });
    expect(schemaFaults(files).map((line) => line.slice(folder.length + 1))).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});

describe('what a translation must not lose or add', () => {
  it('carries every entry of a record in structure', () => {
    for (const target of ['eps', 'pivot'] as const) {
      const { report } = translateFile(record('lu/rich.xml').file, target);
      expect(report.totals['narrative-only']).toBe(0);
    }
  });

  it('carries what the model cannot hold as narrative, and says so', () => {
    const denied = readFileSync(record('lu/rich.xml').file, 'utf8').replaceAll(
      '<organizer classCode="CLUSTER" moodCode="EVN">',
      '<act classCode="ACT" moodCode="EVN" negationInd="true"/><organizer classCode="CLUSTER" moodCode="EVN">',
    );
    for (const target of ['eps', 'pivot'] as const) {
      const translation = translate(Buffer.from(denied), target, { clock, catalogue });
      const { report } = translation;
      expect(report.totals['narrative-only']).toBe(2);
      expect(
        report.entries.filter(({ outcome }) => outcome === 'narrative-only').map(({ section }) => section),
      ).toEqual(['8716-3', '8716-3']);
      expect(textOf(translation)).toContain('Tension diastolique');
    }
  });

  it('puts European codes in the place of national ones and keeps the national ones', () => {
    const eps = translateFile(record('lu/rich.xml').file, 'eps');
    expect(eps.report.totals.transcoded).toBeGreaterThan(0);
    const text = textOf(eps);
    expect(text).toContain('urn:oid:1.3.182.5.31');
    expect(text).toContain('"20053000"');
    expect(text).toContain('J05AF06');
  });

  it('tells an asserted absence from a lack of information', () => {
    const meanings = (name: string): unknown[] =>
      translateFile(record(name).file, 'eps').summary.sections.flatMap(({ entries }) =>
        entries.map((entry) => (entry.kind === 'absence' ? entry.meaning : entry.kind)),
      );
    expect(meanings('lu/nothing-known.xml')).toEqual(Array(5).fill('none-known'));
    expect(meanings('lu/no-information.xml')).toEqual(Array(5).fill('no-information'));
    expect(textOf(translateFile(record('lu/no-information.xml').file, 'eps'))).not.toContain('716186003');
    expect(textOf(translateFile(record('lu/nothing-known.xml').file, 'pivot'))).not.toContain('-info"');
    expect(textOf(translateFile(record('lu/no-information.xml').file, 'pivot'))).not.toContain('no-known-');
  });

  it('keeps names and text as they were written, escaped once and executable nowhere', () => {
    const { file } = record('lu/accents-and-markup.xml');
    const eps = textOf(translateFile(file, 'eps'));
    const pivot = textOf(translateFile(file, 'pivot'));
    for (const text of [eps, pivot]) {
      expect(text).toContain('D’EXEMPLE-ÇÀ');
      expect(text).toContain("O'Fictif");
      expect(text).toContain('💓');
      expect(text).toContain('&lt;script&gt;');
      expect(text).toContain('a &lt; b &amp;&amp; c &gt; d');
      expect(text).not.toMatch(/<script|&amp;(?:lt|amp|gt);/);
    }
  });

  it('keeps both identifiers of a Luxembourg patient', () => {
    for (const target of ['eps', 'pivot', 'canonical'] as const) {
      const text = textOf(translateFile(record('lu/rich.xml').file, target));
      expect(text).toContain('1957031210104');
      expect(text).toContain('9000000016');
    }
  });

  it('keeps the mark of a restricted record', () => {
    const { file } = record('lu/restricted.xml');
    expect(textOf(translateFile(file, 'eps'))).toContain('"confidentiality":"R"');
    expect(textOf(translateFile(file, 'pivot'))).toMatch(/<confidentialityCode[^>]* code="R"/);
  });

  it('gives a year where a year is all that is known', () => {
    const { file } = record('lu/sparse.xml');
    expect(textOf(translateFile(file, 'eps'))).toContain('"birthDate":"1990"');
    expect(textOf(translateFile(file, 'pivot'))).toContain('<birthTime value="1990">');
  });
});

describe('a national record as level 1 of the pivot', () => {
  it.each(records)('$name keeps the rules of the pivot and accounts for every entry', ({ file, entries }) => {
    const translation = translateFile(file, 'pivot-l1');
    const document = parseXml(translation.octets);
    expect(errors(checkCda(document))).toEqual([]);
    const pdf = Buffer.from(textOfElement(path(document, 'component', 'nonXMLBody', 'text'))!, 'base64');
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(translation.report.entries).toHaveLength(entries!);
    expect(translation.report.totals).toMatchObject({ 'narrative-only': entries, 'not-carried': 0 });
  });

  it('is valid against the CDA schema', () => {
    const reason = schemaUnavailable();
    if (reason !== undefined) return void process.stdout.write(`level 1: schema not asked: ${reason}\n`);
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-level-one-'));
    const files = records.map(({ name, file }) => {
      const pivot = join(folder, `${name.replaceAll('/', '-')}.xml`);
      writeFileSync(pivot, translateFile(file, 'pivot-l1').octets);
      return pivot;
    });
    expect(schemaFaults(files).map((line) => line.slice(folder.length + 1))).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('reads as the same patient as its level 3, and is written the same at every writing', () => {
    const { file } = record('lu/rich.xml');
    const [one, again, three] = [
      translateFile(file, 'pivot-l1'),
      translateFile(file, 'pivot-l1'),
      translateFile(file, 'pivot'),
    ];
    expect(textOf(one)).toBe(textOf(again));
    expect(checkPivotPair(parseXml(three.octets), parseXml(one.octets))).toEqual([]);
    const headers = [one, three].map(({ octets }) => readSummary(octets).summary.header);
    expect(headers[0]!.patient).toEqual(headers[1]!.patient);
    expect(headers[0]!.relatedDocuments).toEqual(headers[1]!.relatedDocuments);
    expect(headers.map(({ identifier }) => identifier.value)).toEqual(['2', '1']);
    expect(headers[0]!.identifier.system).toBe(headers[1]!.identifier.system);
  });
});

describe('a record that is only a PDF', () => {
  const { file } = record('lu/pdf-only.xml');
  const own = readSummary(readFileSync(file)).summary.attachment!.data;

  it('travels as it is inside the FHIR document, whose sections say that nothing of it is structured', () => {
    const bundle = JSON.parse(textOf(translateFile(file, 'eps'))) as Bundle;
    const resources = bundle.entry!.map(({ resource }) => resource!);
    const composition = resources.find((resource) => resource.resourceType === 'Composition')!;
    const basic = ['48765-2', '10160-0', '11450-4', '47519-4', '46264-8'];
    const sections = composition.section!.filter(({ code }) => basic.includes(code!.coding![0]!.code!));
    expect(sections).toHaveLength(5);
    for (const { emptyReason, entry, text } of sections) {
      expect(emptyReason?.coding?.[0]?.code).toBe('unavailable');
      expect(entry).toBeUndefined();
      expect(text?.div).toContain('ce dossier n’existe que sous forme de document PDF');
      expect(text?.div).toContain('lang="fr"');
    }
    const reference = resources.find((resource) => resource.resourceType === 'DocumentReference')!;
    expect(reference.content[0]!.attachment).toMatchObject({ contentType: 'application/pdf', data: own });
    // Nothing is invented: whoever is not in the head of the document is not in the Bundle.
    const kinds = new Set(resources.map(({ resourceType }) => resourceType));
    expect([...kinds].sort()).toEqual([
      ...['Composition', 'DocumentReference', 'Organization', 'Patient', 'Practitioner', 'PractitionerRole'],
    ]);
  });

  it('goes out as level 1 around its own PDF', () => {
    const document = parseXml(translateFile(file, 'pivot-l1').octets);
    expect(textOfElement(path(document, 'component', 'nonXMLBody', 'text'))).toBe(own);
  });

  it('is no structured pivot', () => {
    expect(translatedOrRefused(file, 'pivot')).toBe('PSR-1111');
  });
});

describe('a document that must be refused', () => {
  it.each(refused)('$name is refused with $code', ({ file, code }) => {
    for (const target of ['eps', 'pivot', 'pivot-l1', 'canonical'] as const) {
      expect(translatedOrRefused(file, target)).toBe(code);
    }
  });
});
