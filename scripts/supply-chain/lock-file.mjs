import { readFileSync } from 'node:fs';

/**
 * A package of the lock file.
 * @typedef {object} LockedPackage
 * @property {string} path - `node_modules/a/node_modules/b`
 * @property {string} name
 * @property {string} version
 * @property {string | undefined} licence - as the package states it
 * @property {string | undefined} integrity - digest of what is fetched
 * @property {string | undefined} resolved - address it would be fetched from
 * @property {boolean} production - whether it is needed outside of development
 * @property {boolean} bundled - whether it comes inside of another package, under that one's digest
 * @property {boolean} hasInstallScript
 */

/**
 * The packages that a lock file (version 3) fetches; workspaces are not among them.
 * @param {string} text
 * @returns {LockedPackage[]}
 * @throws {Error} for a lock file of another version
 */
export function lockedPackages(text) {
  const { lockfileVersion, packages } = JSON.parse(text);
  if (lockfileVersion !== 3) throw new Error(`a lock file of version ${lockfileVersion}`);
  const marker = 'node_modules/';
  return Object.entries(packages)
    .filter(([path, { link }]) => path.includes(marker) && link !== true)
    .map(([path, entry]) => ({
      path,
      name: entry.name ?? path.slice(path.lastIndexOf(marker) + marker.length),
      version: entry.version,
      licence: entry.license,
      integrity: entry.integrity,
      resolved: entry.resolved,
      production: entry.dev !== true,
      bundled: entry.inBundle === true,
      hasInstallScript: entry.hasInstallScript === true,
    }));
}

/** @param {string} root - folder of the repository @returns {LockedPackage[]} */
export function readLockFile(root) {
  return lockedPackages(readFileSync(new URL('package-lock.json', root), 'utf8'));
}
