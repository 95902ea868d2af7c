import type { StructureElement } from 'pdfkit';
import { sheet } from './canvas.js';
import { fit, heightOf } from './flow.js';
import type { PdfPage } from './pdf-page.js';
import { colours } from './styles.js';
import { layOut, type Paragraph, type TextLine } from './text-layout.js';

/** A cell to draw. */
export interface Cell {
  readonly paragraphs: readonly Paragraph[];
  /** Columns it goes over; one where nothing is said. */
  readonly columns?: number;
}

/** A row to draw. The first cell of a row is its heading where `head` is set. */
export interface Row {
  readonly cells: readonly Cell[];
  readonly head?: boolean;
  /** Whether a line is drawn under it. */
  readonly ruled: boolean;
}

/** A table to draw. */
export interface Table {
  /** Widths relative to each other. */
  readonly shares: readonly number[];
  readonly heads: readonly Paragraph[];
  readonly rows: Iterable<Row>;
}

const padding = { x: 4, top: 2.5, bottom: 2.5 };
/** A row that does not fit is moved to the next page where it is no taller than this, and broken where it is. */
const tallest = (sheet.bottom - sheet.top) * 0.4;

/**
 * Draws a table over as many pages as it needs; the headings of its columns are repeated on each, where they are ornament,
 * because the structure has them once. Yields after each row, so that a long table can be drawn in turns.
 */
export function* drawTable(page: PdfPage, { shares, heads, rows }: Table, parent: StructureElement): Generator<void> {
  const { canvas } = page;
  const all = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => (share / all) * (sheet.right - sheet.left));
  const columnHeads = heads.map((paragraph, at) => layOut([paragraph], inner(widths[at]!), canvas.measure));
  const headHeight = tallestOf(columnHeads) + padding.top + padding.bottom;
  if (canvas.room < headHeight + 40) canvas.breakPage();
  const table = canvas.structure('Table', parent);
  drawHeads(page, columnHeads, widths, headHeight, table);
  for (const row of rows) {
    drawRow(page, row, widths, table, () => {
      canvas.breakPage();
      drawHeads(page, columnHeads, widths, headHeight);
    });
    yield;
  }
  table.end();
  canvas.advance(Math.min(5, Math.max(0, canvas.room)));
}

function inner(width: number): number {
  return width - 2 * padding.x;
}

function tallestOf(cells: readonly (readonly TextLine[])[]): number {
  return Math.max(0, ...cells.map(heightOf));
}

/** The row of headings: in the structure where a table is given, ornament where it repeats. */
function drawHeads(
  page: PdfPage,
  heads: readonly (readonly TextLine[])[],
  widths: readonly number[],
  height: number,
  table?: StructureElement,
): void {
  const { canvas } = page;
  const top = canvas.y;
  canvas.ornament((document) => {
    document.rect(sheet.left, top, sheet.right - sheet.left, height).fill(colours.faint);
    document.rect(sheet.left, top + height - 0.8, sheet.right - sheet.left, 0.8).fill(colours.soft);
  });
  const row = table === undefined ? undefined : canvas.structure('TR', table);
  let x = sheet.left;
  for (const [at, lines] of heads.entries()) {
    // Headings stand on the line below them.
    const y = top + height - padding.bottom - heightOf(lines);
    if (row === undefined) repeat(page, lines, x + padding.x, y);
    else {
      const cell = canvas.structure('TH', row, { scope: 'Column' });
      canvas.text(lines, x + padding.x, y, cell);
      cell.end();
    }
    x += widths[at]!;
  }
  row?.end();
  canvas.advance(height);
}

function repeat({ canvas }: PdfPage, lines: readonly TextLine[], x: number, y: number): void {
  let top = y;
  for (const { runs, height } of lines) {
    canvas.running(
      runs.map((run) => ({ ...run, x: x + run.x })),
      top,
    );
    top += height;
  }
}

function drawRow(page: PdfPage, row: Row, widths: readonly number[], table: StructureElement, turn: () => void): void {
  const { canvas } = page;
  const places = placesOf(row.cells, widths);
  let rest = places.map(({ cell, width }) => layOut(cell.paragraphs, inner(width), canvas.measure));
  const edges = padding.top + padding.bottom;
  const height = tallestOf(rest) + edges;
  if (height > canvas.room && height <= tallest) turn();
  const element = canvas.structure('TR', table);
  const cells = places.map(({ cell: { columns = 1 } }, at) =>
    at === 0 && row.head === true
      ? canvas.structure('TH', element, { scope: 'Row', columns })
      : canvas.structure('TD', element, { columns }),
  );
  for (;;) {
    if (canvas.room < edges + (rest.find(isFilled)?.[0]?.height ?? 0)) turn();
    const parts = rest.map((lines) => lines.slice(0, fit(lines, canvas.room - edges)));
    const partHeight = tallestOf(parts) + edges;
    for (const [at, lines] of parts.entries()) {
      if (lines.length > 0) canvas.text(lines, places[at]!.x + padding.x, canvas.y + padding.top, cells[at]!);
    }
    rest = rest.map((lines, at) => lines.slice(parts[at]!.length));
    canvas.advance(partHeight);
    if (!rest.some(isFilled)) break;
    turn();
  }
  for (const cell of cells) cell.end();
  element.end();
  if (row.ruled) rule(page);
}

function isFilled(lines: readonly TextLine[]): boolean {
  return lines.length > 0;
}

function rule({ canvas }: PdfPage): void {
  const at = canvas.y;
  canvas.ornament((document) => document.rect(sheet.left, at - 0.5, sheet.right - sheet.left, 0.5).fill(colours.line));
}

interface Place {
  readonly cell: Cell;
  readonly x: number;
  readonly width: number;
}

function placesOf(cells: readonly Cell[], widths: readonly number[]): readonly Place[] {
  const places: Place[] = [];
  let x = sheet.left;
  let column = 0;
  for (const cell of cells) {
    const width = widths.slice(column, column + (cell.columns ?? 1)).reduce((sum, each) => sum + each, 0);
    places.push({ cell, x, width });
    x += width;
    column += cell.columns ?? 1;
  }
  return places;
}
