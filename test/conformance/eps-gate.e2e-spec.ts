import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { checkEps, type Finding } from '@passerelle/fhir';
import { parseFhirJson } from '@passerelle/fhir/json';
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';

function errorsOf(file: string): Finding[] {
  return checkEps(parseFhirJson(readFileSync(file))).filter(({ severity }) => severity === 'error');
}

// Sets whose producers conform to EPS; the gate must not find anything in them that the standards do not demand.
const clean = [
  ...corpusFiles('fhir/bundles/eps-hl7eu', '.json'),
  ...corpusFiles('fhir/bundles/synderai-eps-2.1.0', '.json'),
  ...corpusFiles('fhir/bundles/ehds-examples', 'eps_epic_bundle.json'),
];
// An older edition of one of them, known to hold dangling references and repeated addresses.
const dirty = corpusFiles('fhir/bundles/synderai-eps-1.0.0', '.json');

describe('the gate on Bundles of others', () => {
  it('opens for the sets that are known to conform', () => {
    for (const file of clean) expect([basename(file), errorsOf(file)]).toEqual([basename(file), []]);
    reportCorpusRun('gate, conforming EPS Bundles', clean.length);
  });

  it('stays shut for every Bundle of the set that is known not to', () => {
    for (const file of dirty) expect([basename(file), errorsOf(file).length > 10]).toEqual([basename(file), true]);
    reportCorpusRun('gate, faulty EPS Bundles', dirty.length);
  });

  it('finds in the official IPS Bundles only what EPS demands beyond IPS', () => {
    const files = [
      ...corpusFiles('fhir/bundles/ips-hl7', '.json'),
      ...corpusFiles('fhir/bundles/ips-hl7-2.0.1', '.json'),
    ];
    // `ips-comp-1` is asked of three sections by IPS and of every section by EPS.
    const beyond = new Set(['eps-section-required', 'eps-composition-sections', 'ips-comp-1']);
    for (const file of files) {
      expect([basename(file), errorsOf(file).filter(({ rule }) => !beyond.has(rule))]).toEqual([basename(file), []]);
    }
    reportCorpusRun('gate, official IPS Bundles', files.length);
  });

  it('answers on any JSON of the corpus without breaking', () => {
    const files = corpusFiles('fhir/bundles', '.json');
    const rules = new Map<string, number>();
    for (const file of files) {
      for (const rule of new Set(errorsOf(file).map((finding) => finding.rule)))
        rules.set(rule, (rules.get(rule) ?? 0) + 1);
    }
    const common = [...rules].sort(([, a], [, b]) => b - a).slice(0, 8);
    reportCorpusRun(
      `gate, all JSON Bundles; files per rule: ${common.map(([rule, count]) => `${rule} ${count}`).join(', ')}`,
      files.length,
    );
  });
});
