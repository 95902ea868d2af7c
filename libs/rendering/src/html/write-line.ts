import type { BesidePhrase, CodedText, Line, Phrase, Piece } from '@passerelle/summary/view';
import { fill } from '@passerelle/summary/view';
import { element, type Markup, type Content } from './markup.js';
import type { HtmlPage } from './html-page.js';

/** A line of a cell, and under it, smaller, what stands beside its codes: original texts, other names, the codes. */
function writeLine({ label, pieces, tone }: Line, page: HtmlPage): Markup {
  const beside = writeBeside(pieces.filter(isCoded), page);
  return element(
    'div',
    { class: tone === undefined ? 'line' : `line ${tone}` },
    label === undefined ? undefined : [element('span', { class: 'label' }, fill(page.words.label, { label })), ' '],
    joined(
      pieces.map((piece) => writePiece(piece, page)),
      ' ',
    ),
    beside.length === 0 ? undefined : element('div', { class: 'beside' }, beside),
  );
}

/** Lines one after the other. */
export function writeLines(lines: readonly Line[], page: HtmlPage): readonly Markup[] {
  return lines.map((line) => writeLine(line, page));
}

/** Words in the language they are in, kept apart so that their direction cannot reorder what stands around them. */
export function writePhrase({ text, language }: Phrase, page: HtmlPage, name = 'bdi'): Markup {
  return element(name, { lang: languageTag(language, page) }, text);
}

/** The tag of a language where it is another than the page's; what is no tag is left out, a wrong one would mislead a voice. */
export function languageTag(language: string | undefined, page: HtmlPage): string | undefined {
  if (language === undefined || language === page.view.language) return undefined;
  return /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(language) ? language : undefined;
}

function writePiece(piece: Piece, page: HtmlPage): Content {
  if (typeof piece === 'string') return piece;
  if (!isCoded(piece)) return writePhrase(piece, page);
  const { shown, mark, translation } = piece;
  const text = writePhrase(shown, page);
  return mark === undefined ? text : [text, ' ', element('span', { class: `mark ${translation}` }, mark)];
}

/** What stands beside the texts shown for some codes; empty where there is nothing. */
export function writeBeside(coded: readonly CodedText[], page: HtmlPage): readonly Content[] {
  const parts = coded.flatMap(({ beside, codes }) => [
    ...beside.map((phrase, at) => [
      beside[at - 1]?.role === phrase.role ? undefined : `${roleLabel(phrase, page)} `,
      writePhrase(phrase, page),
      languageNote(phrase, page),
    ]),
    ...codes.map(({ system, code }) => element('span', { class: 'code' }, `${system} ${code}`)),
  ]);
  return joined(parts, ' · ');
}

function roleLabel({ role }: BesidePhrase, { words }: HtmlPage): string {
  return fill(words.label, { label: role === 'original' ? words.marks.original : words.marks.otherNames });
}

/** Names the language of a foreign phrase for the eye; the attribute names it for the ear. */
function languageNote({ language }: Phrase, page: HtmlPage): Content {
  const tag = languageTag(language, page)?.split('-')[0];
  return tag === undefined || tag === page.view.language ? undefined : ` (${tag})`;
}

function isCoded(piece: Piece): piece is CodedText {
  return typeof piece === 'object' && piece.kind === 'coded';
}

/** Parts with something between each two of them. */
export function joined(parts: readonly Content[], between: string): readonly Content[] {
  return parts.flatMap((part, at) => (at === 0 ? [part] : [between, part]));
}
