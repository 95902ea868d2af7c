/**
 * The form of an index file. All numbers are little-endian.
 *
 *     0   8 octets  magic, "PSRTERM\n"
 *     8   uint32    format
 *     12  uint32    number of sections
 *     16  uint32    length of the file
 *     20  12 octets zero
 *     32  32 octets SHA-256 of everything from octet 64 on: the digest of the index
 *     64  table of sections, 8 octets each: offset and length (uint32), in the order of {@link sections}
 *         the sections, each at a multiple of 8, the gaps zero
 *
 * What there are few of (sources, code systems, value sets) stands as JSON in the directory. What there are many of
 * stands in columns of uint32, which are used where they lie: opening an index makes no object for a concept.
 */
export const magic = 'PSRTERM\n';

/** Raised with every change of the form; an index of another format is refused and made again from its sources. */
export const formatNumber = 1;

/** Octets before the table of sections. */
export const headerLength = 64;

/** Place of the digest in the header. */
export const digestOffset = 32;

/** An index may be no larger: offsets are uint32, and a file of this size is no terminology any more. */
export const largestIndex = 1_000_000_000;

/** The sections in the order of the file. All but the directory and the text are columns of uint32. */
export const sections = [
  /** JSON in UTF-8: see `directory.ts`. */
  'directory',
  /** UTF-8 of all strings, one after the other. */
  'text',
  /** Where each string begins in the text, and where the last ends. */
  'strings',
  /** Place of the concept's code system in the directory. */
  'conceptSystem',
  /** String of the concept's code. */
  'conceptCode',
  /** Bits of {@link conceptFlags}. */
  'conceptFlags',
  /** Where the designations of each concept begin, and where the last end. */
  'conceptDesignations',
  /** Where the map rows of each concept begin, and where the last end. */
  'conceptRows',
  /** Open addressing by `code-hash.ts`: concept and 1, or 0. */
  'slots',
  /** Three numbers a designation: language (directory), text (string), origin (directory). */
  'designations',
  /** Concepts of all value sets, those of each rising; the directory says which part is whose. */
  'members',
  /** Eight numbers a map row: see {@link rowFields}. */
  'rows',
] as const;

/** Name of a section. */
export type SectionName = (typeof sections)[number];

/** Stands in a column for what a row does not have. */
export const none = 0xffff_ffff;

/** How a concept came to be known; any of them may hold. */
export const conceptFlags = {
  /** A code system defines it. */
  defined: 1,
  /** A value set lists it. */
  listed: 2,
  /** A file of displays names it. */
  named: 4,
  /** The code system no longer allows its use. */
  inactive: 8,
} as const;

/** Numbers of one designation. */
export const designationFields = { language: 0, text: 1, origin: 2, length: 3 } as const;

/** Numbers of one map row; version, displays and scope are strings or {@link none}. */
export const rowFields = {
  target: 0,
  targetVersion: 1,
  targetDisplay: 2,
  sourceDisplay: 3,
  scope: 4,
  relationship: 5,
  origin: 6,
  row: 7,
  length: 8,
} as const;
