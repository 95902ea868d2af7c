import { PasserelleError, sha256, type Sha256 } from '@passerelle/kernel';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import type { SourceKind } from '../index-file/directory.js';
import { importLimits as limits } from './limits.js';
import { archivedFiles } from './package-archive.js';
import { isTsamExtract } from './tsam.js';

/** A file of a source. */
export interface SourceFile {
  /** Path within the source, with `/`. */
  readonly path: string;
  readonly octets: Buffer;
}

/** A source that was found and not read yet. */
export interface LocatedSource {
  readonly kind: SourceKind;
  readonly name: string;
  readonly version: string;
  /** SHA-256 of the file, or over the names and digests of all files of a folder. */
  readonly digest: Sha256;
  /** The file or folder itself. */
  readonly place: string;
  /** Paths of the files that are read, within the folder; those of an archive are not listed. */
  readonly paths: readonly string[];
  /** Reads the files one after the other. */
  files(): AsyncIterable<SourceFile>;
}

/** What a person knows better than the source. */
export interface SourceNaming {
  readonly name?: string;
  readonly version?: string;
}

const kindOfExtension: ReadonlyMap<string, SourceKind> = new Map([
  ['.json', 'fhir-files'],
  ['.xml', 'mvc-xml'],
  ['.csv', 'tables'],
  ['.tsv', 'tables'],
]);

/**
 * Finds out what a file or folder is: a FHIR package (npm's `.tgz`, or unpacked), FHIR JSON, MVC XML, tables, an extract
 * of OpenNCP's terminology database. A version that neither the source nor the person states is made of the digest, so
 * that it is never wrong.
 * @throws PSR-8002 when it cannot be read; PSR-7101 when it is none of these; PSR-7103 when it is too large
 */
export async function locateSource(place: string, naming: SourceNaming = {}): Promise<LocatedSource> {
  const found = await statOf(place);
  if (found.isDirectory()) return locateFolder(place, naming);
  if (/\.(tgz|tar\.gz)$/i.test(place)) return locateArchive(place, naming);
  const kind = kindOfExtension.get(extname(place).toLowerCase());
  if (kind === undefined)
    throw new PasserelleError('PSR-7101', { file: place, reason: 'its name ends in no known way' });
  return locatePlain(place, kind, [''], naming);
}

async function locateFolder(place: string, naming: SourceNaming): Promise<LocatedSource> {
  for (const inner of [join(place, 'package'), place]) {
    const described = await readPackageJson(join(inner, 'package.json'));
    if (described === undefined) continue;
    // Subfolders of a package hold examples and other forms of the same.
    const names = (await readdir(inner)).filter((name) => name.endsWith('.json') && name !== 'package.json');
    const located = await locatePlain(inner, 'fhir-package', names.sort(), { ...described, ...naming });
    return located;
  }
  const paths = await filesBelow(place);
  const kinds = new Set(paths.map((path) => kindOfExtension.get(extname(path).toLowerCase())));
  const [kind] = kinds;
  if (kind === undefined)
    throw new PasserelleError('PSR-7101', { file: place, reason: 'it has no JSON, XML or CSV files' });
  if (kinds.size > 1) {
    throw new PasserelleError('PSR-7101', {
      file: place,
      reason: 'it mixes JSON, XML and CSV; name the files of one kind',
    });
  }
  return locatePlain(place, kind === 'tables' && isTsamExtract(paths) ? 'tsam' : kind, paths, naming);
}

async function locateArchive(place: string, naming: SourceNaming): Promise<LocatedSource> {
  const octets = await readLimited(place);
  let described: SourceNaming = {};
  for await (const file of archivedFiles(octets, place, (path) => path === 'package/package.json')) {
    described = packageNaming(file.octets.toString('utf8')) ?? {};
  }
  const digest = sha256(octets);
  const files = (): AsyncIterable<SourceFile> =>
    archivedFiles(octets, place, (path) => /^package\/[^/]+\.json$/.test(path) && path !== 'package/package.json');
  return {
    kind: 'fhir-package',
    ...named(place, digest, { ...described, ...naming }),
    digest,
    place,
    paths: [''],
    files,
  };
}

async function locatePlain(
  place: string,
  kind: SourceKind,
  paths: readonly string[],
  naming: SourceNaming,
): Promise<LocatedSource> {
  const digests: string[] = [];
  let total = 0;
  for (const path of paths) {
    const octets = await readLimited(join(place, path));
    total += octets.length;
    if (total > limits.sourceBytes) {
      throw new PasserelleError('PSR-7103', { file: place, limit: `${limits.sourceBytes} octets` });
    }
    digests.push(`${path} ${sha256(octets)}\n`);
  }
  const digest = sha256(digests.join(''));
  async function* files(): AsyncGenerator<SourceFile, void> {
    for (const path of paths) {
      const octets = await readLimited(join(place, path));
      yield { path: path === '' ? basename(place) : path, octets };
    }
  }
  return { kind, ...named(place, digest, naming), digest, place, paths, files };
}

function named(place: string, digest: Sha256, { name, version }: SourceNaming): { name: string; version: string } {
  const own = basename(place).replace(/\.(tgz|tar\.gz|json|xml|csv|tsv)$/i, '');
  return { name: name ?? own, version: version ?? `sha256-${digest.slice(0, 12)}` };
}

/** Files below a folder whose names end in a known way, sorted; links are not followed, hidden folders not entered. */
async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    const hidden = path.split('/').some((part) => part.startsWith('.') || part === 'node_modules');
    if (entry.isFile() && !hidden && kindOfExtension.has(extname(path).toLowerCase())) found.push(path);
  }
  if (found.length > limits.files)
    throw new PasserelleError('PSR-7103', { file: folder, limit: `${limits.files} files` });
  return found.sort();
}

async function readPackageJson(path: string): Promise<SourceNaming | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : packageNaming(text);
}

/** Name and version of a FHIR package; undefined for a package.json of anything else. */
function packageNaming(text: string): SourceNaming | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    // What is no JSON describes no package; the folder is then judged by its files.
    return undefined;
  }
  if (typeof read !== 'object' || read === null) return undefined;
  const { name, version, fhirVersions, 'fhir-version-list': older } = read as Readonly<Record<string, unknown>>;
  if (!Array.isArray(fhirVersions) && !Array.isArray(older)) return undefined;
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof version === 'string' && { version }),
  };
}

async function statOf(path: string) {
  try {
    return await lstat(path);
  } catch (cause) {
    throw new PasserelleError('PSR-8002', { file: path }, { cause });
  }
}

async function readLimited(path: string): Promise<Buffer> {
  const { size } = await statOf(path);
  if (size > limits.fileBytes)
    throw new PasserelleError('PSR-7103', { file: path, limit: `${limits.fileBytes} octets` });
  try {
    return await readFile(path);
  } catch (cause) {
    throw new PasserelleError('PSR-8002', { file: path }, { cause });
  }
}
