import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the clone this file belongs to, whatever the current folder is. */
export const cloneRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** A path inside the clone. */
export function inClone(...parts: readonly string[]): string {
  return join(cloneRoot, ...parts);
}
