import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkCda } from '@passerelle/cda';
import { checkEps } from '@passerelle/fhir';
import type { Finding } from '@passerelle/kernel';
import { translate, type Translation } from '@passerelle/summary';
import { parseXml } from '@passerelle/xml';
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

describe('a record that is only a PDF', () => {
  it('travels inside the FHIR document', () => {
    expect(textOf(translateFile(record('lu/pdf-only.xml').file, 'eps'))).toContain('application/pdf');
  });

  it('is no structured pivot', () => {
    expect(translatedOrRefused(record('lu/pdf-only.xml').file, 'pivot')).toBe('PSR-1111');
  });
});

describe('a document that must be refused', () => {
  it.each(refused)('$name is refused with $code', ({ file, code }) => {
    for (const target of ['eps', 'pivot', 'canonical'] as const) expect(translatedOrRefused(file, target)).toBe(code);
  });
});
