import { PasserelleError } from '@passerelle/kernel';
import { fromBase64 } from '../base64.js';
import { isCount } from '../merkle/subtrees.js';

/**
 * The export of a log: NDJSON in UTF-8. The first line is the header, then every entry follows on a line of its own,
 * dense from index 0. Entries are base64 because the tree hashes octets, and JSON inside JSON would be written anew.
 */
export const exportFormat = 'passerelle-log-export';

/** First line of an export. */
export interface ExportHeader {
  readonly format: typeof exportFormat;
  /** Origin of the log. */
  readonly origin: string;
  /** Number of entries, that of the checkpoint. */
  readonly size: number;
  /** Verifier key of the log. Convenience only: whoever forges an export forges this too. */
  readonly vkey: string;
  /** The signed checkpoint, a C2SP note. */
  readonly checkpoint: string;
}

/** One entry with its place in the log. */
export interface IndexedEntry {
  readonly index: number;
  /** The octets of the entry, as stored. */
  readonly entry: Buffer;
}

/** The header as a line, without line end. */
export function formatHeader({ format, origin, size, vkey, checkpoint }: ExportHeader): string {
  return JSON.stringify({ format, origin, size, vkey, checkpoint });
}

/** An entry as a line, without line end. */
export function formatEntryLine({ index, entry }: IndexedEntry): string {
  return JSON.stringify({ index, entry: entry.toString('base64') });
}

/** @throws PSR-6004 when the line is not exactly one that `formatHeader` writes */
export function parseHeader(line: string): ExportHeader {
  const { format, origin, size, vkey, checkpoint } = members(line, 1);
  if (
    format !== exportFormat ||
    typeof origin !== 'string' ||
    typeof size !== 'number' ||
    !isCount(size) ||
    typeof vkey !== 'string' ||
    typeof checkpoint !== 'string'
  ) {
    throw unreadable('the first line is not the header of an export', 1);
  }
  const header: ExportHeader = { format, origin, size, vkey, checkpoint };
  return exactly(header, formatHeader(header), line, 1);
}

/**
 * @param number - number of the line, for the error
 * @throws PSR-6004 when the line is not exactly one that `formatEntryLine` writes
 */
export function parseEntryLine(line: string, number: number): IndexedEntry {
  const { index, entry } = members(line, number);
  const octets = typeof entry === 'string' ? fromBase64(entry) : undefined;
  if (typeof index !== 'number' || !isCount(index) || !octets) throw unreadable('a line is not an entry', number);
  const indexed: IndexedEntry = { index, entry: octets };
  return exactly(indexed, formatEntryLine(indexed), line, number);
}

function members(line: string, number: number): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new PasserelleError('PSR-6004', { reason: `line ${number} is not JSON`, line: number }, { cause });
  }
  if (typeof value !== 'object' || value === null) throw unreadable('a line is not a JSON object', number);
  return value as Record<string, unknown>;
}

/** A line has one spelling only: a second member of the same name, or one more, would be text that nothing vouches for. */
function exactly<T>(value: T, written: string, line: string, number: number): T {
  if (written !== line) throw unreadable('a line is not spelled as an export spells it', number);
  return value;
}

function unreadable(reason: string, line: number): PasserelleError {
  return new PasserelleError('PSR-6004', { reason: `${reason} (line ${line})`, line });
}
