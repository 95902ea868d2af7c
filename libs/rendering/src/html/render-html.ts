import { wordsOf, type SummaryView } from '@passerelle/summary/view';
import type { HtmlPage } from './html-page.js';
import { element, htmlOf, Markup, type Content } from './markup.js';
import { style } from './style.js';
import { writeLines, writePhrase } from './write-line.js';
import { countOf, writeAsWritten, writeBlocks, writeSection } from './write-section.js';

/** What a page is written with. */
export interface HtmlOptions {
  /** Address of the PDF of a record that is a PDF and nothing else; without it the page only says that there is one. */
  readonly pdfAddress?: string;
}

/**
 * The policy a page is shown under: it runs nothing and loads nothing; its only style stands in the page itself. A door
 * sends it as header, the page repeats it for those who open it from a file.
 */
export const contentSecurityPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `frame-ancestors` has no effect, and a warning, in a page. */
const policyInPage = contentSecurityPolicy.replace(/; frame-ancestors.*$/, '');

/**
 * Writes the view of a summary as one self-contained HTML page (UTF-8): no script, no reference to anything outside, text
 * escaped in one place. It prints with the patient on the first page, headings of tables repeated and the text of the
 * source as an appendix.
 */
export function renderHtml(view: SummaryView, options: HtmlOptions = {}): string {
  const page: HtmlPage = { view, words: wordsOf(view.language) };
  const { name, birth } = view.patient;
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: policyInPage }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    element('meta', { name: 'color-scheme', content: 'light' }),
    element('title', {}, `${page.words.sections['60591-5']} – ${name}, ${birth}`),
    element('style', {}, new Markup(style)),
  );
  return `<!doctype html>\n${htmlOf(element('html', { lang: view.language }, head, writeBody(page, options)))}\n`;
}

function writeBody(page: HtmlPage, { pdfAddress }: HtmlOptions): Markup {
  const { view, words } = page;
  return element(
    'body',
    {},
    element('a', { class: 'skip', href: '#summary' }, words.page.skip),
    writeBanner(page),
    writeContents(page),
    element(
      'main',
      { id: 'summary', tabindex: '-1' },
      view.onlyPdf === undefined ? undefined : writeOnlyPdf(page, pdfAddress),
      view.sections.map((section) => writeSection(section, page)),
      writeBlocks('document', words.head.document, view.head, page),
      writeBlocks('people', words.page.people, view.people, page),
      writeAsWritten(page),
      writeSystems(page),
      writeCatalogues(page),
    ),
    element('footer', {}, element('p', {}, words.page.translationNote)),
  );
}

/** Whose summary it is, and what to weigh it by. */
function writeBanner(page: HtmlPage): Markup {
  const { view, words } = page;
  const { name, birth, details } = view.patient;
  const kind = words.sections['60591-5'];
  const facts = [birth, ...details].map((text) => element('li', {}, text));
  return element(
    'header',
    {},
    element(
      'p',
      { class: 'kind' },
      kind,
      view.title.text === kind ? undefined : [' · ', writePhrase(view.title, page)],
    ),
    element('h1', {}, element('bdi', {}, name)),
    element('ul', { class: 'facts' }, facts),
    element('div', { class: 'provenance' }, writeLines(view.provenance, page)),
  );
}

function writeContents(page: HtmlPage): Markup {
  const { view, words } = page;
  const entries = view.sections.map((section) =>
    element(
      'li',
      { class: section.prominent ? 'prominent' : undefined },
      element('a', { href: `#${section.id}` }, section.title),
      ' ',
      countOf(section, page),
    ),
  );
  return element('nav', { 'aria-label': words.page.contents }, element('ul', {}, entries));
}

function writeOnlyPdf({ words }: HtmlPage, pdfAddress: string | undefined): Markup {
  const link =
    pdfAddress === undefined ? undefined : element('p', {}, element('a', { href: pdfAddress }, words.onlyPdf.open));
  return element(
    'section',
    { class: 'only-pdf', 'aria-labelledby': 'only-pdf-title' },
    element('h2', { id: 'only-pdf-title' }, words.onlyPdf.title),
    element('p', {}, words.onlyPdf.sentence),
    link,
  );
}

/** What the short names beside the codes stand for. */
function writeSystems({ view, words }: HtmlPage): Content {
  const { systems, systemColumn, systemAddress, systemVersions } = words.page;
  return writeReference(
    'systems',
    systems,
    [systemColumn, systemAddress, systemVersions],
    view.systems.map(({ name, address, versions }) => [name, address, versions.join(', ')]),
  );
}

/** Where the codes and names come from that the source did not give itself. */
function writeCatalogues({ view, words }: HtmlPage): Content {
  const { catalogues, systemColumn, catalogueVersion, catalogueGives, catalogueDigest, gives } = words.page;
  return writeReference(
    'catalogues',
    catalogues,
    [systemColumn, catalogueDigest, catalogueVersion, catalogueGives],
    view.catalogues.map(({ names, version, digest, gives: what }) => [names.join(', '), digest, version, gives[what]]),
  );
}

/** A table to look things up in: a name, what identifies it, and more about it. */
function writeReference(
  id: string,
  title: string,
  heads: readonly string[],
  rows: readonly (readonly [name: string, identifier: string, ...more: readonly string[]])[],
): Content {
  if (rows.length === 0) return undefined;
  const columns = heads.map((text) => element('th', { scope: 'col' }, text));
  const written = rows.map(([name, identifier, ...more]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, name),
      element('td', { class: 'code' }, identifier),
      more.map((text) => element('td', {}, text)),
    ),
  );
  return element(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    element('h2', { id: `${id}-title` }, title),
    element(
      'table',
      { class: 'systems' },
      element('thead', {}, element('tr', {}, columns)),
      element('tbody', {}, written),
    ),
  );
}
