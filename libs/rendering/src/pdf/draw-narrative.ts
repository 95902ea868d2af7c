import type { NarrativeElement, NarrativeNode } from '@passerelle/summary';
import type { StructureElement } from 'pdfkit';
import { sheet } from './canvas.js';
import { drawHeading, space } from './draw-section.js';
import { drawTable, type Cell, type Row } from './draw-table.js';
import { flow } from './flow.js';
import type { PdfPage } from './pdf-page.js';
import { styles } from './styles.js';
import type { Paragraph, Run, TextStyle } from './text-layout.js';

/** Columns a table of a narrative may have on paper; wider ones are set row by row as text. */
const mostColumns = 12;
/** Deeper than any real narrative. */
const deepest = 60;

/** Draws the text of every section as the source wrote it, as an appendix. */
export function* drawAsWritten(page: PdfPage): Generator<void> {
  const told = page.view.sections.filter(({ narrative }) => narrative !== undefined);
  if (told.length === 0) return;
  const { canvas, words } = page;
  const part = canvas.structure('Sect', canvas.root);
  space(page);
  drawHeading(page, words.page.asWritten, part);
  flow(page, 'P', [{ runs: [page.run(words.page.asWrittenExplained, styles.quiet)] }], part);
  for (const { title, sourceTitle, narrative = [] } of told) {
    space(page);
    drawHeading(page, title, part, { style: styles.subheading, level: 'H3' });
    if (sourceTitle !== undefined) flow(page, 'P', [{ runs: [page.phrase(sourceTitle, styles.emphasis)] }], part);
    yield* drawNodes(narrative, page, part, 0);
  }
  part.end();
}

function* drawNodes(
  nodes: readonly NarrativeNode[],
  page: PdfPage,
  part: StructureElement,
  depth: number,
): Generator<void> {
  let inline: NarrativeNode[] = [];
  const flush = (): void => {
    const runs = inline.flatMap((node) => runsOf(node, styles.quiet, page, depth));
    inline = [];
    if (runs.some(({ text }) => text.trim() !== '')) flow(page, 'P', [{ runs }], part, { after: 1.5 });
  };
  for (const node of nodes) {
    if (typeof node === 'string' || isInline(node)) {
      inline.push(node);
      continue;
    }
    flush();
    yield* drawBlock(node, page, part, depth + 1);
  }
  flush();
}

function* drawBlock(node: NarrativeElement, page: PdfPage, part: StructureElement, depth: number): Generator<void> {
  if (node.name === 'table' && depth < deepest) yield* drawNarrativeTable(node, page, part);
  else if (node.name === 'li') {
    const bullet: NarrativeNode = '• ';
    yield* drawNodes([bullet, ...node.children], page, part, Math.min(depth, deepest));
  } else if (depth < deepest) yield* drawNodes(node.children, page, part, depth);
  else flow(page, 'P', [{ runs: runsOf(node, styles.quiet, page, depth) }], part);
}

function* drawNarrativeTable(table: NarrativeElement, page: PdfPage, part: StructureElement): Generator<void> {
  const caption = table.children.find((node) => typeof node === 'object' && node.name === 'caption');
  if (caption !== undefined) flow(page, 'P', [{ runs: runsOf(caption, styles.emphasis, page, 0) }], part);
  const rows = rowsOf(table).map((row) => cellsOf(row));
  const columns = Math.max(0, ...rows.map((cells) => cells.reduce((sum, cell) => sum + spanOf(cell), 0)));
  if (columns === 0) return;
  const [first = [], ...others] = rows;
  const isHead = first.length === columns && first.every((cell) => cell.name === 'th');
  const spanned = rows.some((cells) => cells.some((cell) => Number(cell.rowspan ?? '1') > 1));
  if (columns > mostColumns || spanned || !isHead) {
    for (const cells of rows) {
      const runs = cells.flatMap((cell, at) => [
        ...(at === 0 ? [] : [page.run('|', styles.quiet)]),
        ...runsOf(cell, cell.name === 'th' ? styles.columnHead : styles.quiet, page, 0),
      ]);
      flow(page, 'P', [{ runs }], part, { after: 1 });
      yield;
    }
    return;
  }
  const paragraph = (cell: NarrativeElement, style: TextStyle): Paragraph => ({ runs: runsOf(cell, style, page, 0) });
  yield* drawTable(
    page,
    {
      shares: sharesOf(rows, columns, page),
      heads: first.map((cell) => paragraph(cell, styles.columnHead)),
      rows: others.map((cells): Row => {
        const filled = cells.map((cell): Cell => ({
          paragraphs: [paragraph(cell, styles.quiet)],
          columns: spanOf(cell),
        }));
        const width = cells.reduce((sum, cell) => sum + spanOf(cell), 0);
        // A row that is short of cells is filled up, so that the table stays regular.
        const missing = Array.from({ length: columns - width }, (): Cell => ({ paragraphs: [] }));
        return { cells: [...filled, ...missing], ruled: true };
      }),
    },
    part,
  );
}

/**
 * Widths of columns as a browser finds them: at least the longest word of each where that is possible, and the rest of the
 * page by how much text they hold.
 */
function sharesOf(
  rows: readonly (readonly NarrativeElement[])[],
  columns: number,
  { canvas }: PdfPage,
): readonly number[] {
  const widest = (at: number, parts: (text: string) => readonly string[]): number =>
    Math.max(
      ...rows.map((cells) => {
        const texts = cells[at] === undefined || spanOf(cells[at]) > 1 ? [] : parts(textOf(cells[at]));
        return Math.max(0, ...texts.map((text) => canvas.measure(text, styles.columnHead)));
      }),
    );
  const air = 12;
  const least = Array.from({ length: columns }, (_, at) => widest(at, (text) => text.split(/\s+/)) + air);
  const wanted = Array.from(
    { length: columns },
    (_, at) =>
      Math.min(
        220,
        widest(at, (text) => [text]),
      ) + air,
  );
  const sum = (widths: readonly number[]): number => widths.reduce((all, width) => all + width, 0);
  const free = sheet.right - sheet.left - sum(least);
  const missing = sum(wanted) - sum(least);
  if (free <= 0 || missing <= 0) return least;
  return least.map((width, at) => width + (free * (wanted[at]! - width)) / missing);
}

function rowsOf({ children }: NarrativeElement): readonly NarrativeElement[] {
  return children.flatMap((node) => {
    if (typeof node === 'string') return [];
    return node.name === 'tr' ? [node] : rowsOf(node);
  });
}

function cellsOf({ children }: NarrativeElement): readonly NarrativeElement[] {
  return children.filter(
    (node) => typeof node === 'object' && (node.name === 'td' || node.name === 'th'),
  ) as NarrativeElement[];
}

function spanOf({ colspan }: NarrativeElement): number {
  return colspan !== undefined && /^[1-9]\d?$/.test(colspan) ? Number(colspan) : 1;
}

function textOf(node: NarrativeNode): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join(' ');
}

/** All text of a node as runs; what is emphasised is set in bold or italic. */
function runsOf(node: NarrativeNode, style: TextStyle, page: PdfPage, depth: number): readonly Run[] {
  if (typeof node === 'string') {
    const { documentLanguage } = page.view;
    return [page.phrase({ text: node, ...(documentLanguage !== undefined && { language: documentLanguage }) }, style)];
  }
  const own = node.name === 'b' || node.name === 'th' ? styles.columnHead : node.name === 'i' ? styles.emphasis : style;
  if (depth > 4 * deepest) return [];
  return node.children.flatMap((child) => runsOf(child, own, page, depth + 1));
}

const inlineNames: ReadonlySet<string> = new Set(['span', 'b', 'i', 'u', 'sub', 'sup', 'br']);

function isInline(node: NarrativeElement): boolean {
  return inlineNames.has(node.name) && node.children.every((child) => typeof child === 'string' || isInline(child));
}
