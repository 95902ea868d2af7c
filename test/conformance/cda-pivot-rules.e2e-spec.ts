import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { checkPivot, checkPivotPair } from '@passerelle/cda';
import { attribute, child, parseXml, path, type XmlElement } from '@passerelle/xml';
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';
import { corpusMembership } from '../support/corpus-membership.js';

const own = fileURLToPath(new URL('../fixtures/pivot/', import.meta.url));
const membership = corpusMembership();

/** The patient summaries of the corpus, of all waves, countries and generations. */
const summaries = corpusFiles('myhealtheu/cda', '.xml').flatMap((file) => {
  const octets = readFileSync(file);
  if (!octets.includes('ClinicalDocument')) return [];
  const root = parseXml(octets);
  return attribute(child(root, 'code'), 'code') === '60591-5' ? [{ name: basename(file), root }] : [];
});

function count(findings: readonly { readonly rule: string }[], into: Record<string, number>): void {
  for (const rule of new Set(findings.map((finding) => finding.rule))) into[rule] = (into[rule] ?? 0) + 1;
}

function list(counts: Record<string, number>): string {
  return Object.entries(counts)
    .sort(([, one], [, other]) => other - one)
    .map(([rule, times]) => `${rule} ${times}`)
    .join(', ');
}

describe('the rules of the pivot, on the documents of others', () => {
  it('warn, and hold for unusable only what nobody could use', () => {
    const warnings: Record<string, number> = {};
    const errors: Record<string, number> = {};
    for (const { root } of summaries) {
      const findings = checkPivot(root, { use: 'reading', ...(membership !== undefined && { membership }) });
      count(
        findings.filter(({ severity }) => severity === 'warning'),
        warnings,
      );
      count(
        findings.filter(({ severity }) => severity === 'error'),
        errors,
      );
    }
    reportCorpusRun(
      `rules of the pivot broken in reading: ${list(warnings)}; unusable: ${list(errors) || 'none'}`,
      summaries.length,
    );
    // The node reads every one of them.
    expect(errors).toEqual({});
  });

  it('never quote what a document says', () => {
    for (const { root } of summaries.slice(0, 20)) {
      const names = valuesOf(path(root, 'recordTarget', 'patientRole', 'patient', 'name')).filter(
        (name) => name.length > 3,
      );
      const said = JSON.stringify(checkPivot(root, { use: 'reading' }));
      for (const name of names) expect(said).not.toContain(name);
    }
  });

  it('find the level 3 and the level 1 of Luxembourg to be a pair', () => {
    const [levelOne, levelThree] = ['LU_CELESTINA_DOE-CALLA_38430827.xml', 'LU_CELESTINA_DOE-CALLA_38430827_2.xml'].map(
      (name) => summaries.find((summary) => summary.name === name)?.root,
    );
    if (levelOne === undefined || levelThree === undefined) return reportCorpusRun('pair of Luxembourg', 0);
    expect(checkPivotPair(levelThree, levelOne)).toEqual([]);
  });
});

describe('the codes of our own documents', () => {
  it.each(['full', 'nothing-known', 'no-information', 'twin'])('%s has no code that the catalogue lacks', (name) => {
    if (membership === undefined) return void process.stdout.write('no catalogue: the corpus is not there\n');
    expect(membership.valueSets).toBeGreaterThan(60);
    const findings = checkPivot(parseXml(readFileSync(`${own}${name}.xml`)), { membership });
    expect(findings.map(({ rule, expression }) => `${rule} ${expression}`)).toEqual([]);
  });
});

function valuesOf(element: XmlElement | undefined): string[] {
  return (element?.children ?? []).flatMap((node) => (typeof node === 'string' ? [node.trim()] : valuesOf(node)));
}
