import { PasserelleError } from '@passerelle/kernel';
import type { Gathering } from '../gather/gathering.js';
import { gatherFhirFile } from './fhir/gather-resource.js';
import type { LocatedSource, SourceFile } from './locate-source.js';
import { gatherTable } from './gather-table.js';
import type { MapRowsSaid } from './map-file.js';
import { finishMvc, gatherMvcFile, type SpreadValueSets, type XmlTree } from './mvc-xml.js';
import { describeProblem, type SourceProblem, type SourceReading, type TextFile } from './reading.js';
import { gatherTsam } from './tsam.js';

/** What reading a source needs from outside. */
export interface GatherOptions {
  /** The guarded XML parser; `parseXml` of @passerelle/xml. */
  readonly readXml: (octets: Uint8Array) => XmlTree;
  /** Encoding of tables, a label of the WHATWG Encoding Standard; UTF-8 unless told. */
  readonly encoding?: string;
  /** Rows of the map files that were read before. */
  readonly said: MapRowsSaid;
}

/** What is to be said of a source that was read. */
export interface GatheredSource {
  readonly problems: readonly SourceProblem[];
  readonly notes: readonly string[];
}

/**
 * Reads a source into what is gathered, going on past what is wrong so that all of it is told at once.
 * @throws PSR-7101 when no file of it holds terminology; PSR-7103 when an archive exceeds the limits
 */
export async function gatherSource(
  located: LocatedSource,
  gathering: Gathering,
  options: GatherOptions,
): Promise<GatheredSource> {
  const { name, version, kind, digest } = located;
  const source = gathering.source({ name, version, kind, digest });
  const reading: SourceReading = { gathering, source, version, problems: [], notes: [] };
  if (!(await gatherFiles(located, reading, options))) {
    throw new PasserelleError('PSR-7101', { file: located.place, reason: 'no file of it holds terminology' });
  }
  return { problems: reading.problems, notes: reading.notes };
}

/** The error for a source with problems. */
export function notValid(source: string, problems: readonly SourceProblem[]): PasserelleError {
  const shown = problems.slice(0, 20).map(describeProblem);
  return new PasserelleError('PSR-7102', {
    source,
    count: problems.length,
    file: problems[0]?.file ?? '',
    problems: [...shown, ...(problems.length > shown.length ? ['…'] : [])].join('; '),
  });
}

async function gatherFiles(located: LocatedSource, reading: SourceReading, options: GatherOptions): Promise<boolean> {
  const spread: SpreadValueSets = new Map();
  const extract: TextFile[] = [];
  let holds = false;
  for await (const file of located.files()) {
    switch (located.kind) {
      case 'fhir-package':
      case 'fhir-files': {
        const text = decoded(file, reading);
        if (text !== undefined && gatherFhirFile(text, file.path, reading)) holds = true;
        break;
      }
      case 'mvc-xml': {
        const root = parsed(file, reading, options);
        if (root === undefined || gatherMvcFile(root, file.path, reading, spread)) holds = true;
        break;
      }
      case 'tables': {
        const text = decoded(file, reading, options.encoding);
        if (text !== undefined) gatherTable({ name: file.path, text }, reading, options.said);
        holds = true;
        break;
      }
      case 'tsam': {
        const text = decoded(file, reading, options.encoding);
        if (text !== undefined) extract.push({ name: file.path, text });
        holds = true;
      }
    }
  }
  finishMvc(spread, reading);
  if (located.kind === 'tsam') gatherTsam(extract, reading);
  return holds;
}

function decoded(file: SourceFile, { problems }: SourceReading, encoding = 'utf-8'): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(file.octets);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw cause;
    problems.push({ file: file.path, line: 1, problem: `the file is not in the encoding ${encoding}` });
    return undefined;
  }
}

function parsed(file: SourceFile, { problems }: SourceReading, { readXml }: GatherOptions): XmlTree | undefined {
  try {
    return readXml(file.octets);
  } catch (cause) {
    if (!(cause instanceof PasserelleError)) throw cause;
    problems.push({ file: file.path, line: 1, problem: `${cause.code} ${cause.message}` });
    return undefined;
  }
}
