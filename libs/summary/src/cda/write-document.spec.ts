import { describe, expect, it } from '@jest/globals';
import { checkCda } from '@passerelle/cda';
import { children, path, textOf, type XmlElement } from '@passerelle/xml';
import type { Absence } from '../model/entry.js';
import type { PatientSummary, Section } from '../model/summary.js';
import { loincSystem } from '../model/codings.js';
import { sectionKinds } from '../sections.js';
import { documentXml, parseDocument, problemsXml, sectionXml } from './testing/document-xml.js';
import { readCda } from './read-document.js';
import { writePivot } from './write-document.js';

function summaryOf(body: string): PatientSummary {
  return readCda(parseDocument(documentXml({ body: `<structuredBody>${body}</structuredBody>` }))).summary;
}

function sectionsOf(xml: string): XmlElement[] {
  return children(path(parseDocument(xml), 'component', 'structuredBody')).map((component) => children(component)[0]!);
}

function errorsOf(xml: string): string[] {
  return checkCda(parseDocument(xml))
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, expression }) => `${rule} ${expression ?? ''}`);
}

const weight = sectionXml(
  '8716-3',
  '<paragraph ID="v1">poids</paragraph>',
  `<entry><observation negationInd="true"><code code="29463-7" codeSystem="2.16.840.1.113883.6.1" displayName="Body weight"/><text><reference value="#v1"/></text><value xsi:type="PQ" value="72" unit="kg"/></observation></entry>
   <entry><observation negationInd="true"><code code="8302-2" codeSystem="2.16.840.1.113883.6.1" displayName="Body height"/><value xsi:type="PQ" value="170" unit="cm"/></observation></entry>`,
);

describe('writing the pivot', () => {
  it('keeps everything the model holds through writing and reading again', () => {
    const text = '<table><tbody><tr ID="r1"><td>A00</td><td>Choléra</td></tr></tbody></table>';
    const body = problemsXml(['A00', 'A01'], text)
      .replace('<observation', '<observation')
      .replace('<code code="404684003"', '<code code="404684003" codeSystemName="SNOMED CT" displayName="Finding"');
    const first = summaryOf(body);
    const again = readCda(parseDocument(writePivot(first).xml)).summary;
    const twice = readCda(parseDocument(writePivot(again).xml)).summary;
    const problems = (summary: PatientSummary): Section | undefined =>
      summary.sections.find(({ concept }) => concept === 'problems');
    const withoutPlaces = ({ entries, narrative }: Section) => ({
      narrative,
      entries: entries.map(({ path: _path, ...entry }) => entry),
    });
    expect(withoutPlaces(problems(twice)!)).toEqual(withoutPlaces(problems(again)!));
    expect(again.header.patient).toEqual(twice.header.patient);
    expect(problems(again)!.narrative).toEqual(problems(first)!.narrative);
    expect(problems(again)!.entries.map((entry) => (entry.kind === 'problem' ? entry.code.coding?.code : ''))).toEqual([
      'A00',
      'A01',
    ]);
  });

  it('has the five basic sections; a missing one says that there is no information, never that there is nothing', () => {
    const { xml } = writePivot(summaryOf(problemsXml(['A00'])));
    expect(errorsOf(xml)).toEqual([]);
    const codes = xml.match(/code="no-[a-z-]+"/g);
    expect(codes).toEqual([
      'code="no-medication-info"',
      'code="no-allergy-info"',
      'code="no-procedure-info"',
      'code="no-device-info"',
    ]);
    expect(textOf(children(sectionsOf(xml)[1]!, 'text')[0])).toBe('No information about allergies.');
  });

  it('says in code that a basic section without entries has no information, and keeps its words', () => {
    const { xml } = writePivot(
      summaryOf(problemsXml(['A00']) + sectionXml('48765-2', '<paragraph>Rien n’est noté.</paragraph>', '')),
    );
    expect(errorsOf(xml)).toEqual([]);
    expect(textOf(children(sectionsOf(xml)[1]!, 'text')[0])).toBe('Rien n’est noté.');
    expect(xml).toContain('no-allergy-info');
  });

  it('shows an entry without a room in the narrative and says where', () => {
    const summary = summaryOf(problemsXml(['A00']) + weight);
    const { xml, targets } = writePivot(summary);
    expect(errorsOf(xml)).toEqual([]);
    const vitals = sectionsOf(xml).find(
      (section) =>
        xml.includes('8716-3') && children(section, 'title').some((title) => textOf(title) === 'Titre 8716-3'),
    );
    expect(textOf(children(vitals!, 'text')[0])).toBe('poidsNOT; Body height; 170 cm');
    for (const [place, target] of targets) {
      if (place.includes('component[2]')) expect(target).toMatch(/\/section\/text$/);
    }
    expect(targets.size).toBe(summary.sections.flatMap(({ entries }) => entries).length);
  });

  it('refers from entries to the row that shows them', () => {
    const text = '<table><tbody><tr ID="r1"><td>A00</td></tr></tbody></table>';
    const body = problemsXml(['A00'], text).replace(
      '<code code="404684003"',
      '<text><reference value="#r1"/></text><code code="404684003"',
    );
    const { xml } = writePivot(summaryOf(body));
    expect(xml).toContain('<text><reference value="#r1"></reference></text>');
    expect(errorsOf(xml)).toEqual([]);
  });

  it('lets original texts refer to the narrative that shows them, and repeats the others', () => {
    const text = '<table><tbody><tr ID="r1"><td ID="c1">Choléra</td><td>1999</td></tr></tbody></table>';
    const words = (inner: string) => `displayName="Problem A00"><originalText>${inner}</originalText></value>`;
    for (const [inner, expected] of [
      ['<reference value="#r1"/>', '<originalText><reference value="#r1"></reference></originalText>'],
      ['Choléra', '<originalText><reference value="#c1"></reference></originalText>'],
      ['autre', '<originalText>autre</originalText>'],
    ] as const) {
      const body = problemsXml(['A00'], text).replace('displayName="Problem A00"/>', words(inner));
      expect(writePivot(summaryOf(body)).xml).toContain(expected);
    }
  });

  it('puts sections with the same code together', () => {
    const { xml } = writePivot(summaryOf(problemsXml(['A00']) + problemsXml(['A01'])));
    expect(errorsOf(xml)).toEqual([]);
    expect(xml.match(/code="A0[01]"/g)).toHaveLength(2);
  });

  it.each(
    sectionKinds.flatMap(({ loinc, concept }) =>
      concept === 'unmodelled'
        ? []
        : (['none-known', 'no-information'] as const).map((said) => [loinc, concept, said] as const),
    ),
  )('keeps the rules where section %s of %s says %s', (loinc, concept, meaning) => {
    const absence: Absence = { kind: 'absence', path: '/absence', identifiers: [], meaning };
    const section: Section = {
      concept,
      code: { coding: { system: loincSystem, code: loinc } },
      title: 'Section',
      narrative: [],
      entries: [absence],
    };
    expect(errorsOf(writePivot({ ...summaryOf(problemsXml(['A00'])), sections: [section] }).xml)).toEqual([]);
  });

  it('names the document it was made from, and itself by the same UUID every time', () => {
    const summary = summaryOf(problemsXml(['A00']));
    const { xml } = writePivot(summary);
    expect(xml).toContain(
      '<relatedDocument typeCode="XFRM"><parentDocument><id extension="source-1" root="2.999.1"></id>',
    );
    expect(writePivot(summary).xml).toBe(xml);
  });

  it('writes a record that is only a PDF as level 1', () => {
    const data = Buffer.from('%PDF-1.4 nothing').toString('base64');
    const body = `<nonXMLBody><text mediaType="application/pdf" representation="B64">${data}</text></nonXMLBody>`;
    const { summary } = readCda(parseDocument(documentXml({ body })));
    const { xml } = writePivot(summary);
    expect(errorsOf(xml)).toEqual([]);
    expect(xml).toContain('<templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.1.7">');
    expect(readCda(parseDocument(xml)).summary.attachment).toEqual(summary.attachment);
  });

  it('escapes what a text holds', () => {
    const summary = summaryOf(problemsXml(['A00'], '<paragraph>&lt;script&gt; &amp;amp; "x"</paragraph>'));
    const again = readCda(parseDocument(writePivot(summary).xml)).summary;
    expect(again.sections.find(({ concept }) => concept === 'problems')!.narrative).toEqual([
      { name: 'p', children: ['<script> &amp; "x"'] },
    ]);
  });
});
