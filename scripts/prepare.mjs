/**
 * `npm start` and `npm test` run this first: on a fresh clone it installs the packages, builds, compiles the profiles
 * that documents are validated against and makes development certificates; later it does only what is out of date. It uses nothing but Node.js until the packages are there.
 * Exit status 1: a step failed, its output is above. Exit status 2: this Node.js is too old.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { install, isInstalled } from './prepare/install.mjs';
import { withLock } from './prepare/lock.mjs';
import { nodeVersionFault } from './prepare/node-version.mjs';
import { compileProfiles } from './prepare/profiles.mjs';
import { StepFailure, step } from './prepare/step.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const fault = nodeVersionFault(process.versions.node);
if (fault !== undefined) {
  console.error(fault);
  process.exit(2);
}

try {
  await withLock(root, prepare);
} catch (cause) {
  if (!(cause instanceof StepFailure)) throw cause;
  console.error(cause.message);
  process.exitCode = 1;
}

async function prepare() {
  if (!isInstalled(root)) await step('install', () => install(root));
  await step('build', async () => {
    // The compiler is one of the packages that the step before has just installed.
    const { buildWorkspaces } = await import('./prepare/build.mjs');
    return buildWorkspaces(root);
  });
  await step('profiles', () => compileProfiles(root));
  await step('certificates', makeCertificates);
}

/** Completes certs/generated: what exists and stays valid is kept. */
function makeCertificates() {
  const made = spawnSync(process.execPath, ['certs/make.mjs'], { cwd: root, encoding: 'utf8' });
  if (made.status !== 0) throw new StepFailure(`${made.stdout}${made.stderr}`.trimEnd());
}
