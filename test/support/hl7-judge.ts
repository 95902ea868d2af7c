import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
const judge = join(shared, 'tools/judges/run');

/** Errors by file: its folder and its name without `.json`, `eps__lu-rich`. */
export type Hl7Verdicts = ReadonlyMap<string, readonly string[]>;

interface Issue {
  readonly severity: string;
  readonly diagnostics?: string;
  readonly expression?: readonly string[];
}

/**
 * Why the validator engine of HL7 cannot be asked.
 * @returns undefined when it can
 * @throws in continuous integration (CI=true), when the judges are there and cannot run
 */
export function missingHl7Judge(): string | undefined {
  if (!existsSync(judge)) {
    if (process.env['CI'] === 'true' && existsSync(shared)) throw new Error('the judges are not where they should be');
    return 'the judges are not there';
  }
  if (spawnSync('java', ['-version']).error === undefined) return undefined;
  if (process.env['CI'] === 'true') throw new Error('the judge of HL7 needs Java');
  return 'no Java';
}

/**
 * Lets the engine judge every file of some folders against IPS and EPS, in one process.
 * @param folders - of Bundles as JSON
 * @param scratch - a folder for its outcomes
 * @throws when it did not judge all of them
 */
export function judgedByHl7(folders: readonly string[], scratch: string): Hl7Verdicts {
  const outcomes = join(scratch, 'outcomes');
  const run = spawnSync(judge, ['hl7', outcomes, ...folders], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    timeout: 850_000,
  });
  const expected = folders.reduce((sum, folder) => sum + readdirSync(folder).length, 0);
  const judged = existsSync(outcomes) ? readdirSync(outcomes) : [];
  if (judged.length !== expected) {
    throw new Error(`the judge judged ${judged.length} of ${expected} files: ${run.stderr.slice(-2000)}`);
  }
  return new Map(
    judged.map((name) => {
      const { issue } = JSON.parse(readFileSync(join(outcomes, name), 'utf8')) as { readonly issue: readonly Issue[] };
      const errors = issue
        .filter(({ severity }) => severity === 'error' || severity === 'fatal')
        .map(({ diagnostics = '', expression = [] }) => `${name}: ${expression.join(' ')}: ${diagnostics}`);
      return [name.replace('.json.outcome.json', ''), errors] as const;
    }),
  );
}

/** Findings of the engine that no European document can avoid, each with what docs/fhir-validation.md says of it. */
export type NamedException = 'Consent has no subject' | 'slices that share a type';

const sharedSlices =
  /Element matches more than one slice - (pregnancyStatus, (pregnancyOutcome|gestationalAge)|smokingTobaccoUse, alcoholUse)/;
/** What follows from a Composition that the engine calls faulty: it is then in no slice of the Bundle. */
const missingComposition = /Slice 'Bundle\.entry:composition': a matching slice is required/;

/**
 * The named exception that an error of one file is.
 * @param error - of those errors
 * @param errors - all of the file
 * @param octets - the file, which must hold what the exception is about
 * @returns undefined for any other error
 */
export function namedException(
  error: string,
  errors: readonly string[],
  octets: Uint8Array,
): NamedException | undefined {
  if (sharedSlices.test(error)) return 'slices that share a type';
  if (missingComposition.test(error) && errors.some((each) => sharedSlices.test(each)))
    return 'slices that share a type';
  const isConsent =
    error.includes('eps-bundle-subject-ref') && Buffer.from(octets).includes('"resourceType":"Consent"');
  return isConsent ? 'Consent has no subject' : undefined;
}
