import { PasserelleError } from '@passerelle/kernel';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { compileIndex } from '../gather/compile.js';
import { Gathering } from '../gather/gathering.js';
import { openIndex, type TerminologyIndex } from '../lookup/terminology-index.js';
import { indexFile } from '../open-terminology.js';
import { gatherSource, notValid } from '../sources/gather-source.js';
import { locateSource, type LocatedSource, type SourceNaming } from '../sources/locate-source.js';
import type { MapRowsSaid } from '../sources/map-file.js';
import type { XmlTree } from '../sources/mvc-xml.js';
import type { SourceProblem } from '../sources/reading.js';
import { manifestFile, readManifest, type ImportedSource } from './manifest.js';

/** Name of the index that was in use before the last import. */
export const previousIndexFile = 'previous.index';

/** How sources are imported. */
export interface ImportOptions {
  /** Folder of imports. */
  readonly into: string;
  /** The guarded XML parser; `parseXml` of @passerelle/xml. */
  readonly readXml: (octets: Uint8Array) => XmlTree;
  /** Name and version of the source, where a person knows them better; of one source only. */
  readonly naming?: SourceNaming;
  /** Encoding of tables, where it is not UTF-8. */
  readonly encoding?: string;
  /** Imports what can be read of a source with problems. */
  readonly keepGoing?: boolean;
}

/** A source of an import. */
export interface ImportOfSource {
  readonly name: string;
  readonly version: string;
  /** Version of the source of the same name that it stands in the place of. */
  readonly replaces?: string;
  readonly problems: readonly SourceProblem[];
  readonly notes: readonly string[];
}

/** What an import makes. */
export interface PreparedImport {
  readonly index: TerminologyIndex;
  readonly sources: readonly ImportOfSource[];
  /** Puts it in the place of what is there. @throws PSR-8003 when a file cannot be written */
  commit(now: Date): Promise<void>;
}

/**
 * Reads sources and compiles them, with those imported before, into an index: nothing is written yet. A source replaces an
 * earlier one of the same name, and lies above all others.
 * @param places - files and folders
 * @throws PSR-7101 to PSR-7103 when a source cannot be read or is not valid; PSR-7104 when a kept source has changed;
 *   PSR-8002 when a file cannot be read
 */
export async function prepareImport(places: readonly string[], options: ImportOptions): Promise<PreparedImport> {
  const { into, encoding, naming } = options;
  const earlier = await readManifest(into);
  const located = await Promise.all(places.map((place) => locateSource(place, naming)));
  const names = namesOf(located);
  const kept = earlier.filter(({ name }) => !names.has(name));
  const gathering = new Gathering();
  const said: MapRowsSaid = new Map();
  for (const source of kept) {
    const again = await locateKept(source, into);
    await gatherSource(again, gathering, { ...readingOptions(options, source.encoding), said });
  }
  const sources: ImportOfSource[] = [];
  for (const source of located) {
    const { name, version } = source;
    const read = await gatherSource(source, gathering, { ...readingOptions(options, encoding), said });
    if (read.problems.length > 0 && options.keepGoing !== true) throw notValid(name, read.problems);
    const replaces = earlier.find((each) => each.name === name)?.version;
    sources.push({ name, version, ...read, ...(replaces !== undefined && { replaces }) });
  }
  const octets = compileIndex(gathering);
  const commit = (now: Date): Promise<void> =>
    writing(into, async () => {
      const added = await Promise.all(
        located.map(async (source, at): Promise<ImportedSource> => {
          const { name, version, kind, digest } = source;
          const place = await keepSource(source, into);
          const problems = sources[at]!.problems.length;
          const imported = now.toISOString();
          return {
            name,
            version,
            kind,
            digest,
            place,
            imported,
            problems,
            ...(encoding !== undefined && { encoding }),
          };
        }),
      );
      const list = [...kept, ...added];
      await replaceIndex(into, octets, list);
      await removeUnlisted(earlier, list, into);
    });
  return { index: openIndex(octets), sources, commit };
}

/** @throws PSR-7101 when two sources of one import have one name: each would stand in the place of the other */
function namesOf(located: readonly LocatedSource[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name, place } of located) {
    if (names.has(name)) {
      const reason = `another source of this import is called ${name} too; import it by itself and give --name`;
      throw new PasserelleError('PSR-7101', { file: place, reason });
    }
    names.add(name);
  }
  return names;
}

/** A source where it is kept. @throws PSR-7104 when it is not what was imported */
async function locateKept({ name, version, place, digest }: ImportedSource, into: string): Promise<LocatedSource> {
  const found = await locateSource(join(into, place), { name, version });
  if (found.digest !== digest) {
    throw new PasserelleError('PSR-7104', { reason: `the kept source ${name} is not as it was imported` });
  }
  return found;
}

/** Removes the copies of sources that are on the list no longer. */
async function removeUnlisted(
  earlier: readonly ImportedSource[],
  list: readonly ImportedSource[],
  into: string,
): Promise<void> {
  const needed = new Set(list.map(({ place }) => folderOf(place)));
  for (const { place } of earlier) {
    if (!needed.has(folderOf(place))) await rm(join(into, folderOf(place)), { recursive: true, force: true });
  }
}

function readingOptions({ readXml }: ImportOptions, encoding: string | undefined) {
  return { readXml, ...(encoding !== undefined && { encoding }) };
}

/**
 * Copies a source into the folder of imports, whole or not at all: a copy that is there already is one of the same digest.
 * @returns its place there
 */
async function keepSource(source: LocatedSource, into: string): Promise<string> {
  const folder = `sources/${safeName(source.name)}-${source.digest.slice(0, 12)}`;
  const [only] = source.paths;
  const single = only === '' ? [basename(source.place)] : undefined;
  const inner = source.kind === 'fhir-package' && single === undefined ? ['package.json'] : [];
  const place = single === undefined ? folder : `${folder}/${single[0]}`;
  if (existsSync(join(into, folder))) return place;
  const growing = join(into, `${folder}.part`);
  await rm(growing, { recursive: true, force: true });
  for (const path of single ?? [...source.paths, ...inner]) {
    const target = join(growing, path);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(single === undefined ? join(source.place, path) : source.place, target);
  }
  await rename(growing, join(into, folder));
  return place;
}

/** `sources/<folder>` of a place that may be a file in it. */
function folderOf(place: string): string {
  return place.split('/').slice(0, 2).join('/');
}

/** A name of a source as part of a path. */
function safeName(name: string): string {
  return (
    name
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[.-]+/, '')
      .slice(0, 80) || 'source'
  );
}

/** The new index is whole before it takes the old one's place, and the old one stays beside it. */
async function replaceIndex(into: string, octets: Buffer, sources: readonly ImportedSource[]): Promise<void> {
  const [index, manifest] = [join(into, indexFile), join(into, manifestFile)];
  await writeFile(`${index}.part`, octets);
  await writeFile(`${manifest}.part`, `${JSON.stringify({ sources }, null, 2)}\n`);
  await rename(index, join(into, previousIndexFile)).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause;
  });
  await rename(`${index}.part`, index);
  await rename(`${manifest}.part`, manifest);
}

/** Turns a failure of the file system into the registered error. */
async function writing(into: string, work: () => Promise<void>): Promise<void> {
  try {
    await mkdir(into, { recursive: true });
    await work();
  } catch (cause) {
    if (cause instanceof PasserelleError) throw cause;
    throw new PasserelleError('PSR-8003', { file: into }, { cause });
  }
}
