import { PasserelleError, sha256 } from '@passerelle/kernel';
import { hashCode, slotCount } from './code-hash.js';
import type { Directory, SystemEntry, ValueSetEntry } from './directory.js';
import {
  designationFields,
  digestOffset,
  formatNumber,
  headerLength,
  largestIndex,
  magic,
  none,
  rowFields,
  sections,
  type SectionName,
} from './layout.js';

/** A designation of a concept; numbers are places in the lists of {@link IndexContent}. */
export interface DesignationContent {
  readonly language: number;
  readonly text: string;
  readonly origin: number;
}

/** A map row of a concept. */
export interface RowContent {
  /** Place of the target among all concepts. */
  readonly target: number;
  readonly targetVersion?: string;
  readonly targetDisplay?: string;
  readonly sourceDisplay?: string;
  /** Value set the row is for. */
  readonly scope?: string;
  /** Place in `relationships`. */
  readonly relationship: number;
  readonly origin: number;
  /** Line of the file, or number of the mapping in the resource, from 1. */
  readonly row: number;
}

/** A concept as it is written. */
export interface ConceptContent {
  readonly code: string;
  /** Bits of `conceptFlags`. */
  readonly flags: number;
  /** Sorted by language. */
  readonly designations: readonly DesignationContent[];
  readonly rows: readonly RowContent[];
}

/** What an index is written from. All lists are in the order of the file; concepts of a system rise by code. */
export interface IndexContent extends Omit<Directory, 'systems' | 'valueSets'> {
  readonly systems: readonly (Omit<SystemEntry, 'start'> & { readonly concepts: readonly ConceptContent[] })[];
  readonly valueSets: readonly (Omit<ValueSetEntry, 'start' | 'count'> & {
    /** Places among all concepts, rising. */
    readonly members: Iterable<number> & { readonly length: number };
  })[];
}

/**
 * Writes an index. The same content gives the same octets.
 * @throws PSR-7103 when the file would be larger than an index may be
 */
export function encodeIndex(content: IndexContent): Buffer {
  const strings = new StringPool();
  const columns = new Columns();
  const { systems, valueSets, ...rest } = content;
  const total = systems.reduce((sum, { concepts }) => sum + concepts.length, 0);
  const slots = new Uint32Array(slotCount(total));
  const directory: Directory = {
    ...rest,
    systems: systems.map(({ concepts, ...system }, at) => {
      const start = columns.length('conceptSystem');
      for (const concept of concepts) writeConcept(concept, at, { strings, columns, slots });
      return { ...system, start };
    }),
    valueSets: valueSets.map(({ members, ...valueSet }) => {
      const start = columns.length('members');
      for (const member of members) columns.add('members', member);
      return { ...valueSet, start, count: members.length };
    }),
  };
  columns.add('conceptDesignations', columns.length('designations') / designationFields.length);
  columns.add('conceptRows', columns.length('rows') / rowFields.length);
  const ends = strings.ends();
  return assemble({
    ...columns.octets(),
    directory: Buffer.from(JSON.stringify(directory)),
    text: strings.text(ends),
    strings: octetsOf(ends),
    slots: octetsOf(slots),
  });
}

function writeConcept(
  { code, flags, designations, rows }: ConceptContent,
  system: number,
  { strings, columns, slots }: { strings: StringPool; columns: Columns; slots: Uint32Array },
): void {
  const concept = columns.length('conceptSystem');
  const mask = slots.length - 1;
  let slot = hashCode(system, code) & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = concept + 1;
  columns.add('conceptSystem', system);
  columns.add('conceptCode', strings.add(code));
  columns.add('conceptFlags', flags);
  columns.add('conceptDesignations', columns.length('designations') / designationFields.length);
  columns.add('conceptRows', columns.length('rows') / rowFields.length);
  for (const { language, text, origin } of designations) {
    columns.add('designations', language, strings.add(text), origin);
  }
  const optional = (text: string | undefined): number => (text === undefined ? none : strings.add(text));
  for (const row of rows) {
    columns.add('rows', row.target, optional(row.targetVersion), optional(row.targetDisplay));
    columns.add('rows', optional(row.sourceDisplay), optional(row.scope), row.relationship, row.origin, row.row);
  }
}

/** All strings of an index, each once, in the order they first come. */
class StringPool {
  private readonly places = new Map<string, number>();

  add(text: string): number {
    let place = this.places.get(text);
    if (place === undefined) this.places.set(text, (place = this.places.size));
    return place;
  }

  /** Where each string begins in the text, and where the last ends. */
  ends(): Uint32Array {
    const ends = new Uint32Array(this.places.size + 1);
    let at = 0;
    for (const text of this.places.keys()) ends[at + 1] = ends[at++]! + Buffer.byteLength(text, 'utf8');
    return ends;
  }

  /** Written string by string: halves of a surrogate pair that stand at the end of one and the start of the next stay apart. */
  text(ends: Uint32Array): Buffer {
    const octets = Buffer.alloc(ends[ends.length - 1]!);
    let at = 0;
    for (const text of this.places.keys()) octets.write(text, ends[at++]!, 'utf8');
    return octets;
  }
}

/** Columns that grow while concepts are written. */
class Columns {
  private readonly columns = new Map<SectionName, number[]>();

  length(name: SectionName): number {
    return this.columns.get(name)?.length ?? 0;
  }

  add(name: SectionName, ...numbers: number[]): void {
    let column = this.columns.get(name);
    if (column === undefined) this.columns.set(name, (column = []));
    for (const number of numbers) column.push(number);
  }

  octets(): Partial<Record<SectionName, Buffer>> {
    return Object.fromEntries([...this.columns].map(([name, column]) => [name, octetsOf(Uint32Array.from(column))]));
  }
}

function octetsOf({ buffer, byteOffset, byteLength }: Uint32Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

function assemble(contents: Partial<Record<SectionName, Buffer>>): Buffer {
  const align = (offset: number): number => Math.ceil(offset / 8) * 8;
  const table: { offset: number; octets: Buffer }[] = [];
  let end = headerLength + sections.length * 8;
  for (const name of sections) {
    const octets = contents[name] ?? Buffer.alloc(0);
    const offset = align(end);
    table.push({ offset, octets });
    end = offset + octets.length;
  }
  const length = align(end);
  if (length > largestIndex)
    throw new PasserelleError('PSR-7103', { file: 'as a whole', limit: `${largestIndex} octets` });
  const file = Buffer.alloc(length);
  file.write(magic, 'latin1');
  file.writeUInt32LE(formatNumber, 8);
  file.writeUInt32LE(sections.length, 12);
  file.writeUInt32LE(length, 16);
  for (const [at, { offset, octets }] of table.entries()) {
    file.writeUInt32LE(offset, headerLength + at * 8);
    file.writeUInt32LE(octets.length, headerLength + at * 8 + 4);
    octets.copy(file, offset);
  }
  file.write(sha256(file.subarray(headerLength)), digestOffset, 'hex');
  return file;
}
