import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PackagedResource } from './core-package.js';
import { filesOfArchive } from './archive.js';

/** What is known of a package from its package.json; a bare folder of definitions has none. */
export interface PackageIdentity {
  readonly name: string;
  readonly version: string;
}

/** The files of a FHIR package that hold definitions, by their usual names. */
const definitionFile = /^(?:StructureDefinition|ValueSet|CodeSystem)-.*\.json$/;

/**
 * The definitions of a FHIR package: an unpacked folder, with or without the folder `package` in it, or the archive as
 * it is published.
 * @param place - folder, or a file `.tgz`
 * @returns identity where package.json states one, and the resources
 * @throws SyntaxError for a definition that is not JSON; RangeError for an archive past the limits
 */
export function readPackage(place: string): {
  readonly identity: PackageIdentity | undefined;
  readonly resources: readonly PackagedResource[];
} {
  const files = statSync(place).isDirectory() ? filesOfFolder(place) : filesOfArchive(readFileSync(place));
  let identity: PackageIdentity | undefined;
  const resources: PackagedResource[] = [];
  for (const [name, text] of files) {
    const wanted = name === 'package.json' || definitionFile.test(name);
    if (!wanted) continue;
    const content = JSON.parse(text()) as PackagedResource & Partial<PackageIdentity>;
    if (name !== 'package.json') resources.push(content);
    else if (typeof content.name === 'string' && typeof content.version === 'string') {
      identity = { name: content.name, version: content.version };
    }
  }
  return { identity, resources };
}

function* filesOfFolder(folder: string): Generator<readonly [string, () => string]> {
  const inner = join(folder, 'package');
  const place = existsSync(join(inner, 'package.json')) ? inner : folder;
  for (const name of readdirSync(place).sort()) {
    yield [name, () => readFileSync(join(place, name), 'utf8')];
  }
}
