import { PasserelleError } from '@passerelle/kernel';
import { isInnerPath } from '@passerelle/xml/schema';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { unreadable } from './input.js';
import type { CommandIo } from './io.js';

/** Schemas of CDA are 15 files and half a megabyte; whole sets of HL7 v3 are some hundred files. */
const limits = { files: 2_000, octets: 50_000_000 };

/**
 * Reads all schema files (`.xsd`) of a folder or a zip file. Symbolic links are not followed.
 * @returns octets by path below the folder, with `/` between its parts
 * @throws PSR-8002 where there is no such place; PSR-7302 where it is not readable, too large, or has no schema
 */
export async function readSchemaSource(source: string, io: CommandIo): Promise<Map<string, Uint8Array>> {
  const place = resolve(io.cwd, source);
  const found = await stat(place).catch((cause: unknown) => {
    throw unreadable(source, cause);
  });
  const files = found.isDirectory() ? await fromFolder(place, source) : await fromZip(place, source);
  if (files.size === 0) throw refused(source, 'it holds no .xsd file');
  return files;
}

/**
 * The path of the schema to begin with: the file of that name, wherever in the source it lies.
 * @throws PSR-7302 where none or several have the name
 */
export function rootOf(files: ReadonlyMap<string, Uint8Array>, name: string, source: string): string {
  const found = [...files.keys()].filter((path) => path === name || path.endsWith(`/${name}`));
  const [only, ...more] = found;
  if (only === undefined) throw refused(source, `it holds no ${name}`);
  if (more.length > 0) throw refused(source, `it holds ${name} in several folders; name one with --root`);
  return only;
}

async function fromFolder(folder: string, source: string): Promise<Map<string, Uint8Array>> {
  const gathered = new Gathered(source);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !isSchema(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    gathered.expect((await stat(file)).size);
    gathered.add(relative(folder, file).split(sep).join('/'), await readFile(file));
  }
  return gathered.files;
}

async function fromZip(file: string, source: string): Promise<Map<string, Uint8Array>> {
  const gathered = new Gathered(source);
  let zip: ZipFile;
  try {
    zip = await openPromise(file, { lazyEntries: true, strictFileNames: true });
  } catch (cause) {
    throw refused(source, 'it is neither a folder nor a zip file', cause);
  }
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || !isSchema(entry.fileName)) continue;
      if (!isInnerPath(entry.fileName)) throw refused(source, 'it holds a path that leads out of it');
      // The size is what the archive says; the stream ends with an error where there is more.
      gathered.expect(entry.uncompressedSize);
      gathered.add(entry.fileName, await contentOf(zip, entry));
    }
  } catch (cause) {
    throw cause instanceof PasserelleError ? cause : refused(source, 'the zip file is damaged', cause);
  } finally {
    zip.close();
  }
  return gathered.files;
}

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream: Readable = await zip.openReadStreamPromise(entry);
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(Buffer.from(piece as Uint8Array));
  const content = Buffer.concat(pieces);
  if (crc32(content) !== entry.crc32) throw new Error('the checksum of an entry does not match');
  return content;
}

/** Gathers files up to the limits. */
class Gathered {
  readonly files = new Map<string, Uint8Array>();
  private octets = 0;

  constructor(private readonly source: string) {}

  /** Counts a file before it is read. @throws PSR-7302 */
  expect(size: number): void {
    this.octets += size;
    if (this.files.size >= limits.files || this.octets > limits.octets) {
      throw refused(this.source, `it holds more than ${limits.files} schema files or ${limits.octets} octets`);
    }
  }

  add(path: string, octets: Uint8Array): void {
    this.files.set(path, octets);
  }
}

function isSchema(name: string): boolean {
  return name.toLowerCase().endsWith('.xsd');
}

function refused(source: string, reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-7302', { source, reason }, { cause });
}
