import type { Gathering } from '../gather/gathering.js';

/** A file of a source, as it was read from its medium. */
export interface TextFile {
  /** File name, quoted in errors and provenance: `lu-vidal-routes.csv`. */
  readonly name: string;
  readonly text: string;
}

/** What is wrong with a place of a source. */
export interface SourceProblem {
  readonly file: string;
  /** Line of the file; 1 where the whole of it is meant. */
  readonly line: number;
  readonly problem: string;
}

/** The reading of one source: where its content goes, and what is to be said of it. */
export interface SourceReading {
  readonly gathering: Gathering;
  /** Place of the source. */
  readonly source: number;
  /** Version of the source, for files that state none. */
  readonly version: string;
  /** What keeps the source from being valid; readers go on, so that it is corrected in one go. */
  readonly problems: SourceProblem[];
  /** What was passed over with good reason, as clauses without full stop. */
  readonly notes: string[];
}

/** A problem as it is printed. */
export function describeProblem({ file, line, problem }: SourceProblem): string {
  return `${file}:${line} ${problem}`;
}
