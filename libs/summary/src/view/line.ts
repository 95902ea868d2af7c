import type { Line, Piece, SourceText } from './view-model.js';

/** A line of pieces; pieces that are missing are left out. */
export function line(...pieces: readonly (Piece | undefined)[]): Line {
  return { pieces: pieces.filter((piece) => piece !== undefined) };
}

/** A line that says what the row is about. */
export function mainLine(...pieces: readonly (Piece | undefined)[]): Line {
  return { ...line(...pieces), tone: 'main' };
}

/** A labelled line. */
export function labelled(label: string, ...pieces: readonly (Piece | undefined)[]): Line {
  return { label, ...line(...pieces) };
}

/** A labelled line that nobody needs to read first. */
export function quiet(label: string, ...pieces: readonly (Piece | undefined)[]): Line {
  return { ...labelled(label, ...pieces), tone: 'quiet' };
}

/** Words of the source, in the language given. */
export function sourceText(text: string, language: string | undefined): SourceText {
  return { kind: 'source', text, ...(language !== undefined && { language }) };
}

/** The lines that something makes, or none where it is missing. */
export function linesIf<T>(value: T | undefined, make: (value: T) => Line | readonly Line[]): readonly Line[] {
  if (value === undefined) return [];
  const made = make(value);
  return 'pieces' in made ? [made] : made;
}
