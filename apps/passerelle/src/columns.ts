/** A cell of a table for a terminal; numbers stand to the right. */
export type Cell = string | number;

/**
 * Lines of a table: columns as wide as their widest cell, two spaces between them, none at the ends. Control characters,
 * which a source may bring along, are shown and not obeyed.
 * @param rows - cells by row, all rows of one length
 * @param heading - names of the columns
 */
export function columns(rows: readonly (readonly Cell[])[], heading: readonly string[]): string[] {
  const all: readonly (readonly Cell[])[] = [heading, ...rows];
  const texts = all.map((row) => row.map(shown));
  const widths = heading.map((_, column) => Math.max(...texts.map((row) => row[column]!.length)));
  const right = heading.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  return texts.map((row) =>
    row
      .map((text, column) => (right[column] ? text.padStart(widths[column]!) : text.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

/** A text as it is safe on a terminal. */
export function shown(cell: Cell): string {
  return String(cell).replace(/\p{Cc}/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
