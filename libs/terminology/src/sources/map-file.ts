import type { RowDraft } from '../gather/drafts.js';
import { everyCode, isForm } from '../lookup/code-form.js';
import type { SourceReading, TextFile } from './reading.js';
import { columnProblems, readTable, systemOf, valueSetOf, type Table } from './table-file.js';

const required = ['source_system', 'source_code', 'target_system', 'target_code', 'target_display', 'source_display'];
const optional = ['target_version', 'value_set'];

/** One row: this code of a national system is that code of a European one. The target is `*` beside a form of codes. */
interface MapFileRow extends Omit<RowDraft, 'relationship' | 'origin' | 'row'> {
  readonly line: number;
  readonly sourceSystem: string;
  /** A code, or a form of codes: see `code-form.ts`. */
  readonly sourceCode: string;
}

/** The rows that map files gave already, so that no two answer the same question: by system, code and value set. */
export type MapRowsSaid = Map<string, { readonly where: string; readonly target: string }>;

/**
 * Reads a map file into what is gathered. Two answers to one question are never resolved by order: a row that repeats or
 * contradicts another is a problem.
 */
export function gatherMapFile(
  file: TextFile,
  reading: SourceReading,
  said: MapRowsSaid,
  table = readTable(file),
): void {
  const problem = (line: number, text: string) => reading.problems.push({ file: file.name, line, problem: text });
  if (table.version === undefined) problem(1, 'there is no line "# version: <version>" at the head');
  const wrong = columnProblems(table, required, (name) => optional.includes(name));
  for (const { line, problem: text } of table.columns.length === 0 ? [] : wrong) problem(line, text);
  if (wrong.length === 0) gatherBody(file, reading, said, table);
  for (const { line, problem: text } of table.problems) problem(line, text);
}

function gatherBody(file: TextFile, reading: SourceReading, said: MapRowsSaid, table: Table): void {
  const problem = (line: number, text: string) => reading.problems.push({ file: file.name, line, problem: text });
  const { gathering, source, version } = reading;
  const name = file.name.replace(/\.(csv|tsv)$/, '');
  const origin = gathering.origin({ source, name, version: table.version ?? version });
  for (const record of table.body) {
    const row = readRow(table.columns, record.fields, record.line, (text) => problem(record.line, text));
    if (row === undefined) continue;
    const contradiction = claim(row, file, said);
    if (contradiction !== undefined) problem(record.line, contradiction);
    else gatherRow(row, origin, reading);
  }
}

function readRow(
  columns: readonly string[],
  fields: readonly string[],
  line: number,
  problem: (text: string) => void,
): MapFileRow | undefined {
  const value = (column: string): string => (fields[columns.indexOf(column)] ?? '').trim();
  const sourceSystem = systemOf(value('source_system'));
  const targetSystem = systemOf(value('target_system'));
  const [sourceCode, targetCode, targetDisplay] = [value('source_code'), value('target_code'), value('target_display')];
  const scope = value('value_set') === '' ? undefined : valueSetOf(value('value_set'));
  const form = isForm(sourceCode);
  const faults = [
    sourceSystem === undefined && 'source_system is neither an OID nor a URI',
    targetSystem === undefined && 'target_system is neither an OID nor a URI',
    sourceCode === '' && 'source_code is empty',
    targetCode === '' && 'target_code is empty',
    form !== (targetCode === everyCode) && 'target_code is * beside a form of source codes, and only there',
    // An empty display would reach a professional as a code without words, so a row without one is refused here.
    targetDisplay === '' && targetCode !== everyCode && 'target_display is empty',
    targetDisplay !== '' && form && 'target_display stands beside a form of codes, which have a display each',
    scope === undefined && value('value_set') !== '' && 'value_set is neither an OID nor a URL',
  ].filter((fault) => fault !== false);
  for (const fault of faults) problem(fault);
  if (faults.length > 0 || sourceSystem === undefined || targetSystem === undefined) return undefined;
  const targetVersion = value('target_version');
  const sourceDisplay = value('source_display');
  return {
    line,
    sourceSystem,
    sourceCode,
    targetSystem,
    targetCode,
    ...(targetVersion !== '' && { targetVersion }),
    ...(targetDisplay !== '' && { targetDisplay }),
    ...(sourceDisplay !== '' && { sourceDisplay }),
    ...(scope !== undefined && { scope }),
  };
}

/** Takes the question that a row answers; says why it cannot. */
function claim(row: MapFileRow, { name }: TextFile, said: MapRowsSaid): string | undefined {
  const { sourceSystem, sourceCode, scope = '', targetSystem, targetCode, line } = row;
  const question = `${sourceSystem} ${sourceCode} ${scope}`;
  const target = `${targetSystem} ${targetCode}`;
  const earlier = said.get(question);
  if (earlier === undefined) {
    said.set(question, { where: `${name}:${line}`, target });
    return undefined;
  }
  return earlier.target === target
    ? `the row repeats ${earlier.where}`
    : `the code ${sourceCode} has another target in ${earlier.where}`;
}

function gatherRow(
  { line, sourceSystem, sourceCode, ...row }: MapFileRow,
  origin: number,
  reading: SourceReading,
): void {
  if (isForm(sourceCode)) {
    const { targetSystem, targetVersion, scope } = row;
    reading.gathering.form({
      system: sourceSystem,
      form: sourceCode,
      targetSystem,
      ...(targetVersion !== undefined && { targetVersion }),
      ...(scope !== undefined && { scope }),
      origin,
      row: line,
    });
  } else {
    reading.gathering.row(sourceSystem, sourceCode, { ...row, relationship: 'equivalent', origin, row: line });
  }
}
