import { PasserelleError, sha256, type Sha256 } from '@passerelle/kernel';
import { canonicalUri, systemName } from '../code-systems.js';
import type { Coding } from '../coding.js';
import type { CsvProblem } from './csv.js';
import { everyCode, hasForm, isForm, readMapFile, type MapFile, type MapRow } from './map-file.js';

/** Where a transcoding comes from, for the exchange log and for whoever doubts it. */
export interface TranscodingProvenance {
  /** Name of the map file, without `.csv`. */
  readonly catalogue: string;
  /** Version the map file states of itself. */
  readonly version: string;
  /** Digest of the whole catalogue the file was part of. */
  readonly digest: Sha256;
  /** Line of the row in the file. */
  readonly row: number;
  /** Set where the row has no English display and that of the source stands in its place. */
  readonly displayFromSource?: true;
}

/** A European coding and the reason for it. */
export interface Transcoding {
  /** The target coding; the national coding, with its own translations, is nested in its `translations`. */
  readonly coding: Coding;
  readonly provenance: TranscodingProvenance;
}

/** The concept maps of a node, compiled into memory. A look-up is two map accesses and allocates its answer only. */
export interface Catalogue {
  /** Newest version of its files; files are versioned by date (`2026-11-22`), so text order is time order. */
  readonly version: string;
  /** Digest over the names and texts of all files, whatever the order they were given in. */
  readonly digest: Sha256;
  /** Number of rows. */
  readonly size: number;
  /**
   * The European coding of a national one; undefined where no row has it, and then the coding stays as it is.
   * A row of the code itself goes before a row of a form of codes, and that before a row for every code.
   */
  transcode(coding: Coding): Transcoding | undefined;
}

interface PlacedRow extends MapRow {
  readonly file: string;
  readonly version: string;
  readonly targetName: string | undefined;
}

/** The rows of one source system. Forms are few, the longest first and `*` last. */
interface SystemRows {
  readonly codes: Map<string, PlacedRow>;
  readonly forms: PlacedRow[];
}

type CompiledMap = Map<string, SystemRows>;

/**
 * Compiles map files into a catalogue. Pure: reading the folder is the caller's business.
 * @param files - map files of `config/terminology/maps`, in any order
 * @throws PasserelleError PSR-7010 with all problems, and file and line of the first
 */
export function loadCatalogue(files: readonly MapFile[]): Catalogue {
  const problems: (CsvProblem & { file: string })[] = [];
  const bySystem: CompiledMap = new Map();
  let size = 0;
  let version = '';
  const ordered = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const file of ordered) {
    const read = readMapFile(file);
    for (const problem of read.problems) problems.push({ file: file.name, ...problem });
    if (read.version > version) version = read.version;
    for (const row of read.rows) {
      const placed = { ...row, file: file.name, version: read.version, targetName: systemName(row.targetSystem) };
      const problem = place(placed, bySystem);
      if (problem === undefined) size++;
      else problems.push({ file: file.name, line: row.line, problem });
    }
  }
  const [first] = problems;
  if (first !== undefined) {
    throw new PasserelleError('PSR-7010', {
      count: problems.length,
      file: first.file,
      line: first.line,
      problems: problems.map(({ file, line, problem }) => `${file}:${line} ${problem}`).join('; '),
    });
  }
  const digest = sha256(ordered.map(({ name, text }) => `${name} ${sha256(text)}\n`).join(''));
  return { version, digest, size, transcode: (coding) => transcode(coding, bySystem, digest) };
}

/** Puts a row into the compiled map; answers why it cannot be. Two answers to one question are never resolved by order. */
function place(row: PlacedRow, bySystem: CompiledMap): string | undefined {
  let rows = bySystem.get(row.sourceSystem);
  if (rows === undefined) bySystem.set(row.sourceSystem, (rows = { codes: new Map(), forms: [] }));
  const earlier = rows.codes.get(row.sourceCode);
  if (earlier === undefined) {
    rows.codes.set(row.sourceCode, row);
    if (isForm(row.sourceCode)) {
      rows.forms.push(row);
      rows.forms.sort((a, b) => b.sourceCode.length - a.sourceCode.length || (b.sourceCode === everyCode ? -1 : 1));
    }
    return undefined;
  }
  const same = earlier.targetSystem === row.targetSystem && earlier.targetCode === row.targetCode;
  const where = `${earlier.file}:${earlier.line}`;
  return same ? `the row repeats ${where}` : `the code ${row.sourceCode} has another target in ${where}`;
}

function transcode(coding: Coding, bySystem: CompiledMap, digest: Sha256): Transcoding | undefined {
  // Keys are canonical, and so are the systems of the summary: the detour is for callers that bring anything else.
  const rows = bySystem.get(coding.system) ?? bySystem.get(canonicalUri(coding.system));
  const row = rows?.codes.get(coding.code) ?? rows?.forms.find((each) => hasForm(coding.code, each.sourceCode));
  // An empty code is no code, even where a form would let it through.
  if (row === undefined || coding.code === '') return undefined;
  const display = row.targetDisplay ?? coding.display;
  return {
    coding: {
      system: row.targetSystem,
      code: row.targetCode === everyCode ? coding.code : row.targetCode,
      ...(row.targetVersion === undefined ? {} : { version: row.targetVersion }),
      ...(display === undefined ? {} : { display }),
      ...(row.targetName === undefined ? {} : { systemName: row.targetName }),
      // Nested, not beside: a coding that was translated before keeps its history inside (myhealtheu-wire.md 13.7).
      translations: [
        coding.display === undefined && row.sourceDisplay !== undefined
          ? { ...coding, display: row.sourceDisplay }
          : coding,
      ],
    },
    provenance: {
      catalogue: row.file.replace(/\.csv$/, ''),
      version: row.version,
      digest,
      row: row.line,
      ...(row.targetDisplay === undefined ? { displayFromSource: true as const } : {}),
    },
  };
}
