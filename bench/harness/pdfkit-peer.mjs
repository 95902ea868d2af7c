import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

const require = createRequire(import.meta.url);
const family = '@expo-google-fonts/source-sans-3';
const regular = readFileSync(require.resolve(`${family}/400Regular/SourceSans3_400Regular.ttf`));
const bold = readFileSync(require.resolve(`${family}/600SemiBold/SourceSans3_600SemiBold.ttf`));

/**
 * The same view with what pdfkit itself offers: its tables, its line breaking, its shaping of text. It writes the same
 * words in the same fonts, without structure, languages or the claim of PDF/A.
 * @param {import('@passerelle/summary/view').SummaryView} view
 */
export function pdfkitTables(view) {
  const document = new PDFDocument({ size: 'A4', margin: 40, font: null });
  document.registerFont('regular', regular).registerFont('bold', bold);
  document.font('bold').fontSize(17).text(view.patient.name);
  for (const { title, tables, statements } of view.sections) {
    document.font('bold').fontSize(12).text(title);
    document.font('regular').fontSize(8);
    for (const line of statements) document.text(textOf(line));
    for (const { columns, rows } of tables) {
      const heads = columns.map((column) => column.title);
      const body = rows.map(({ cells }) => columns.map(({ key }) => (cells[key] ?? []).map(textOf).join('\n')));
      document.table({ data: [heads, ...body] });
    }
  }
  document.end();
  return document.read();
}

/** A line with all that stands beside its codes. */
function textOf({ label, pieces }) {
  const words = pieces.map((piece) => {
    if (typeof piece === 'string') return piece;
    if (piece.kind === 'source') return piece.text;
    const beside = [
      ...piece.beside.map(({ text }) => text),
      ...piece.codes.map(({ system, code }) => `${system} ${code}`),
    ];
    return [piece.shown.text, piece.mark, beside.join(' · ')].filter(Boolean).join(' ');
  });
  return [label, ...words].filter(Boolean).join(' ');
}
