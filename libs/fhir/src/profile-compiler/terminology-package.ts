import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackagedResource } from './core-package.js';

/**
 * A package of thousands of terminology files, of which a few are needed: a file is read when somebody asks for its URL.
 * The files are named after the id of the resource, which HL7's terminology repeats as the last part of the URL.
 */
export class TerminologyPackage {
  readonly #folder: string;
  readonly #names: ReadonlySet<string>;
  readonly #read = new Map<string, PackagedResource | undefined>();

  /** @param folder - of the unpacked package */
  constructor(folder: string) {
    this.#folder = folder;
    this.#names = new Set(existsSync(folder) ? readdirSync(folder) : []);
  }

  /**
   * The resource with a URL.
   * @param type - ValueSet or CodeSystem
   */
  resource(type: string, url: string): PackagedResource | undefined {
    const name = `${type}-${url.slice(url.lastIndexOf('/') + 1)}.json`;
    if (!this.#names.has(name)) return undefined;
    if (!this.#read.has(name)) {
      const content = JSON.parse(readFileSync(join(this.#folder, name), 'utf8')) as PackagedResource;
      this.#read.set(name, content);
    }
    const found = this.#read.get(name);
    return found?.url === url ? found : undefined;
  }
}
