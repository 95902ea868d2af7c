import { uriOfOid } from '../code-systems.js';
import type { ConceptDraft, SystemDraft } from '../gather/drafts.js';
import { conceptFlags } from '../index-file/layout.js';
import { readCsv } from './csv.js';
import { languageTag } from './language.js';
import type { SourceReading, TextFile } from './reading.js';

/** Tables of OpenNCP's terminology database, by the name of their file. */
const tables = {
  'codeSystem.csv': ['ID', 'OID', 'NAME'],
  'codeSystemVersion.csv': ['ID', 'CODE_SYSTEM_ID', 'LOCAL_NAME', 'STATUS'],
  'codeSystemConcept.csv': ['ID', 'CODE_SYSTEM_VERSION_ID', 'CODE'],
  'designation.csv': ['DESIGNATION', 'CODE_SYSTEM_CONCEPT_ID', 'LANGUAGE_CODE', 'IS_PREFERRED', 'STATUS'],
  'transcodingAssociation.csv': ['ID', 'SOURCE_CONCEPT_ID', 'TARGET_CONCEPT_ID', 'STATUS'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type TableName = keyof typeof tables;
type TableRow = Readonly<Record<string, string>> & { readonly line: string };

/** Whether the files of a folder are an extract of OpenNCP's terminology database (TSAM). */
export function isTsamExtract(names: readonly string[]): boolean {
  return Object.keys(tables).every((name) => names.includes(name));
}

/**
 * Reads an extract of OpenNCP's terminology database (TSAM): one file a table, fields between semicolons. Of concepts
 * and designations those that are current count, of associations those that are valid (myhealtheu-wire.md section 13.8).
 * The extract has no table of which concepts a value set holds, so it brings none.
 */
export function gatherTsam(files: readonly TextFile[], reading: SourceReading): void {
  const { gathering, source, version } = reading;
  const read = (name: TableName): TableRow[] => rowsOf(name, files, reading);
  const origin = gathering.origin({ source, name: 'tsam', version });
  const systems = new Map(read('codeSystem.csv').map((row) => [row['ID'], row]));
  const versions = new Map(
    read('codeSystemVersion.csv').flatMap((row) => {
      const system = systems.get(row['CODE_SYSTEM_ID']);
      if (system === undefined) return [];
      const draft = gathering.system(uriOfOid(system['OID'] ?? ''));
      draft.oids.add(system['OID'] ?? '');
      draft.name ??= system['NAME'];
      if (row['STATUS'] === 'current') draft.versions.add(row['LOCAL_NAME'] ?? '');
      return [[row['ID'], { draft, current: row['STATUS'] === 'current' }] as const];
    }),
  );
  const concepts = new Map<string | undefined, { readonly system: SystemDraft; readonly concept: ConceptDraft }>();
  for (const row of read('codeSystemConcept.csv')) {
    const held = versions.get(row['CODE_SYSTEM_VERSION_ID']);
    const code = row['CODE'] ?? '';
    if (held === undefined || code === '') {
      problemIn('codeSystemConcept.csv', row, 'the concept has no code or no version of a code system', reading);
      continue;
    }
    const concept = gathering.concept(held.draft, code);
    concept.flags |= held.current ? conceptFlags.named : conceptFlags.named | conceptFlags.inactive;
    concepts.set(row['ID'], { system: held.draft, concept });
  }
  gatherTsamDesignations(read('designation.csv'), concepts, origin, reading);
  for (const row of read('transcodingAssociation.csv')) {
    if (row['STATUS'] !== 'valid') continue;
    const [from, to] = [concepts.get(row['SOURCE_CONCEPT_ID']), concepts.get(row['TARGET_CONCEPT_ID'])];
    if (from === undefined || to === undefined) {
      problemIn('transcodingAssociation.csv', row, 'the association leads to no concept', reading);
      continue;
    }
    gathering.row(from.system.uri, from.concept.code, {
      targetSystem: to.system.uri,
      targetCode: to.concept.code,
      relationship: 'equivalent',
      origin,
      row: Number(row.line),
    });
  }
}

/** The preferred designation of each language; where none is marked, the first. */
function gatherTsamDesignations(
  rows: readonly TableRow[],
  concepts: ReadonlyMap<string | undefined, { readonly concept: ConceptDraft }>,
  origin: number,
  reading: SourceReading,
): void {
  const preferredFirst = [...rows].sort((a, b) => Number(isPreferred(b)) - Number(isPreferred(a)));
  for (const row of preferredFirst) {
    if (row['STATUS'] !== 'current') continue;
    const concept = concepts.get(row['CODE_SYSTEM_CONCEPT_ID'])?.concept;
    const language = languageTag(row['LANGUAGE_CODE'] ?? '');
    const text = (row['DESIGNATION'] ?? '').trim();
    if (concept === undefined || language === undefined || text === '') {
      problemIn('designation.csv', row, 'the designation has no text, no language or no concept', reading);
    } else reading.gathering.display(concept, language, text, origin, 'code-system');
  }
}

function isPreferred(row: TableRow): boolean {
  return row['IS_PREFERRED'] === 'Yes';
}

function problemIn(file: TableName, row: TableRow, problem: string, { problems }: SourceReading): void {
  problems.push({ file, line: Number(row.line), problem });
}

function rowsOf(name: TableName, files: readonly TextFile[], { problems }: SourceReading): TableRow[] {
  const file = files.find((each) => each.name === name);
  // A file that is in another encoding was told already.
  if (file === undefined) return [];
  const { records, problems: faults } = readCsv(file.text.replace(/^\ufeff/, ''), { separator: ';' });
  for (const fault of faults) problems.push({ file: name, ...fault });
  const [header, ...body] = records;
  const missing = tables[name].filter((column) => header?.fields.includes(column) !== true);
  for (const column of missing) problems.push({ file: name, line: 1, problem: `the column ${column} is missing` });
  if (header === undefined || missing.length > 0) return [];
  return body.map(({ line, fields }) => ({
    ...Object.fromEntries(tables[name].map((column) => [column, (fields[header.fields.indexOf(column)] ?? '').trim()])),
    line: String(line),
  }));
}
