import type { ColumnView, RowView, TableView } from '@passerelle/summary/view';
import type { HtmlPage } from './html-page.js';
import { element, type Content, type Markup } from './markup.js';
import { joined, writeLines } from './write-line.js';

/**
 * The entries of one kind as a table. Roles are stated, because on narrow screens the style sheet lays rows out as cards
 * and a browser then forgets that they are rows.
 */
export function writeTable({ caption, columns, rows }: TableView, page: HtmlPage): Markup {
  const heads = columns.map(({ title }) => element('th', { scope: 'col', role: 'columnheader' }, title));
  return element(
    'table',
    { role: 'table' },
    element('caption', {}, caption),
    element('colgroup', {}, shares(columns)),
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, heads)),
    element(
      'tbody',
      { role: 'rowgroup' },
      rows.map((row) => writeRow(row, columns, page)),
    ),
  );
}

/** Widths in classes of the style sheet: an attribute or an inline style would need a weaker policy. */
function shares(columns: readonly ColumnView[]): readonly Markup[] {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  return columns.map(({ share }) => element('col', { class: `w${Math.max(5, Math.round((share / all) * 20) * 5)}` }));
}

function writeRow({ cells, flags, notes, depth }: RowView, columns: readonly ColumnView[], page: HtmlPage): Content {
  const marks = flags.map(({ text, tone }) => element('strong', { class: `flag ${tone}` }, text));
  const [first, ...others] = columns.map(({ key, title }, at) => {
    const lines = writeLines(cells[key] ?? [], page);
    const head = at === 0;
    const content = head && marks.length > 0 ? [element('div', { class: 'flags' }, joined(marks, ' ')), lines] : lines;
    // An empty cell has no words for a reader; its label would only add noise.
    const labelled = lines.length === 0 ? { class: 'none' } : { 'data-label': title };
    return element(
      head ? 'th' : 'td',
      head ? { scope: 'row', role: 'rowheader' } : { role: 'cell', ...labelled },
      content,
    );
  });
  const deeper = depth === 0 ? undefined : `depth-${Math.min(depth, 3)}`;
  const warned = flags.some(({ tone }) => tone === 'warning') ? 'warned' : undefined;
  const classes = [deeper, warned].filter((name) => name !== undefined).join(' ');
  const row = element('tr', { role: 'row', class: classes === '' ? undefined : classes }, first, others);
  if (notes.length === 0) return row;
  const span = { role: 'cell', colspan: String(columns.length) };
  return [row, element('tr', { role: 'row', class: 'notes' }, element('td', span, writeLines(notes, page)))];
}
