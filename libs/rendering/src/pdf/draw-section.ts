import { fill, type BlockView, type RowView, type SectionView, type TableView } from '@passerelle/summary/view';
import type { StructureElement } from 'pdfkit';
import { drawTable, type Row, type Table } from './draw-table.js';
import { flow } from './flow.js';
import { allParagraphs, besideParagraph } from './paragraphs.js';
import type { PdfPage } from './pdf-page.js';
import { styles } from './styles.js';
import type { Paragraph } from './text-layout.js';

/** Draws a section of the summary: heading, what is said of it as a whole, tables. */
export function* drawSection(page: PdfPage, section: SectionView): Generator<void> {
  const { canvas, words } = page;
  const { title, count, prominent, statements, tables, heading } = section;
  const part = canvas.structure('Sect', canvas.root);
  const many = count === 1 ? words.page.oneEntry : fill(words.page.entries, { n: String(count) });
  space(page);
  canvas.prominent = prominent;
  drawHeading(page, title, part, {
    style: prominent ? styles.alarmHeading : styles.heading,
    ...(count > 0 && { note: many }),
  });
  if (statements.length > 0) flow(page, 'P', allParagraphs(statements, page), part);
  for (const table of tables) {
    if (tables.length > 1) drawHeading(page, table.caption, part, { style: styles.subheading, level: 'H3' });
    yield* drawTable(page, tableOf(table, page), part);
  }
  const beside = heading === undefined ? undefined : besideParagraph(heading, page);
  if (beside !== undefined) flow(page, 'P', [beside], part);
  canvas.prominent = false;
  part.end();
  yield;
}

/** A heading that stays with at least the beginning of what follows. */
export function drawHeading(
  page: PdfPage,
  title: string,
  parent: StructureElement,
  options: { style?: Paragraph['runs'][number]['style']; note?: string; level?: 'H2' | 'H3' } = {},
): void {
  const { style = styles.heading, note, level = 'H2' } = options;
  const runs = [page.run(title, style), ...(note === undefined ? [] : [page.run(note, styles.quiet)])];
  if (page.canvas.room < 90) page.canvas.breakPage();
  if (level === 'H2') page.canvas.outline(title);
  flow(page, level, [{ runs }], parent, { keep: 60, after: 2 });
}

/** Some air before what begins anew, but not at the head of a page. */
export function space({ canvas }: PdfPage): void {
  canvas.advance(Math.min(9, Math.max(0, canvas.room)));
}

function tableOf({ columns, rows }: TableView, page: PdfPage): Table {
  return {
    shares: columns.map(({ share }) => share),
    heads: columns.map(({ title }) => ({ runs: [page.run(title, styles.columnHead)] })),
    rows: rowsOf(
      rows,
      columns.map(({ key }) => key),
      page,
    ),
  };
}

function* rowsOf(rows: readonly RowView[], keys: readonly string[], page: PdfPage): Generator<Row> {
  for (const { cells, flags, notes, depth } of rows) {
    const marks = flags.flatMap(({ text, tone }) => page.run(text, tone === 'warning' ? styles.warning : styles.flag));
    const flagged: readonly Paragraph[] = marks.length === 0 ? [] : [{ runs: marks, after: 1.5, indent: 1.5 }];
    yield {
      head: true,
      ruled: notes.length === 0,
      cells: keys.map((key, at) => {
        const paragraphs = allParagraphs(cells[key] ?? [], page);
        if (at > 0) return { paragraphs };
        return { paragraphs: [...flagged, ...paragraphs].map((each) => deeper(each, depth)) };
      }),
    };
    if (notes.length > 0) {
      yield { ruled: true, cells: [{ paragraphs: allParagraphs(notes, page), columns: keys.length }] };
    }
  }
}

/** Members of a panel are set in. */
function deeper(paragraph: Paragraph, depth: number): Paragraph {
  return depth === 0 ? paragraph : { ...paragraph, indent: (paragraph.indent ?? 0) + 8 * Math.min(depth, 3) };
}

/** Draws labelled groups of lines below each other. */
export function* drawBlocks(page: PdfPage, title: string, blocks: readonly BlockView[]): Generator<void> {
  if (blocks.length === 0) return;
  const part = page.canvas.structure('Sect', page.canvas.root);
  space(page);
  drawHeading(page, title, part);
  for (const block of blocks) {
    drawHeading(page, block.title, part, { style: styles.subheading, level: 'H3' });
    flow(page, 'P', allParagraphs(block.lines, page), part, { after: 6 });
    yield;
  }
  part.end();
}
