import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { checkEps } from '@passerelle/fhir';
import { bundleUvIps } from '@passerelle/fhir/eps-table';
import { parseFhirJson } from '@passerelle/fhir/json';
import { builtInDefinitions, Validator } from '@passerelle/fhir/validator';
import type { Finding } from '@passerelle/kernel';
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';
import { faultsOfReference } from '../support/reference-faults.js';

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));
const validator = new Validator(builtInDefinitions());

function errorsOf(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity === 'error');
}
const epsErrors = (file: string): Finding[] => errorsOf(checkEps(parseFhirJson(readFileSync(file))));
const ipsErrors = (file: string): Finding[] =>
  errorsOf(validator.validate(parseFhirJson(readFileSync(file)), [bundleUvIps]));

describe('the validator on Bundles of others', () => {
  it('finds nothing in the official IPS Bundles by IPS', () => {
    const files = [
      ...corpusFiles('fhir/bundles/ips-hl7', '.json'),
      ...corpusFiles('fhir/bundles/ips-hl7-2.0.1', '.json'),
    ];
    for (const file of files) expect([basename(file), ipsErrors(file)]).toEqual([basename(file), []]);
    reportCorpusRun('validator, official IPS Bundles', files.length);
  });

  it('finds in the same Bundles by EPS only what EPS demands beyond IPS', () => {
    const files = corpusFiles('fhir/bundles/ips-hl7', '.json');
    // Two more sections and five in all; an emptyReason in every section.
    const beyond = new Set(['slice-min', 'min', 'ips-comp-1']);
    for (const file of files) {
      const others = epsErrors(file).filter(({ rule, expression, text }) => {
        const inSections = beyond.has(rule) && /\.section(\[\d+\])?$/.test(expression);
        // A Consent of EPS is an advance directive; IPS knows other ones.
        return !inSections && !(rule === 'reference-profile' && text.includes('consent-eu-eps'));
      });
      expect([basename(file), others]).toEqual([basename(file), []]);
    }
    reportCorpusRun('validator, official IPS Bundles by EPS', files.length);
  });

  it('finds nothing in the sets that are known to conform to EPS', () => {
    const files = [
      ...corpusFiles('fhir/bundles/eps-hl7eu', 'Allergies.json'),
      ...corpusFiles('fhir/bundles/synderai-eps-2.1.0', '.json'),
      ...corpusFiles('fhir/bundles/ehds-examples', 'eps_epic_bundle.json'),
    ];
    for (const file of files) expect([basename(file), epsErrors(file)]).toEqual([basename(file), []]);
    reportCorpusRun('validator, conforming EPS Bundles', files.length);
  });

  it('finds the missing categories of the example whose source lost them', () => {
    const files = corpusFiles('fhir/bundles/eps-hl7eu', '1a24e60d-9b12-4109-a50a-07249a4f21c3.json');
    for (const file of files) {
      const missing = epsErrors(file).filter(({ text }) => /^category must be there.*medicalTestResult/.test(text));
      expect(missing).toHaveLength(19);
    }
    reportCorpusRun('validator, example with a known fault', files.length);
  });

  it('finds faults in every Bundle of the set that is known not to conform', () => {
    const files = corpusFiles('fhir/bundles/synderai-eps-1.0.0', '.json');
    for (const file of files) expect([basename(file), epsErrors(file).length > 10]).toEqual([basename(file), true]);
    reportCorpusRun('validator, faulty EPS Bundles', files.length);
  });

  it('answers on any JSON of the corpus without breaking', () => {
    const files = corpusFiles('fhir/bundles', '.json');
    const rules = new Map<string, number>();
    for (const file of files) {
      for (const rule of new Set(epsErrors(file).map((finding) => finding.rule))) {
        rules.set(rule, (rules.get(rule) ?? 0) + 1);
      }
    }
    const common = [...rules].sort(([, a], [, b]) => b - a).slice(0, 10);
    const told = common.map(([rule, count]) => `${rule} ${count}`).join(', ');
    reportCorpusRun(`validator, all JSON Bundles; files per rule: ${told}`, files.length);
  });
});

describe('faults seeded into Bundles of others', () => {
  it('are found, 25 of 25, in the official example with all sections', () => {
    const [file] = corpusFiles('fhir/bundles/ips-hl7', 'Bundle-bundle-ips-all-sections.json');
    const missed: string[] = [];
    if (file !== undefined) {
      for (const [name, seed] of Object.entries(faultsOfReference)) {
        const bundle = JSON.parse(readFileSync(file, 'utf8')) as never;
        seed(bundle);
        if (errorsOf(validator.validate(bundle, [bundleUvIps])).length === 0) missed.push(name);
      }
      expect(Object.keys(faultsOfReference)).toHaveLength(25);
    }
    expect(missed).toEqual([]);
    reportCorpusRun('validator, seeded faults', file === undefined ? 0 : Object.keys(faultsOfReference).length);
  });

  it('are found in every mutant of the judge, but for the SNOMED code that does not exist', () => {
    const mutate = join(shared, 'tools/judges/hl7/mutate.py');
    const bases = [
      ...corpusFiles('fhir/bundles/ips-hl7', 'Bundle-bundle-ips-all-sections.json'),
      // One with a Medication as an entry of its own, which one of the mutants wants.
      ...corpusFiles('fhir/bundles/synderai-eps-2.1.0', 'Bundle-0e86aac8-1f55-4955-8f28-afa8cb3ad979.json'),
    ];
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-mutants-'));
    const missed: string[] = [];
    let count = 0;
    for (const base of existsSync(mutate) ? bases : []) {
      const made = spawnSync('python3', [mutate, base, folder], { encoding: 'utf8' });
      if (made.error !== undefined) throw new Error('the mutants of the judge need python3', { cause: made.error });
      expect(made.status).toBe(0);
      for (const name of readdirSync(folder)) {
        count++;
        // The Bundle is held against what it claims, by the judge as by us.
        if (errorsOf(validator.validate(parseFhirJson(readFileSync(join(folder, name))))).length === 0)
          missed.push(name);
        rmSync(join(folder, name));
      }
    }
    rmSync(folder, { recursive: true });
    expect(new Set(missed)).toEqual(new Set(count === 0 ? [] : ['00-control.json', '25-snomed-code-nonexistent.json']));
    reportCorpusRun('validator, mutants of the judge', count);
  });
});
