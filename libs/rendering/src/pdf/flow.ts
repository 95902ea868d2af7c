import type { StructureElement } from 'pdfkit';
import { sheet } from './canvas.js';
import type { PdfPage } from './pdf-page.js';
import { layOut, type Paragraph, type TextLine } from './text-layout.js';

const fullWidth = sheet.right - sheet.left;

/** Draws paragraphs over the whole width as one element of the structure, over as many pages as they need. */
export function flow(
  page: PdfPage,
  type: string,
  paragraphs: readonly Paragraph[],
  parent: StructureElement,
  { keep = 0, after = 3 }: { readonly keep?: number; readonly after?: number } = {},
): void {
  const { canvas } = page;
  const lines = layOut(paragraphs, fullWidth, canvas.measure);
  if (lines.length === 0) return;
  // What belongs together begins on a page that has room for both.
  if (canvas.room < heightOf(lines.slice(0, 2)) + keep) canvas.breakPage();
  const element = canvas.structure(type, parent);
  let rest: readonly TextLine[] = lines;
  while (rest.length > 0) {
    const fitting = Math.max(1, fit(rest, canvas.room));
    const part = rest.slice(0, fitting);
    canvas.text(part, sheet.left, canvas.y, element);
    canvas.advance(heightOf(part));
    rest = rest.slice(fitting);
    if (rest.length > 0) canvas.breakPage();
  }
  element.end();
  canvas.advance(Math.min(after, Math.max(0, canvas.room)));
}

/** How many of the lines fit into a height. */
export function fit(lines: readonly TextLine[], height: number): number {
  let used = 0;
  for (const [at, line] of lines.entries()) {
    used += line.height;
    if (used > height + 0.01) return at;
  }
  return lines.length;
}

/** Height of lines below each other. */
export function heightOf(lines: readonly TextLine[]): number {
  return lines.reduce((sum, { height }) => sum + height, 0);
}
