import { conceptFlags } from '../index-file/layout.js';
import { languageTag } from './language.js';
import type { SourceReading, TextFile } from './reading.js';
import { columnProblems, readTable, systemOf, type Table } from './table-file.js';

const required = ['system', 'code'];

/** Whether a table is a file of displays, by its columns. */
export function isDisplayTable({ columns }: Table): boolean {
  return required.every((name) => columns.includes(name));
}

/**
 * Reads a file of displays. A row is a code with either one display (columns `language` and `display`) or one in each of
 * several languages (a column for each, named by its tag: `en`, `fr`, `pt-PT`); an empty field is no display. A code has
 * one display a language in a file: a second one is a problem.
 */
export function gatherDisplayFile(file: TextFile, reading: SourceReading, table = readTable(file)): void {
  const problem = (line: number, text: string) => reading.problems.push({ file: file.name, line, problem: text });
  const long = table.columns.includes('display') || table.columns.includes('language');
  const wrong = columnProblems(table, long ? [...required, 'language', 'display'] : required, (name) =>
    long ? false : languageTag(name) !== undefined,
  );
  for (const { line, problem: text } of wrong) problem(line, text);
  if (wrong.length === 0) gatherBody(file, reading, table, long);
  for (const { line, problem: text } of table.problems) problem(line, text);
}

function gatherBody(file: TextFile, reading: SourceReading, table: Table, long: boolean): void {
  const problem = (line: number, text: string) => reading.problems.push({ file: file.name, line, problem: text });
  const { gathering, source, version } = reading;
  const name = file.name.replace(/\.(csv|tsv|txt)$/, '');
  const origin = gathering.origin({ source, name, version: table.version ?? version });
  const seen = new Set<string>();
  const tags = new Map<string, string | undefined>();
  const tagOf = (written: string): string | undefined => {
    // A file has few languages and many rows.
    if (!tags.has(written)) tags.set(written, languageTag(written));
    return tags.get(written);
  };
  for (const { line, fields } of table.body) {
    const value = (column: string): string => (fields[table.columns.indexOf(column)] ?? '').trim();
    const system = systemOf(value('system'));
    const code = value('code');
    if (system === undefined) problem(line, 'system is neither an OID nor a URI');
    if (code === '') problem(line, 'code is empty');
    if (system === undefined || code === '') continue;
    const displays = long
      ? [[value('language'), value('display')]]
      : languagesOf(table).map((tag) => [tag, value(tag)]);
    for (const [written = '', text = ''] of displays) {
      const language = tagOf(written);
      if (language === undefined) problem(line, 'language is no language tag');
      else if (text === '' && long) problem(line, 'display is empty');
      else if (text !== '') {
        const said = `${system} ${code} ${language}`;
        if (seen.has(said)) problem(line, `the code ${code} has a display in ${language} already`);
        seen.add(said);
        const concept = gathering.concept(gathering.system(system), code);
        concept.flags |= conceptFlags.named;
        gathering.display(concept, language, text, origin, 'display-file');
      }
    }
  }
}

function languagesOf({ columns }: Table): readonly string[] {
  return columns.filter((name) => !required.includes(name));
}
