import { describe, expect, it } from '@jest/globals';
import { checkCda, checkPivotPair } from '@passerelle/cda';
import { attribute, child, children, path, textOf, type XmlElement } from '@passerelle/xml';
import type { PatientSummary } from '../model/summary.js';
import { documentXml, parseDocument, problemsXml } from './testing/document-xml.js';
import { readCda } from './read-document.js';
import { writePivot } from './write-document.js';

const pdf = { mediaType: 'application/pdf', data: Buffer.from('%PDF-1.4 a page').toString('base64') };
const summary: PatientSummary = readCda(
  parseDocument(documentXml({ body: `<structuredBody>${problemsXml(['A00', 'A01'])}</structuredBody>` })),
).summary;

const levelThree = parseDocument(writePivot(summary).xml);
const levelOne = parseDocument(writePivot(summary, { pdf }).xml);

/** The head of a document as text, without what must differ. */
function headOf(document: XmlElement): string {
  const differing = new Set(['templateId', 'id', 'component']);
  return children(document)
    .filter(({ local }) => !differing.has(local))
    .map((part) => JSON.stringify(part, (key, value: unknown) => (key === 'parent' ? undefined : value)))
    .join('\n');
}

describe('a level 3 and its level 1', () => {
  it('keep the rules of the pivot, each by itself and as a pair', () => {
    const errors = [levelThree, levelOne]
      .flatMap((each) => checkCda(each))
      .filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
    expect(checkPivotPair(levelThree, levelOne)).toEqual([]);
  });

  it('have the same head, transcoded in both', () => {
    expect(headOf(levelOne)).toBe(headOf(levelThree));
    expect(headOf(levelOne)).toContain('recordTarget');
  });

  it('share the root of their identifiers, with the extensions 1 and 2', () => {
    const [three, one] = [levelThree, levelOne].map((document) => child(document, 'id'));
    expect(attribute(one, 'root')).toBe(attribute(three, 'root'));
    expect([attribute(three, 'extension'), attribute(one, 'extension')]).toEqual(['1', '2']);
  });

  it('were made from the same document', () => {
    const parents = [levelThree, levelOne].map((document) => {
      const related = child(document, 'relatedDocument');
      const id = path(related, 'parentDocument', 'id');
      return [attribute(related, 'typeCode'), attribute(id, 'root'), attribute(id, 'extension')];
    });
    expect(parents[0]).toEqual(parents[1]);
    expect(parents[0]![0]).toBe('XFRM');
  });

  it('are told apart by their template and their body', () => {
    const templates = children(levelOne, 'templateId').map((template) => attribute(template, 'root'));
    expect(templates).toEqual(['1.3.6.1.4.1.12559.11.10.1.3.1.1.7']);
    const text = path(levelOne, 'component', 'nonXMLBody', 'text');
    expect([attribute(text, 'mediaType'), attribute(text, 'representation')]).toEqual(['application/pdf', 'B64']);
    expect(textOf(text)).toBe(pdf.data);
  });

  it('says in which language the PDF is where it is another', () => {
    const languageOf = (language?: string) => {
      const { xml } = writePivot(summary, { pdf: { ...pdf, ...(language !== undefined && { language }) } });
      return attribute(path(parseDocument(xml), 'component', 'nonXMLBody', 'languageCode'), 'code');
    };
    expect([languageOf(), languageOf('en')]).toEqual([undefined, 'en']);
  });

  it('is written the same at every writing', () => {
    expect(writePivot(summary, { pdf }).xml).toBe(writePivot(summary, { pdf }).xml);
  });

  it('accounts for every entry: it stands in the PDF', () => {
    const { targets } = writePivot(summary, { pdf });
    const paths = summary.sections.flatMap(({ entries }) => entries.map((entry) => entry.path));
    expect([...targets.keys()]).toEqual(paths);
    expect(new Set(targets.values())).toEqual(new Set(['/ClinicalDocument/component/nonXMLBody/text']));
  });
});
