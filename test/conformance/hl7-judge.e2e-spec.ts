import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { records } from '../support/fixtures.js';
import { translateFile } from '../support/translation.js';

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
const judge = join(shared, 'tools/judges/run');

interface Issue {
  readonly severity: string;
  readonly diagnostics?: string;
  readonly expression?: readonly string[];
}

/** Why the judge cannot be asked. */
function unavailable(): string | undefined {
  if (!existsSync(judge)) return 'the judges are not there';
  if (spawnSync('java', ['-version']).error !== undefined) return 'no Java';
  return undefined;
}

describe('the European FHIR documents of our fixtures', () => {
  it('have no error in the eyes of the HL7 validator', () => {
    const reason = unavailable();
    if (reason !== undefined) {
      process.stdout.write(`hl7 judge: not asked: ${reason}\n`);
      // With the judges at hand, continuous integration must not pass without their verdict.
      expect(process.env['CI'] === 'true' && existsSync(shared)).toBe(false);
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-judge-'));
    const bundles = join(folder, 'eps');
    const verdicts = join(folder, 'verdicts');
    mkdirSync(bundles);
    for (const { name, file } of records) {
      writeFileSync(
        join(bundles, `${name.replaceAll('/', '-').replace(/\.\w+$/, '')}.json`),
        translateFile(file, 'eps').octets,
      );
    }
    // One process for all files: the engine takes half a minute to load and a second for a file.
    const run = spawnSync(judge, ['hl7', verdicts, bundles], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      timeout: 400_000,
    });
    const found = existsSync(verdicts) ? readdirSync(verdicts).filter((name) => name.endsWith('.outcome.json')) : [];
    if (found.length !== records.length) throw new Error(`the judge did not judge: ${run.stderr.slice(-2000)}`);
    const faults = found.flatMap((name) =>
      (JSON.parse(readFileSync(join(verdicts, name), 'utf8')) as { issue: Issue[] }).issue
        .filter(({ severity }) => severity === 'error' || severity === 'fatal')
        .map(({ diagnostics, expression }) => `${name}: ${expression?.join(' ') ?? ''}: ${diagnostics ?? ''}`),
    );
    process.stdout.write(`hl7 judge: ${found.length} documents, ${faults.length} errors\n`);
    expect(faults).toEqual([]);
    rmSync(folder, { recursive: true });
  }, 420_000);
});
