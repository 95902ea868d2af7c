import { PasserelleError, sha256 } from '@passerelle/kernel';
import { compileIndex } from '../gather/compile.js';
import { Gathering } from '../gather/gathering.js';
import { openIndex, type TerminologyIndex } from '../lookup/terminology-index.js';
import { gatherTable } from '../sources/gather-table.js';
import type { MapRowsSaid } from '../sources/map-file.js';
import { describeProblem, type SourceProblem, type SourceReading, type TextFile } from '../sources/reading.js';
import { versionOf } from '../sources/table-file.js';
import { catalogueOf, type Catalogue } from './catalogue.js';

/** Name of the source that the tables of the configuration are together. */
const configured = 'configured';

/**
 * Compiles the tables of the configuration, concept maps and files of displays, into an index in memory. Pure: reading the
 * folders is the caller's business. Some milliseconds a thousand rows.
 * @param files - in any order; the index does not depend on it
 * @throws PSR-7010 with all problems, and file and line of the first
 */
export function compileTables(files: readonly TextFile[]): TerminologyIndex {
  const ordered = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const versions = ordered.map((file) => versionOf(file.text)).sort();
  const version = versions[versions.length - 1] ?? '';
  const digest = sha256(ordered.map(({ name, text }) => `${name} ${sha256(text)}\n`).join(''));
  const gathering = new Gathering();
  const source = gathering.source({ name: configured, version, kind: 'tables', digest });
  const reading: SourceReading = { gathering, source, version, problems: [], notes: [] };
  const said: MapRowsSaid = new Map();
  for (const file of ordered) gatherTable(file, reading, said);
  if (reading.problems.length > 0) throw notValid(reading.problems);
  return openIndex(compileIndex(gathering));
}

/** The catalogue of the tables of the configuration alone: see {@link compileTables}. */
export function loadCatalogue(files: readonly TextFile[]): Catalogue {
  return catalogueOf(compileTables(files));
}

function notValid(problems: readonly SourceProblem[]): PasserelleError {
  const [first] = problems;
  return new PasserelleError('PSR-7010', {
    count: problems.length,
    file: first?.file ?? '',
    line: first?.line ?? 1,
    problems: problems.map(describeProblem).join('; '),
  });
}
