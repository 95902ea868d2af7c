/** One record of a CSV text with the line it starts on. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** What is wrong with a CSV text, and on which line. */
export interface CsvProblem {
  readonly line: number;
  readonly problem: string;
}

/** How a CSV text is read. */
export interface CsvReading {
  /** Number of the first line of the text in its file; 1 unless told. */
  readonly firstLine?: number;
  /** What stands between fields; a comma unless told. */
  readonly separator?: ',' | ';' | '\t';
}

/** Reads CSV as {@link csvRecords} does, all of it. */
export function readCsv(text: string, reading: CsvReading = {}): { records: CsvRecord[]; problems: CsvProblem[] } {
  const problems: CsvProblem[] = [];
  return { records: [...csvRecords(text, problems, reading)], problems };
}

/**
 * Reads CSV strictly after RFC 4180: fields are bare or wholly in double quotes, a quote inside doubles, records end
 * with LF or CRLF. Lenient readers turn a forgotten quote into one huge field and lose every row after it without a
 * word, which for a code map means wrong medicine; here it is a problem with a line, and the last that is read.
 * @param text - the text without byte order mark; empty lines are passed over
 * @param problems - gets what is wrong, while records are taken
 */
export function* csvRecords(
  text: string,
  problems: CsvProblem[],
  { firstLine = 1, separator = ',' }: CsvReading = {},
): Generator<CsvRecord, void> {
  let line = firstLine;
  let at = 0;
  while (at < text.length) {
    const start = line;
    const fields: string[] = [];
    for (;;) {
      const field = text[at] === '"' ? quoted(text, at, separator) : bare(text, at, separator);
      if (typeof field === 'string') {
        problems.push({ line: start, problem: field });
        return;
      }
      fields.push(field.value);
      line += field.breaks;
      at = field.end;
      if (text[at] !== separator) break;
      at++;
    }
    if (text[at] === '\r') at++;
    at++;
    line++;
    if (fields.length > 1 || fields[0] !== '') yield { line: start, fields };
  }
}

interface Field {
  readonly value: string;
  /** Offset of what ends the field: a separator, a line end or the end of the text. */
  readonly end: number;
  readonly breaks: number;
}

function bare(text: string, start: number, separator: string): Field | string {
  let end = start;
  for (; end < text.length; end++) {
    const char = text[end];
    if (char === separator || char === '\n') break;
    if (char === '\r') {
      if (text[end + 1] === '\n') break;
      return 'a carriage return stands alone';
    }
    if (char === '"') return 'a quote stands inside a field that does not start with one';
  }
  return { value: text.slice(start, end), end, breaks: 0 };
}

function quoted(text: string, start: number, separator: string): Field | string {
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return 'a quoted field is not closed';
    value += text.slice(from, quote);
    const next = text[quote + 1];
    if (next === '"') {
      value += '"';
      from = quote + 2;
      continue;
    }
    if (next === undefined || next === separator || next === '\n' || (next === '\r' && text[quote + 2] === '\n')) {
      return { value, end: quote + 1, breaks: value.split('\n').length - 1 };
    }
    return 'text follows a closing quote';
  }
}
