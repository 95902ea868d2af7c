import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StepFailure } from './step.mjs';

/** Holds the digest of the lock file that the folder was installed from. `npm ci` empties the folder, stamp included. */
const stampFile = 'node_modules/.passerelle-stamp';

/**
 * Whether the packages are those of the lock file. An installation that was broken off has no stamp and counts as none.
 * @param {string} root - folder of the repository
 */
export function isInstalled(root) {
  const stamp = join(root, stampFile);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockFileDigest(root);
}

/**
 * Installs the packages exactly as the lock file names them. npm's own words are shown when it fails.
 * @param {string} root
 * @throws {StepFailure}
 */
export function install(root) {
  const digest = lockFileDigest(root);
  // Development packages are included even under NODE_ENV=production: the build needs them.
  const npm = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (npm.error) throw new StepFailure(`npm could not be started: ${npm.error.message}`);
  if (npm.status !== 0) throw new StepFailure(`${npm.stdout}${npm.stderr}`.trimEnd());
  writeFileSync(join(root, stampFile), digest);
}

function lockFileDigest(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}
