import { PasserelleError } from '@passerelle/kernel';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { inflateRawSync } from 'node:zlib';
import { comparable, nameFault } from './entry-name.js';

/** An entry of a container, unpacked. */
export interface ContainerEntry {
  readonly name: string;
  readonly octets: Buffer;
  /** Whether its octets stand in the container as they are. */
  readonly isStored: boolean;
}

/** Limits of a container; an evidence container has some ten entries and some megabytes. */
export const containerLimits = {
  bytes: 64_000_000,
  entries: 256,
  unpacked: 128_000_000,
  /** Octets that one octet may unpack to. XML is packed to a tenth; deflate reaches a thousand. */
  ratio: 200,
} as const;

/** Below this size any ratio is let through: a short text of one letter packs that well. */
const smallEntry = 100_000;

const stored = 0;
const deflated = 8;
/** Bit 0: encrypted; bit 3: sizes follow the data; bit 11: the name is UTF-8 (APPNOTE 4.4.4). */
const flags = { encrypted: 0x0001, sizesFollow: 0x0008, utf8: 0x0800 } as const;
/** Extra field 0x7075, a second name for the entry (APPNOTE 4.6.9). */
const unicodePath = 0x7075;
/** Lengths of a data descriptor: with and without signature, with sizes of four and of eight octets. */
const descriptorLengths = [12, 16, 20, 24];

/**
 * Unpacks a ZIP file in memory, in the order of its octets. Refused is whatever two readers could read as two files: local
 * headers that disagree with the directory, octets that no entry accounts for, a second name; and whatever could harm who
 * unpacks it: names that lead elsewhere, links, sizes that are not true.
 * @throws PasserelleError PSR-3026
 */
export async function zipEntries(octets: Buffer): Promise<readonly ContainerEntry[]> {
  if (octets.length > containerLimits.bytes) throw refused(`it is larger than ${containerLimits.bytes} bytes`);
  const directoryStart = directoryOf(octets);
  const located: Located[] = [];
  try {
    const zip = await fromBufferPromise(octets, { strictFileNames: true });
    for await (const entry of zip.eachEntry()) {
      if (located.length >= containerLimits.entries) throw refused('it has too many entries');
      located.push(await locate(entry, zip));
    }
  } catch (cause) {
    if (cause instanceof PasserelleError) throw cause;
    // yauzl throws plain errors, whose texts repeat names of the file.
    throw refused('it is no well-formed ZIP file', cause);
  }
  located.sort((a, b) => a.start - b.start);
  requireContiguous(located, directoryStart);
  requireNames(located.map(({ entry }) => entry.fileName));
  const unpacked = located.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
  if (unpacked > containerLimits.unpacked) throw refused(`it unpacks to more than ${containerLimits.unpacked} bytes`);
  return located.filter(({ entry }) => !entry.fileName.endsWith('/')).map((each) => unpack(octets, each));
}

/** A refusal of a container. */
export function refused(reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-3026', { reason }, { cause });
}

interface Located {
  readonly entry: Entry;
  /** Offsets of the local header and of the data. */
  readonly start: number;
  readonly data: number;
}

/** `PK\5\6`, the record that ends the file. */
const endSignature = Buffer.from('504b0506', 'hex');

/**
 * Where the central directory begins (APPNOTE 4.3.16). The record at the end of the file says it; a comment may follow,
 * in which ASiC puts the media type (EN 319 162-1 annex A.1), but not a second such record. None of the fields that refer
 * to a ZIP64 record: no container of this size needs one.
 */
function directoryOf(octets: Buffer): number {
  const end = octets.lastIndexOf(endSignature);
  if (end < 0 || end + 22 > octets.length) throw refused('it does not end as a ZIP file');
  if (end + 22 + octets.readUInt16LE(end + 20) !== octets.length) throw refused('octets stand behind its end');
  const [size, start] = [octets.readUInt32LE(end + 12), octets.readUInt32LE(end + 16)];
  if (start + size !== end) throw refused('its directory is not at its end');
  return start;
}

async function locate(entry: Entry, zip: ZipFile): Promise<Located> {
  const { fileName, compressionMethod, generalPurposeBitFlag: flag, extraFields } = entry;
  const fault = nameFault(fileName);
  if (fault !== undefined) throw refused(fault);
  if ((flag & flags.encrypted) !== 0) throw refused('an entry is encrypted');
  if (compressionMethod !== stored && compressionMethod !== deflated)
    throw refused('an entry is packed in another way');
  const isPlain = (flag & flags.utf8) !== 0 || entry.fileNameRaw.every((octet) => octet < 0x80);
  if (!isPlain || extraFields.some(({ id }) => id === unicodePath)) throw refused('a name has two readings');
  // Upper half: the mode of a file of Unix, whatever system the entry claims to come from.
  const type = (entry.externalFileAttributes >>> 28) & 0xf;
  if (type !== 0 && type !== 0x8 && type !== 0x4) throw refused('an entry is a link or a device');
  if (type === 0x4 && !fileName.endsWith('/')) throw refused('a folder has the name of a file');
  if (fileName.endsWith('/') && entry.uncompressedSize > 0) throw refused('a folder has content');
  const local = await zip.readLocalFileHeaderPromise(entry);
  const agrees =
    local.fileName.equals(entry.fileNameRaw) &&
    local.compressionMethod === compressionMethod &&
    local.generalPurposeBitFlag === flag;
  if (!agrees) throw refused('an entry and the directory say two things');
  return { entry, start: entry.relativeOffsetOfLocalHeader, data: local.fileDataStart };
}

/** Every octet before the directory belongs to one entry. */
function requireContiguous(located: readonly Located[], directoryStart: number): void {
  let expected = 0;
  for (const [at, { entry, start, data }] of located.entries()) {
    if (start !== expected) throw refused('entries overlap, or octets lie between them');
    const end = data + entry.compressedSize;
    const next = located[at + 1]?.start ?? directoryStart;
    const gap = next - end;
    const allowed =
      (entry.generalPurposeBitFlag & flags.sizesFollow) === 0 ? gap === 0 : descriptorLengths.includes(gap);
    if (!allowed) throw refused('entries overlap, or octets lie between them');
    expected = next;
  }
}

function requireNames(names: readonly string[]): void {
  const distinct = new Set(names.map((each) => comparable(each.replace(/\/$/, ''))));
  if (distinct.size < names.length) throw refused('a name occurs twice');
}

function unpack(octets: Buffer, { entry, data }: Located): ContainerEntry {
  const { fileName: name, compressedSize, uncompressedSize, compressionMethod } = entry;
  if (uncompressedSize > smallEntry && uncompressedSize > compressedSize * containerLimits.ratio) {
    throw refused('an entry unpacks to far more than it is');
  }
  const packed = octets.subarray(data, data + compressedSize);
  const isStored = compressionMethod === stored;
  const unpacked = isStored ? packed : inflate(packed, uncompressedSize);
  if (unpacked.length !== uncompressedSize) throw refused('an entry has another size than it says');
  return { name, octets: unpacked, isStored };
}

function inflate(packed: Buffer, size: number): Buffer {
  try {
    // One octet more than promised is enough to see that the promise was false.
    const { buffer, engine } = inflateRawSync(packed, { maxOutputLength: size + 1, info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    if (engine.bytesWritten !== packed.length) throw refused('octets stand behind the data of an entry');
    return buffer;
  } catch (cause) {
    if (cause instanceof PasserelleError) throw cause;
    throw refused('an entry cannot be unpacked to the size it says', cause);
  }
}
