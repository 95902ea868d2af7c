import { fill, wordsOf, type SummaryView } from '@passerelle/summary/view';
import { Canvas, sheet } from './canvas.js';
import { drawAsWritten } from './draw-narrative.js';
import { drawBlocks, drawHeading, drawSection, space } from './draw-section.js';
import { drawTable } from './draw-table.js';
import { flow } from './flow.js';
import { allParagraphs } from './paragraphs.js';
import { PdfPage } from './pdf-page.js';
import { Printable } from './printable.js';
import { styles } from './styles.js';

/** A PDF that was written. */
export interface RenderedPdf {
  readonly octets: Uint8Array;
  readonly pages: number;
  /** Characters the font has no glyph for, as their numbers: `U+1F493`. They stand in the document by these numbers. */
  readonly replaced: readonly string[];
}

/**
 * Writes the view of a summary as PDF/A-1a (ISO 19005-1) that keeps PDF/UA-1 (ISO 14289-1) as well: fonts embedded, text
 * tagged, words of other languages named as such. The same view gives the same octets at every writing; the time in it is
 * that of the document.
 * @throws PasserelleError PSR-1121 for a summary of too many pages
 */
export function renderPdf(view: SummaryView): RenderedPdf {
  const drawing = draw(view);
  for (;;) {
    const step = drawing.next();
    if (step.done === true) return step.value;
  }
}

/** How long a turn may last, in milliseconds, before others get theirs. */
const turnMs = 15;

/** As {@link renderPdf}, in turns: whoever else waits on this process is not held up by a long document. */
export async function renderPdfInTurns(view: SummaryView): Promise<RenderedPdf> {
  const drawing = draw(view);
  for (let began = performance.now(); ;) {
    const step = drawing.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < turnMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    began = performance.now();
  }
}

function* draw(view: SummaryView): Generator<void, RenderedPdf> {
  const words = wordsOf(view.language);
  const printable = new Printable();
  const { name, birth } = view.patient;
  const kind = words.sections['60591-5'];
  const canvas = new Canvas({
    title: printable.of(`${kind} – ${name}, ${birth}`).trim(),
    author: printable.of(view.author).trim(),
    language: view.language,
    created: timeOf(view.created),
  });
  const page = new PdfPage(view, words, canvas, printable);
  drawBanner(page);
  for (const section of view.sections) yield* drawSection(page, section);
  yield* drawBlocks(page, words.head.document, view.head);
  yield* drawBlocks(page, words.page.people, view.people);
  yield* drawAsWritten(page);
  yield* drawSystems(page);
  yield* drawCatalogues(page);
  drawNotes(page);
  let pages = 0;
  canvas.onEveryPage((at, count) => {
    pages = count;
    drawRunningText(page, at, count);
  });
  return { octets: canvas.end(), pages, replaced: printable.replaced() };
}

/** Whose summary it is, and what to weigh it by. */
function drawBanner(page: PdfPage): void {
  const { view, words, canvas } = page;
  const { name, birth, details } = view.patient;
  const kind = words.sections['60591-5'];
  const title = view.title.text === kind ? [] : [page.run('·', styles.quiet), page.phrase(view.title, styles.quiet)];
  const part = canvas.structure('Sect', canvas.root);
  flow(page, 'P', [{ runs: [page.run(kind, styles.quiet), ...title] }], part, { after: 0 });
  flow(page, 'H1', [{ runs: [page.run(name, styles.title)] }], part, { after: 1 });
  const facts = [birth, ...details].map((fact) => fact.replace(/ /g, '\u00a0'));
  flow(page, 'P', [{ runs: [page.run(facts.join(' · '), styles.facts)] }], part, { after: 2 });
  const [first, ...rest] = view.provenance;
  const died = first?.tone === 'main' ? [first] : [];
  if (died.length > 0) {
    const runs = died.flatMap(({ pieces }) => pieces.map((piece) => page.run(String(piece), styles.alarm)));
    flow(page, 'P', [{ runs }], part);
  }
  const told = (died.length > 0 ? rest : view.provenance).map((line) => ({ ...line, tone: 'quiet' as const }));
  flow(page, 'P', allParagraphs(told, page), part);
  if (view.onlyPdf !== undefined) {
    drawHeading(page, words.onlyPdf.title, part);
    flow(page, 'P', [{ runs: [page.run(words.onlyPdf.sentence, styles.body)] }], part);
  }
  part.end();
}

/** What the short names beside the codes stand for. */
function drawSystems(page: PdfPage): Generator<void> {
  const { systems, systemColumn, systemAddress, systemVersions } = page.words.page;
  return drawReference(page, systems, {
    shares: [4, 7, 2],
    heads: [systemColumn, systemAddress, systemVersions],
    rows: page.view.systems.map(({ name, address, versions }) => [name, address, versions.join(', ')]),
  });
}

/** Where the codes and names come from that the source did not give itself. */
function drawCatalogues(page: PdfPage): Generator<void> {
  const { catalogues, systemColumn, catalogueVersion, catalogueGives, catalogueDigest, gives } = page.words.page;
  return drawReference(page, catalogues, {
    shares: [4, 4, 1.5, 2.5],
    heads: [systemColumn, catalogueDigest, catalogueVersion, catalogueGives],
    rows: page.view.catalogues.map(({ names, version, digest, gives: what }) => [
      names.join(', '),
      digest,
      version,
      gives[what],
    ]),
  });
}

/** A table to look things up in, with its heading; nothing where it has no row. */
function* drawReference(
  page: PdfPage,
  title: string,
  {
    shares,
    heads,
    rows,
  }: { shares: readonly number[]; heads: readonly string[]; rows: readonly (readonly string[])[] },
): Generator<void> {
  if (rows.length === 0) return;
  const { canvas } = page;
  const part = canvas.structure('Sect', canvas.root);
  space(page);
  drawHeading(page, title, part);
  const cell = (text: string) => ({ paragraphs: [{ runs: [page.run(text, styles.quiet)] }] });
  yield* drawTable(
    page,
    {
      shares,
      heads: heads.map((text) => ({ runs: [page.run(text, styles.columnHead)] })),
      rows: rows.map((row) => ({ head: true, ruled: true, cells: row.map(cell) })),
    },
    part,
  );
  part.end();
}

/** How to read the marks, and which characters could not be shown. */
function drawNotes(page: PdfPage): void {
  const { words, canvas, printable } = page;
  const replaced = printable.replaced();
  const lacking = fill(words.page.replaced, { n: String(replaced.length), list: replaced.join(', ') });
  const notes = [words.page.translationNote, ...(replaced.length === 0 ? [] : [lacking])];
  space(page);
  for (const note of notes) flow(page, 'P', [{ runs: [page.run(note, styles.quiet)] }], canvas.root);
}

/** The patient at the head of every page, its number at the foot. */
function drawRunningText(page: PdfPage, at: number, count: number): void {
  const { view, words, canvas } = page;
  const { name, birth } = view.patient;
  const number = fill(words.page.page, { page: String(at), pages: String(count) });
  const right = (text: string): number => sheet.right - canvas.measure(text, styles.running);
  const kind = page.printable.of(words.sections['60591-5']);
  const who = page.printable.of(`${name} · ${birth}`);
  canvas.running(
    [
      { text: who, style: styles.running, x: sheet.left },
      { text: kind, style: styles.running, x: right(kind) },
    ],
    26,
  );
  canvas.running([{ text: number, style: styles.running, x: right(number) }], 812);
}

/** The time a document states, as a point in time: what it leaves open is the first it can be, in UTC. */
function timeOf(created: string): Date {
  const time = new Date(
    /^\d{4}(-\d{2}){0,2}$/.test(created) ? created : created.replace(/(T\d{2}:\d{2}(:\d{2})?)$/, '$1Z'),
  );
  return Number.isNaN(time.getTime()) ? new Date(0) : time;
}
