import { PasserelleError, sha256, type Sha256 } from '@passerelle/kernel';
import { slotCount } from './code-hash.js';
import { relationships, type Directory } from './directory.js';
import { directoryFault } from './directory-shape.js';
import {
  designationFields,
  digestOffset,
  formatNumber,
  headerLength,
  magic,
  none,
  rowFields,
  sections,
  type SectionName,
} from './layout.js';

/** The columns of an index, as they lie in the file. */
export type IndexColumns = Readonly<Record<Exclude<SectionName, 'directory' | 'text'>, Uint32Array>>;

/** An index file taken apart. Every number in the columns is known to lead somewhere. */
export interface DecodedIndex {
  readonly digest: Sha256;
  readonly directory: Directory;
  readonly text: Buffer;
  readonly columns: IndexColumns;
  /** Number of concepts. */
  readonly concepts: number;
  /** Octets of the file. */
  readonly byteLength: number;
}

/**
 * Takes an index file apart without copying its columns, and proves that it is whole: the digest first, then that every
 * number leads to something, so that no look-up has to ask again. The second would catch a file that somebody made with a
 * digest of its own.
 * @param file - the octets; kept and never changed
 * @throws PSR-7104 when it is damaged or no index; PSR-7105 when it has another format
 */
export function decodeIndex(file: Uint8Array): DecodedIndex {
  // The columns are used in place, which needs their alignment in memory.
  const aligned = file.byteOffset % 8 === 0 ? file : new Uint8Array(file);
  const octets = Buffer.from(aligned.buffer as ArrayBuffer, aligned.byteOffset, aligned.byteLength);
  const digest = checkedDigest(octets);
  const parts = sections.map((name, at): [SectionName, Buffer] => [name, sectionAt(octets, name, at)]);
  const contents = Object.fromEntries(parts) as Record<SectionName, Buffer>;
  const columns = Object.fromEntries(
    parts
      .filter(([name]) => name !== 'directory' && name !== 'text')
      .map(([name, part]) => [name, columnOf(name, part)]),
  ) as unknown as IndexColumns;
  const directory = readDirectory(contents.directory);
  const { text } = contents;
  const decoded = {
    digest,
    directory,
    text,
    columns,
    concepts: columns.conceptSystem.length,
    byteLength: octets.length,
  };
  checkColumns(decoded);
  return decoded;
}

function damaged(reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-7104', { reason }, cause === undefined ? {} : { cause });
}

function checkedDigest(octets: Buffer): Sha256 {
  if (octets.length < headerLength || octets.toString('latin1', 0, magic.length) !== magic) {
    throw damaged('it is no index of Passerelle');
  }
  const found = octets.readUInt32LE(8);
  if (found !== formatNumber) throw new PasserelleError('PSR-7105', { found, expected: formatNumber });
  if (octets.readUInt32LE(16) !== octets.length) throw damaged('it is not as long as it says');
  if (octets.readUInt32LE(12) !== sections.length || octets.subarray(20, digestOffset).some((octet) => octet !== 0)) {
    throw damaged('its header is not valid');
  }
  const digest = octets.toString('hex', digestOffset, headerLength);
  if (sha256(octets.subarray(headerLength)) !== digest) throw damaged('its digest does not match');
  return digest;
}

function sectionAt(octets: Buffer, name: SectionName, at: number): Buffer {
  const entry = headerLength + at * 8;
  const tableEnd = headerLength + sections.length * 8;
  if (octets.length < tableEnd) throw damaged('its table of sections is cut off');
  const [offset, length] = [octets.readUInt32LE(entry), octets.readUInt32LE(entry + 4)];
  if (offset % 8 !== 0 || offset < tableEnd || offset + length > octets.length) {
    throw damaged(`its section ${name} is not inside it`);
  }
  return octets.subarray(offset, offset + length);
}

function columnOf(name: SectionName, part: Buffer): Uint32Array {
  if (part.length % 4 !== 0) throw damaged(`its column ${name} is cut off`);
  return new Uint32Array(part.buffer as ArrayBuffer, part.byteOffset, part.length / 4);
}

function readDirectory(octets: Buffer): Directory {
  let directory: unknown;
  try {
    directory = JSON.parse(octets.toString('utf8'));
  } catch (cause) {
    throw damaged('its directory is not JSON', cause);
  }
  const fault = directoryFault(directory);
  if (fault !== undefined) throw damaged(`its directory is not valid: ${fault}`);
  return directory as Directory;
}

/** @throws PSR-7104 with the first column that leads nowhere */
function checkColumns({ directory, text, columns, concepts }: DecodedIndex): void {
  const { strings, slots, members, designations, rows } = columns;
  const expect = (holds: boolean, name: string): void => {
    if (!holds) throw damaged(`its column ${name} leads nowhere`);
  };
  const stringCount = strings.length - 1;
  expect(rises(strings) && strings[0] === 0 && strings[stringCount] === text.length, 'strings');
  const starts = Uint32Array.from(directory.systems, ({ start }) => start);
  expect(rises(starts) && allBelow(starts, concepts + 1) && (starts[0] ?? 0) === 0, 'conceptSystem');
  expect(allBelow(columns.conceptSystem, directory.systems.length) && rises(columns.conceptSystem), 'conceptSystem');
  expect(columns.conceptCode.length === concepts && allBelow(columns.conceptCode, stringCount), 'conceptCode');
  expect(columns.conceptFlags.length === concepts, 'conceptFlags');
  for (const [name, fields] of [
    ['conceptDesignations', designationFields],
    ['conceptRows', rowFields],
  ] as const) {
    const starts = columns[name];
    const records = (name === 'conceptRows' ? rows : designations).length / fields.length;
    expect(starts.length === concepts + 1 && rises(starts) && starts[0] === 0 && starts[concepts] === records, name);
  }
  expect(slots.length === slotCount(concepts) && allBelow(slots, concepts + 1), 'slots');
  // With free slots in between, every probe ends.
  expect(fullSlots(slots) === concepts, 'slots');
  expect(allBelow(members, concepts), 'members');
  expect(
    directory.valueSets.every(({ start, count }) => start + count <= members.length),
    'members',
  );
  const places = { origin: directory.origins.length, language: directory.languages.length, string: stringCount };
  expect(checkDesignations(designations, places), 'designations');
  expect(checkRows(rows, { ...places, concept: concepts }), 'rows');
}

function allBelow(column: Uint32Array, limit: number): boolean {
  for (const number of column) if (number >= limit) return false;
  return true;
}

function fullSlots(slots: Uint32Array): number {
  let full = 0;
  for (const slot of slots) if (slot !== 0) full++;
  return full;
}

function rises(column: Uint32Array): boolean {
  for (let at = 1; at < column.length; at++) if (column[at]! < column[at - 1]!) return false;
  return true;
}

interface Places {
  readonly origin: number;
  readonly language: number;
  readonly string: number;
}

function checkDesignations(column: Uint32Array, { origin, language, string }: Places): boolean {
  for (let at = 0; at < column.length; at += designationFields.length) {
    if (column[at + designationFields.language]! >= language) return false;
    if (column[at + designationFields.text]! >= string) return false;
    if (column[at + designationFields.origin]! >= origin) return false;
  }
  return true;
}

function checkRows(column: Uint32Array, { origin, string, concept }: Places & { readonly concept: number }): boolean {
  const isText = (number: number): boolean => number === none || number < string;
  for (let at = 0; at < column.length; at += rowFields.length) {
    if (column[at + rowFields.target]! >= concept) return false;
    for (let field = rowFields.targetVersion; field <= rowFields.scope; field++) {
      if (!isText(column[at + field]!)) return false;
    }
    if (column[at + rowFields.relationship]! >= relationships.length) return false;
    if (column[at + rowFields.origin]! >= origin) return false;
  }
  return true;
}
