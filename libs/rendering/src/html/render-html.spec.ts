import { describe, expect, it } from '@jest/globals';
import { viewSummary, type ViewLanguage } from '@passerelle/summary/view';
import type { PatientSummary } from '@passerelle/summary';
import { exampleSummary } from '../testing/example-summary.js';
import { renderHtml } from './render-html.js';

const page = (language: ViewLanguage, summary: PatientSummary = exampleSummary): string =>
  renderHtml(viewSummary(summary, { language }));

describe('the page of a summary', () => {
  it('is in the language of the reader, and names the language of foreign words', () => {
    const html = page('de');
    expect(html).toContain('<html lang="de">');
    expect(html).toContain('<bdi lang="fr-LU">orale</bdi> (fr)');
    expect(html).toContain('nicht übersetzt: Englisch');
    expect(page('fr')).not.toContain('class="mark');
  });

  it('shows allergies before all else, and what was refuted as refuted', () => {
    const html = page('en');
    const titles = [...html.matchAll(/<h2 id="section-\d+-title">([^<]+?) ?</g)].map(([, title]) => title);
    expect(titles[0]).toBe('Allergies and intolerances');
    expect(html).toContain('<strong class="flag warning">Ruled out</strong>');
  });

  it('says of a basic section that is not there that nothing is known, never that there is nothing', () => {
    const html = page('fr', { ...exampleSummary, sections: [] });
    expect(html.match(/Le document ne comporte pas cette section/g)).toHaveLength(5);
    expect(html).not.toContain('Aucune allergie');
  });

  it('tells which catalogue a translation comes from, and the words of the source from later names', () => {
    const view = viewSummary(exampleSummary, { language: 'de' });
    const digest = 'ab'.repeat(32);
    const html = renderHtml({
      ...view,
      catalogues: [{ names: ['routes', 'forms'], version: '7', digest, gives: 'names' }],
    });
    expect(html).toContain('Herkunft der Übersetzungen');
    expect(html).toContain(`routes, forms</th><td class="code">${digest}</td><td>7</td><td>Bezeichnungen von Codes`);
    expect(renderHtml(view)).not.toContain('id="catalogues"');
    expect(page('pt')).toContain('Original: <bdi lang="fr-LU">orale</bdi>');
    expect(page('fr')).toMatch(/Aussi\s: <bdi lang="en">Oral use<\/bdi>/);
    // A code without any name is shown once, as a code.
    expect(page('fr')).not.toContain('<bdi>48765-2</bdi>');
  });

  it('threat 35: has no script, no handler and no address of anything outside', () => {
    const html = page('pt');
    expect(html).not.toMatch(/<script|<link|<img|<iframe| on\w+=|javascript:|src=|url\(|@import/i);
    expect([...html.matchAll(/href="([^"]*)"/g)].every(([, address]) => address!.startsWith('#'))).toBe(true);
    expect(html).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;`);
  });

  it('leads to the PDF of a record that is nothing else, where the door says where it is', () => {
    const attachment = { mediaType: 'application/pdf', data: 'JVBERi0=' };
    const view = viewSummary({ header: exampleSummary.header, sections: [], attachment }, { language: 'en' });
    expect(renderHtml(view, { pdfAddress: 'document.pdf' })).toContain('<a href="document.pdf">Open the PDF');
    expect(renderHtml(view)).not.toContain('document.pdf');
    expect(renderHtml(view)).toContain('exists only as a PDF');
  });
});
