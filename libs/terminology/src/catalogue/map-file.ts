import { canonicalUri, uriOfOid } from '../code-systems.js';
import { readCsv, type CsvProblem, type CsvRecord } from './csv.js';

/** A map file as it was read from its medium. */
export interface MapFile {
  /** File name, quoted in errors and provenance: `lu-vidal-routes.csv`. */
  readonly name: string;
  readonly text: string;
}

/** One row: this code of a national system is that code of a European one. */
export interface MapRow {
  readonly line: number;
  readonly sourceSystem: string;
  /** A code, or a form of codes: see {@link isForm}. */
  readonly sourceCode: string;
  readonly targetSystem: string;
  /** `*` beside a form: the code stays what it is. */
  readonly targetCode: string;
  readonly targetVersion?: string;
  readonly targetDisplay?: string;
  readonly sourceDisplay?: string;
}

/** The form that every code has. */
export const everyCode = '*';

/**
 * Whether a source code is a form of codes that keep their code in the target system: `*` is every code, `???.?` every
 * code of three characters, a point and one more. ICD-10-CM needs this: only its short codes are also codes of ICD-10.
 */
export function isForm(sourceCode: string): boolean {
  return sourceCode === everyCode || /^[?.]+$/.test(sourceCode);
}

/** Whether a code has the form; `?` is any one character, a point is a point. */
export function hasForm(code: string, form: string): boolean {
  if (form === everyCode) return true;
  if (code.length !== form.length) return false;
  for (let place = 0; place < form.length; place++) {
    if ((form[place] === '.') !== (code[place] === '.')) return false;
  }
  return true;
}

const required = ['source_system', 'source_code', 'target_system', 'target_code', 'target_display', 'source_display'];
const optional = ['target_version'];
const versionLine = /^# version: (\S+)\r?$/;

/**
 * Reads one map file: `#` lines at its head, of which one is `# version: <version>`, then strict CSV with a header row.
 * Answers everything that is wrong with it, so that a file is corrected in one go.
 */
export function readMapFile(file: MapFile): { version: string; rows: MapRow[]; problems: CsvProblem[] } {
  const rows: MapRow[] = [];
  let rest = file.text.startsWith('\ufeff') ? file.text.slice(1) : file.text;
  let line = 1;
  let version = '';
  while (rest.startsWith('#')) {
    const end = rest.indexOf('\n');
    const comment = end < 0 ? rest : rest.slice(0, end);
    version = versionLine.exec(comment)?.[1] ?? version;
    rest = end < 0 ? '' : rest.slice(end + 1);
    line++;
  }
  const { records, problems } = readCsv(rest, line);
  if (version === '') problems.push({ line: 1, problem: 'there is no line "# version: <version>" at the head' });
  const [header, ...body] = records;
  if (header === undefined) {
    problems.push({ line, problem: 'there is no header row' });
    return { version, rows, problems };
  }
  problems.push(...headerProblems(header));
  if (problems.length > 0) return { version, rows, problems };
  for (const record of body) readRow(header.fields, record, rows, problems);
  return { version, rows, problems };
}

function headerProblems({ fields, line }: CsvRecord): CsvProblem[] {
  const problems: CsvProblem[] = [];
  for (const name of required) {
    if (!fields.includes(name)) problems.push({ line, problem: `the column ${name} is missing` });
  }
  fields.forEach((name, place) => {
    if (!required.includes(name) && !optional.includes(name))
      problems.push({ line, problem: `the column ${name} is unknown` });
    else if (fields.indexOf(name) !== place) problems.push({ line, problem: `the column ${name} stands twice` });
  });
  return problems;
}

function readRow(columns: readonly string[], record: CsvRecord, rows: MapRow[], problems: CsvProblem[]): void {
  const { fields, line } = record;
  if (fields.length !== columns.length) {
    problems.push({ line, problem: `there are ${fields.length} fields where the header has ${columns.length}` });
    return;
  }
  const value = (column: string): string => (fields[columns.indexOf(column)] ?? '').trim();
  const sourceSystem = systemOf(value('source_system'));
  const targetSystem = systemOf(value('target_system'));
  const sourceCode = value('source_code');
  const targetCode = value('target_code');
  if (sourceSystem === undefined) problems.push({ line, problem: 'source_system is neither an OID nor a URI' });
  if (targetSystem === undefined) problems.push({ line, problem: 'target_system is neither an OID nor a URI' });
  if (sourceCode === '') problems.push({ line, problem: 'source_code is empty' });
  if (targetCode === '') problems.push({ line, problem: 'target_code is empty' });
  if (isForm(sourceCode) !== (targetCode === everyCode)) {
    problems.push({ line, problem: 'target_code is * beside a form of source codes, and only there' });
  }
  const targetDisplay = value('target_display');
  // An empty display would reach a professional as a code without words, so a row without one is refused here.
  if (targetDisplay === '' && targetCode !== everyCode) problems.push({ line, problem: 'target_display is empty' });
  if (sourceSystem === undefined || targetSystem === undefined) return;
  const targetVersion = value('target_version');
  const sourceDisplay = value('source_display');
  rows.push({
    line,
    sourceSystem,
    sourceCode,
    targetSystem,
    targetCode,
    ...(targetVersion === '' ? {} : { targetVersion }),
    ...(targetDisplay === '' ? {} : { targetDisplay }),
    ...(sourceDisplay === '' ? {} : { sourceDisplay }),
  });
}

const oid = /^[0-2](\.(0|[1-9]\d*))+$/;
const uri = /^[a-z][a-z0-9+.-]*:\S+$/i;

function systemOf(written: string): string | undefined {
  if (oid.test(written)) return uriOfOid(written);
  return uri.test(written) ? canonicalUri(written) : undefined;
}
