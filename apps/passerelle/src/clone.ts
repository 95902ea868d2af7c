import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { usage } from './arguments.js';

/**
 * Root of the clone this program belongs to: `dist/` and `src/` of the app lie equally deep. The folder the command is
 * called from does not matter, so that `npx passerelle` finds its certificates and maps from anywhere.
 */
export const cloneRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** The node a command speaks of when none is named. */
export const defaultNode = 'lu';

/** Folder of the official schemas of CDA that were imported; `validation.schemas` of a node may name the same. */
export function schemaFolder(root: string): string {
  return join(root, 'data', 'schemas');
}

/**
 * Folder with the development keys and certificates of a node, in the layout of certs/README.md.
 * @param country - two letters as typed after `--node`
 * @throws PSR-8001 when it is anything else, before it becomes part of a path
 */
export function certificateFolder(root: string, country: string): string {
  if (!/^[a-z]{2}$/i.test(country)) throw usage('a node is named by the two letters of its country');
  return join(root, 'certs', 'generated', country.toLowerCase());
}
