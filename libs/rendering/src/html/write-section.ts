import { fill, type BlockView, type SectionView } from '@passerelle/summary/view';
import type { HtmlPage } from './html-page.js';
import { element, type Content, type Markup } from './markup.js';
import { languageTag, writeBeside, writeLines } from './write-line.js';
import { writeNarrative } from './write-narrative.js';
import { writeTable } from './write-table.js';

/** A section of the summary: heading, what is said of it as a whole, tables, and the way to the text of the source. */
export function writeSection(section: SectionView, page: HtmlPage): Markup {
  const { id, title, heading, prominent, statements, tables, narrative } = section;
  const { page: words } = page.words;
  return element(
    'section',
    { id, class: prominent ? 'clinical prominent' : 'clinical', 'aria-labelledby': `${id}-title` },
    element('h2', { id: `${id}-title` }, title, ' ', countOf(section, page)),
    statements.length === 0 ? undefined : element('div', { class: 'statements' }, writeLines(statements, page)),
    tables.map((table) => writeTable(table, page)),
    element(
      'p',
      { class: 'about' },
      heading === undefined ? undefined : [writeBeside([heading], page), ' '],
      narrative === undefined
        ? undefined
        : element(
            'a',
            { href: `#${id}-text` },
            words.readAsWritten,
            element('span', { class: 'unseen' }, ` (${title})`),
          ),
    ),
  );
}

/** Number of statements, in words. */
export function countOf({ count }: SectionView, { words }: HtmlPage): Content {
  if (count === 0) return undefined;
  const text = count === 1 ? words.page.oneEntry : fill(words.page.entries, { n: String(count) });
  return element('span', { class: 'count' }, text);
}

/**
 * The text of every section as the source wrote it: closed on the screen until somebody asks for it, open on paper. A link
 * into a closed part opens it, which browsers do by themselves.
 */
export function writeAsWritten(page: HtmlPage): Content {
  const { view, words } = page;
  const told = view.sections.filter(({ narrative }) => narrative !== undefined);
  if (told.length === 0) return undefined;
  return element(
    'section',
    { id: 'as-written', 'aria-labelledby': 'as-written-title' },
    element('h2', { id: 'as-written-title' }, words.page.asWritten),
    element('p', {}, words.page.asWrittenExplained),
    told.map(({ id, title, sourceTitle, narrative = [] }) =>
      element(
        'details',
        {},
        element('summary', {}, title),
        element(
          'div',
          // A wide table of the source scrolls by itself, so it must be reachable with the keys.
          {
            id: `${id}-text`,
            class: 'source',
            lang: languageTag(view.documentLanguage, page),
            role: 'group',
            'aria-label': `${words.page.asWritten}: ${title}`,
            tabindex: '0',
          },
          sourceTitle === undefined ? undefined : element('p', {}, element('b', {}, sourceTitle.text)),
          writeNarrative(narrative),
        ),
        element(
          'p',
          {},
          element(
            'a',
            { href: `#${id}` },
            words.page.backToSection,
            element('span', { class: 'unseen' }, ` (${title})`),
          ),
        ),
      ),
    ),
  );
}

/** Labelled groups of lines side by side. */
export function writeBlocks(id: string, title: string, blocks: readonly BlockView[], page: HtmlPage): Content {
  if (blocks.length === 0) return undefined;
  return element(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    element('h2', { id: `${id}-title` }, title),
    element(
      'div',
      { class: 'blocks' },
      blocks.map((block) =>
        element('div', { class: 'block' }, element('h3', {}, block.title), writeLines(block.lines, page)),
      ),
    ),
  );
}
