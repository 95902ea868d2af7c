import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const schema = fileURLToPath(
  new URL('../../../shared/corpus/myhealtheu/xsd/cda-pharma-openncp-tm/CDA_Pharma.xsd', import.meta.url),
);

/** Why the CDA schema cannot be asked here, or undefined when it can. */
export function schemaUnavailable(): string | undefined {
  if (!existsSync(schema)) return 'no CDA schema: the corpus is not there';
  if (spawnSync('xmllint', ['--version']).error !== undefined) {
    // CI installs it, so there its absence is a fault and not a circumstance.
    if (process.env['CI'] === 'true') throw new Error('xmllint is not installed (Debian: libxml2-utils)');
    return 'no xmllint: install libxml2-utils';
  }
  return undefined;
}

/**
 * Validates files against the CDA schema with the pharmacy extension, by libxml2's own program and not by our binding.
 * @param files - absolute paths
 * @returns what it says of each invalid file
 */
export function schemaFaults(files: readonly string[]): string[] {
  if (files.length === 0) return [];
  const run = spawnSync('xmllint', ['--noout', '--nonet', '--huge', '--schema', schema, ...files], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  // Exit code 3 is "some document is invalid"; the others mean that nothing was judged.
  if (run.status !== 0 && run.status !== 3) throw new Error(`xmllint could not judge: ${run.stderr.slice(0, 2000)}`);
  return run.stderr.split('\n').filter((line) => line.includes('validity error') || line.includes('fails to validate'));
}
