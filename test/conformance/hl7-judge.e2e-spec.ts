import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkEps } from '@passerelle/fhir';
import { seededFaults } from '../../libs/fhir/src/validator/testing/seeded-faults.js';
import { summaryBundle, withoutConsent, type Json } from '../../libs/fhir/src/validator/testing/summary-bundle.js';
import { corpusFiles } from '../support/corpus.js';
import { records } from '../support/fixtures.js';
import { judgedByHl7, missingHl7Judge, namedException, type Hl7Verdicts } from '../support/hl7-judge.js';
import { translatedOrRefused, translateFile } from '../support/translation.js';

/**
 * Faults that we find and HL7's engine does not, each with the reason. docs/fhir-validation.md tells them at length.
 */
const unseenByHl7: Readonly<Record<string, string>> = {
  ...told('an observation that conforms to no profile is in no slice, and the slicing of Bundle.entry is open', [
    'a laboratory result without a performer',
    'a laboratory result without a category',
    'a result of a status that IPS excludes',
    'a pregnancy status with a period',
    'a journey that says no country',
  ]),
  ...told('the profiles of vital signs are asked of observations that claim them only', [
    'a blood pressure without its category',
    'a blood pressure in another unit',
    'a blood pressure without a value or a reason',
    'an observation time known to the month only',
  ]),
};

/** A fault of Consent: by the letter of EPS 1.0.0-xtehr every Bundle with one is faulty, so the judge gets none. */
const aboutConsent = new Set(['an advance directive of another scope']);

function told(reason: string, faults: readonly string[]): Record<string, string> {
  return Object.fromEntries(faults.map((fault) => [fault, reason]));
}

const fileOf = (fault: string): string => fault.replace(/\W+/g, '-');
const faults = seededFaults.filter(([fault]) => !aboutConsent.has(fault));

interface Written {
  readonly name: string;
  readonly octets: Uint8Array;
}

/** Everything we write as EPS: from our fixtures, and from every document of the corpus that is not refused. */
function* documents(): Generator<Written> {
  const names = new Set<string>();
  const files = [...corpusFiles('', '.xml'), ...corpusFiles('', '.json')].filter(mayBeSummary);
  for (const file of [...records.map((each) => each.file), ...files]) {
    const result = translatedOrRefused(file, 'eps');
    if (typeof result === 'string') continue;
    const name = `${names.size}-${basename(file).replace(/\W+/g, '-')}`;
    names.add(name);
    yield { name, octets: result.octets };
  }
}

function mayBeSummary(file: string): boolean {
  const start = readFileSync(file).subarray(0, 20_000);
  return start.includes('60591-5') && (start.includes('ClinicalDocument') || start.includes('"Bundle"'));
}

const written = new Map<string, Uint8Array>();
const reason = missingHl7Judge();
let folder: string | undefined;
let verdicts: Hl7Verdicts = new Map();

beforeAll(() => {
  process.stdout.write(`hl7 judge: ${reason === undefined ? 'asked' : `not asked: ${reason}`}\n`);
  if (reason !== undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'passerelle-judge-'));
  const [ours, seeded] = [join(folder, 'eps'), join(folder, 'seeded')];
  mkdirSync(ours);
  mkdirSync(seeded);
  for (const { name, octets } of documents()) {
    written.set(`eps__${name}`, octets);
    writeFileSync(join(ours, `${name}.json`), octets);
  }
  const write = (name: string, bundle: Json): void => {
    writeFileSync(join(seeded, `${name}.json`), JSON.stringify(withoutConsent(bundle)));
  };
  write('unharmed', summaryBundle());
  for (const [fault, , change] of faults) {
    const bundle = summaryBundle();
    change(bundle);
    write(fileOf(fault), bundle);
  }
  // One process for all files: the engine takes half a minute to load and a second for a file.
  verdicts = judgedByHl7([ours, seeded], folder);
}, 900_000);

afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

describe('the validator engine of HL7', () => {
  it('finds no error in the European documents that we write, but for the named exceptions', () => {
    const counts = new Map<string, number>();
    const others: string[] = [];
    for (const [name, octets] of written) {
      const errors = verdicts.get(name) ?? [];
      for (const error of errors) {
        const exception = namedException(error, errors, octets);
        if (exception === undefined) others.push(error);
        else counts.set(exception, (counts.get(exception) ?? 0) + 1);
      }
    }
    const told = [...counts].map(([exception, count]) => `${exception} ${count}`).join(', ');
    process.stdout.write(`hl7 judge: ${written.size} documents written, exceptions: ${told}\n`);
    expect(others).toEqual([]);
    if (reason === undefined) expect(written.size).toBeGreaterThanOrEqual(records.length);
  });

  it('finds no error in the Bundle that faults are seeded into', () => {
    expect(verdicts.get('seeded__unharmed') ?? []).toEqual([]);
  });

  it('finds the faults that we find, but for those that are told', () => {
    if (reason !== undefined) return;
    const unseen = faults
      .map(([fault]) => fault)
      .filter((fault) => verdicts.get(`seeded__${fileOf(fault)}`)?.length === 0);
    const seen = faults.length - unseen.length;
    process.stdout.write(`hl7 judge: ${seen} of ${faults.length} seeded faults, ours ${faults.length}\n`);
    // Both ways: what it has come to see is told no longer.
    expect(new Set(unseen)).toEqual(new Set(Object.keys(unseenByHl7)));
  });

  it('and we both pass the same documents', () => {
    for (const { file } of records) {
      const bundle = JSON.parse(Buffer.from(translateFile(file, 'eps').octets).toString('utf8')) as unknown;
      expect(checkEps(bundle).filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });
});
