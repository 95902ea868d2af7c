import {
  fill,
  primaryOf,
  type BesidePhrase,
  type CodedText,
  type Line,
  type Phrase,
  type Piece,
} from '@passerelle/summary/view';
import type { PdfPage } from './pdf-page.js';
import { styles } from './styles.js';
import type { Paragraph, Run, TextStyle } from './text-layout.js';

/** A line of the view as paragraphs: its words, and smaller under them what stands beside its codes. */
function paragraphsOf({ label, pieces, tone }: Line, page: PdfPage): readonly Paragraph[] {
  const style = tone === 'main' ? styles.main : tone === 'quiet' ? styles.quiet : styles.body;
  const runs = pieces.flatMap((piece) => runsOf(piece, style, page));
  const named = label === undefined ? [] : [page.run(fill(page.words.label, { label }), styles.label)];
  const beside = pieces.flatMap((piece) => (isCoded(piece) ? besideOf(piece, page) : []));
  return [
    { runs: [...named, ...runs], after: beside.length > 0 ? 0 : 0.8 },
    ...(beside.length > 0 ? [{ runs: separated(beside, page), after: 1.6 }] : []),
  ];
}

/** Several lines of the view. */
export function allParagraphs(lines: readonly Line[], page: PdfPage): readonly Paragraph[] {
  return lines.flatMap((line) => paragraphsOf(line, page));
}

/** What stands beside the text shown for a code, as one paragraph; undefined where there is nothing. */
export function besideParagraph(coded: CodedText, page: PdfPage): Paragraph | undefined {
  const beside = besideOf(coded, page);
  return beside.length === 0 ? undefined : { runs: separated(beside, page), after: 1.6 };
}

function runsOf(piece: Piece, style: TextStyle, page: PdfPage): readonly Run[] {
  if (typeof piece === 'string') return [page.run(piece, style)];
  if (!isCoded(piece)) return [page.phrase(piece, style)];
  const { shown, mark } = piece;
  const text = page.phrase(shown, style);
  return mark === undefined ? [text] : [text, page.run(mark.replace(/ /g, '\u00a0'), styles.mark)];
}

/** Original texts with the language each is in, then the codes; each entry is a list of runs. */
function besideOf({ beside, codes }: CodedText, page: PdfPage): readonly (readonly Run[])[] {
  const texts = beside.map((phrase, at) => [
    ...(beside[at - 1]?.role === phrase.role ? [] : [page.run(roleLabel(phrase, page), styles.quiet)]),
    page.phrase(phrase, styles.quiet),
    ...languageNote(phrase, page),
  ]);
  // A code stays with the name of its system.
  const named = codes.map(({ system, code }) => [
    page.run(`${system} ${code}`.trim().replace(/ /g, '\u00a0'), styles.quiet),
  ]);
  return [...texts, ...named];
}

function roleLabel({ role }: BesidePhrase, { words }: PdfPage): string {
  return fill(words.label, { label: role === 'original' ? words.marks.original : words.marks.otherNames });
}

function languageNote({ language }: Phrase, page: PdfPage): readonly Run[] {
  if (language === undefined || primaryOf(language) === page.view.language) return [];
  return [page.run(`(${primaryOf(language)})`, styles.quiet)];
}

function separated(parts: readonly (readonly Run[])[], page: PdfPage): readonly Run[] {
  return parts.flatMap((part, at) => (at === 0 ? part : [page.run('·', styles.quiet), ...part]));
}

function isCoded(piece: Piece): piece is CodedText {
  return typeof piece === 'object' && piece.kind === 'coded';
}
