import { canonicalUri, uriOfOid } from '../code-systems.js';
import { csvRecords, type CsvProblem, type CsvRecord } from './csv.js';
import type { TextFile } from './reading.js';

/** A table: `#` lines, a header row, then records. */
export interface Table {
  /** From the line `# version: <version>`; undefined where there is none. */
  readonly version: string | undefined;
  readonly columns: readonly string[];
  /** Line of the header row. */
  readonly headerLine: number;
  /** Records that have as many fields as the header; read while they are taken, and to be taken once. */
  readonly body: Iterable<CsvRecord>;
  /** What is wrong with the table as such; those of the body are added while it is taken. */
  readonly problems: CsvProblem[];
}

const versionLine = /^# version: (\S+)\r?$/m;

/** The version a table file states of itself; empty where it states none. */
export function versionOf(text: string): string {
  return versionLine.exec(text)?.[1] ?? '';
}

/**
 * Reads a table file: `#` lines at its head, of which one may be `# version: <version>`, then CSV with a header row,
 * strictly. Fields stand between tabs where the header row has one, and between commas otherwise. Answers everything
 * that is wrong with it, so that a file is corrected in one go.
 */
export function readTable(file: TextFile): Table {
  let rest = file.text.startsWith('\ufeff') ? file.text.slice(1) : file.text;
  let line = 1;
  let version: string | undefined;
  while (rest.startsWith('#')) {
    const end = rest.indexOf('\n');
    const comment = end < 0 ? rest : rest.slice(0, end);
    version = versionLine.exec(comment)?.[1] ?? version;
    rest = end < 0 ? '' : rest.slice(end + 1);
    line++;
  }
  const [head = ''] = rest.split('\n', 1);
  const problems: CsvProblem[] = [];
  const records = csvRecords(rest, problems, { firstLine: line, separator: head.includes('\t') ? '\t' : ',' });
  const header = records.next();
  if (header.done === true) {
    problems.push({ line, problem: 'there is no header row' });
    return { version, columns: [], headerLine: line, body: [], problems };
  }
  const { fields: columns, line: headerLine } = header.value;
  for (const [place, name] of columns.entries()) {
    if (columns.indexOf(name) !== place)
      problems.push({ line: headerLine, problem: `the column ${name} stands twice` });
  }
  return { version, columns, headerLine, body: wholeRecords(records, columns.length, problems), problems };
}

function* wholeRecords(
  records: Iterable<CsvRecord>,
  width: number,
  problems: CsvProblem[],
): Generator<CsvRecord, void> {
  for (const record of records) {
    const { fields, line } = record;
    if (fields.length === width) yield record;
    else problems.push({ line, problem: `there are ${fields.length} fields where the header has ${width}` });
  }
}

/** What is wrong with the columns of a table that has to have some and may have others. */
export function columnProblems(
  { columns, headerLine }: Table,
  required: readonly string[],
  isAllowed: (column: string) => boolean,
): CsvProblem[] {
  const missing = required.filter((name) => !columns.includes(name));
  const unknown = columns.filter((name) => !required.includes(name) && !isAllowed(name));
  return [
    ...missing.map((name) => ({ line: headerLine, problem: `the column ${name} is missing` })),
    ...unknown.map((name) => ({ line: headerLine, problem: `the column ${name} is unknown` })),
  ];
}

const oid = /^[0-2](\.(0|[1-9]\d*))+$/;
const uri = /^[a-z][a-z0-9+.-]*:\S+$/i;

/** The canonical URI of a code system written as OID or as URI; undefined for anything else. */
export function systemOf(written: string): string | undefined {
  if (oid.test(written)) return uriOfOid(written);
  return uri.test(written) ? canonicalUri(written) : undefined;
}

/** A value set written as OID or as URL; undefined for anything else. */
export function valueSetOf(written: string): string | undefined {
  if (oid.test(written)) return `urn:oid:${written}`;
  return uri.test(written) ? written : undefined;
}
