import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { PatientSummary, Section } from '@passerelle/summary';
import { viewSummary } from '@passerelle/summary/view';
import { exampleSummary } from '../testing/example-summary.js';
import { mostPages } from './canvas.js';
import { renderPdf, renderPdfInTurns } from './render-pdf.js';

function render(summary: PatientSummary, language: 'fr' | 'de' = 'fr') {
  return renderPdf(viewSummary(summary, { language }));
}

/** Everything a PDF says outside its compressed streams, and what the uncompressed metadata says. */
function textOf(octets: Uint8Array): string {
  return Buffer.from(octets).toString('latin1');
}

/** How often the content of the pages marks something as ornament. */
function contentOf(octets: Uint8Array): string {
  const text = textOf(octets);
  const streams = [...text.matchAll(/\/FlateDecode\n>>\nstream\n([^]*?)\nendstream/g)];
  return streams
    .map(([, stream]) => {
      try {
        return inflateSync(Buffer.from(stream!, 'latin1')).toString('latin1');
      } catch {
        // A font, whose octets may hold the words that end a stream.
        return '';
      }
    })
    .join('\n');
}

/** A summary with a medicine many times over. */
function long(times: number): PatientSummary {
  const [medications] = exampleSummary.sections as [Section];
  const [entry] = medications.entries;
  const entries = Array.from({ length: times }, (_, at) => ({ ...entry!, path: `/m${at}` }));
  return { ...exampleSummary, sections: [{ ...medications, entries }] };
}

describe('the PDF of a summary', () => {
  it('has the same octets at every writing', () => {
    const [first, second] = [render(exampleSummary), render(exampleSummary)];
    expect(Buffer.from(first.octets).equals(Buffer.from(second.octets))).toBe(true);
    expect(Buffer.from(render(exampleSummary, 'de').octets).equals(Buffer.from(first.octets))).toBe(false);
  });

  it('has the same octets whether it is drawn at once or in turns', async () => {
    const view = viewSummary(long(60), { language: 'de' });
    const turns = await renderPdfInTurns(view);
    expect(Buffer.from(turns.octets).equals(Buffer.from(renderPdf(view).octets))).toBe(true);
  });

  it('lets others have their turn while it draws a long one', async () => {
    let others = 0;
    const timer = setInterval(() => others++, 1);
    await renderPdfInTurns(viewSummary(long(600), { language: 'fr' }));
    clearInterval(timer);
    expect(others).toBeGreaterThan(3);
  });

  it('says what it is: title, language, time of the document, PDF/A-1a and PDF/UA-1', () => {
    const text = textOf(render(exampleSummary).octets);
    expect(text.startsWith('%PDF-1.4')).toBe(true);
    expect(text).toContain('/Lang (fr)');
    expect(text).toContain('<dc:language><rdf:Bag><rdf:li>fr</rdf:li>');
    expect(text).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(text).toContain('<xmp:CreateDate>2024-06-03T09:18:54Z</xmp:CreateDate>');
    expect(text).toContain('Ada &amp; Zo');
    expect(text).not.toContain('Ada & Zo');
  });

  it('names the language of foreign words, and repeats the headings of a table as ornament', () => {
    const { octets, pages } = render(long(40), 'de');
    expect(pages).toBeGreaterThan(2);
    expect(textOf(octets)).toContain('/Lang (fr-LU)');
    const heads = textOf(octets).match(/\/S \/TH\n/g)!.length;
    const rows = textOf(octets).match(/\/Scope \/Row/g)!.length;
    // Columns once in the structure, however many pages the table takes.
    expect(heads - rows).toBeLessThan(20);
    expect(contentOf(octets).match(/\/Artifact <<\n\/Type \/Pagination/g)!.length).toBeGreaterThan(pages * 2);
  });

  it('shows characters that the font lacks by their numbers, and reports them', () => {
    const { header } = exampleSummary;
    const names = [{ family: ['💓שלום'], given: ['Щърбанова Ωμέγα Żółć'] }];
    const { replaced } = render({ ...exampleSummary, header: { ...header, patient: { ...header.patient, names } } });
    expect(replaced).toEqual(['U+05D5', 'U+05DC', 'U+05DD', 'U+05E9', 'U+1F493']);
    expect(render(exampleSummary).replaced).toEqual([]);
  });

  it('refuses a summary of too many pages', () => {
    expect(() => render(long(mostPages * 20))).toThrow(expect.objectContaining({ code: 'PSR-1121' }));
  });

  it('comes to an end with a word that is wider than its column, and with an empty one', () => {
    const [section] = exampleSummary.sections as [Section];
    const narrative: Section['narrative'] = [
      {
        name: 'table',
        children: ['x'.repeat(3000), '', '\u00a0'.repeat(50), 'a\u00a0'.repeat(400)].map((text) => ({
          name: 'tr' as const,
          children: [{ name: 'td' as const, children: [text] }],
        })),
      },
    ];
    expect(render({ ...exampleSummary, sections: [{ ...section, narrative }] }).pages).toBeLessThan(10);
  });
});
