import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Definitions } from '../definitions/definitions.js';
import { loadDefinitions } from './load-definitions.js';
import { mergedDefinitions } from './merge-definitions.js';

// The same place seen from the sources and from what is built of them.
const generated = new URL('../../generated/', import.meta.url);

/** The file that the build compiles: FHIR R4 core, IPS, and our table of EPS and EU base. */
const builtInFile = new URL('profiles.json', generated);

/** The folder whose files, made by `passerelle profiles import`, are loaded beside the built-in one. */
export const importedFolder = fileURLToPath(new URL('imported/', generated));

/**
 * The definitions that the build has compiled.
 * @throws PasserelleError PSR-7020 when it has not
 */
export function builtInDefinitions(): Definitions {
  return loadDefinitions(builtInFile);
}

/**
 * The built-in definitions with everything that was imported into this clone, in the order of file names.
 * @throws PasserelleError PSR-7020 when a file is missing or is not one of ours
 */
export function definitionsAtHand(): Definitions {
  const imported = existsSync(importedFolder) ? readdirSync(importedFolder).sort() : [];
  return imported
    .filter((name) => name.endsWith('.json'))
    .map((name) => loadDefinitions(new URL(`imported/${name}`, generated)))
    .reduce(mergedDefinitions, builtInDefinitions());
}
