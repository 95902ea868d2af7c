import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PasserelleError, sha256 } from '@passerelle/kernel';
import { compileSchema, type XmlSchema } from './compile-schema.js';

/** What a folder of imported schemas says of itself. */
interface Manifest {
  readonly root: string;
  /** SHA-256 of each file, by its path. */
  readonly files: Readonly<Record<string, string>>;
}

const manifestName = 'schema.json';

/**
 * Keeps a set of schemas in a folder, in place of what was there. They are compiled first; what compiling did not need is
 * not kept.
 * @param files - octets by path, as for {@link compileSchema}
 * @returns how many files were kept
 * @throws PasserelleError PSR-7301 where they do not compile
 */
export async function storeSchema(
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
  root: string,
): Promise<number> {
  const schema = await compileSchema(files, root);
  schema.dispose();
  // The set grows beside its place and is moved there whole: nobody reads half of it.
  const growing = `${folder}.${process.pid}.part`;
  await rm(growing, { recursive: true, force: true });
  const digests: Record<string, string> = {};
  for (const path of schema.files) {
    const octets = files.get(path)!;
    await mkdir(dirname(join(growing, path)), { recursive: true });
    await writeFile(join(growing, path), octets);
    digests[path] = sha256(octets);
  }
  await writeFile(join(growing, manifestName), `${JSON.stringify({ root, files: digests }, null, 2)}\n`);
  await rm(folder, { recursive: true, force: true });
  await rename(growing, folder);
  return schema.files.length;
}

/**
 * Compiles the schemas that a folder keeps.
 * @throws PasserelleError PSR-7303 where there are none, PSR-7301 where they were altered or do not compile
 */
export async function openStoredSchema(folder: string): Promise<XmlSchema> {
  const manifest = await readManifest(folder);
  const files = new Map<string, Uint8Array>();
  for (const [path, digest] of Object.entries(manifest.files)) {
    const octets = await readFile(join(folder, path)).catch((cause: unknown) => {
      throw new PasserelleError('PSR-7301', { file: path, reason: 'the file is missing' }, { cause });
    });
    if (sha256(octets) !== digest) {
      throw new PasserelleError('PSR-7301', { file: path, reason: 'it is not the file that was imported' });
    }
    files.set(path, octets);
  }
  return compileSchema(files, manifest.root);
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch((cause: unknown) => {
    throw new PasserelleError('PSR-7303', { folder }, { cause });
  });
  const manifest: unknown = JSON.parse(text);
  if (!isManifest(manifest)) throw new PasserelleError('PSR-7303', { folder });
  return manifest;
}

/** Paths come from a file that anybody may have edited: none may lead out of the folder. */
function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null || !('root' in value) || !('files' in value)) return false;
  const { root, files } = value;
  return (
    typeof root === 'string' &&
    typeof files === 'object' &&
    files !== null &&
    Object.entries(files).every(([path, digest]) => typeof digest === 'string' && isInnerPath(path))
  );
}

/** Whether a path stays inside the folder it is joined to. */
export function isInnerPath(path: string): boolean {
  return /^[^/\\:]+(?:\/[^/\\:]+)*$/.test(path) && !path.split('/').includes('..') && !path.split('/').includes('.');
}
