import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkCda } from '@passerelle/cda';
import { checkEps } from '@passerelle/fhir';
import { parseFhirJson } from '@passerelle/fhir/json';
import type { Target, Translation } from '@passerelle/summary';
import { attribute, children, parseXml, path, type XmlElement } from '@passerelle/xml';
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';
import { translatedOrRefused } from '../support/translation.js';
import { schemaFaults, schemaUnavailable } from '../support/xmllint.js';

/** What became of a set of documents in one target. */
interface Tally {
  translated: number;
  /** Translated, and the rules of the target find no error. */
  clean: number;
  entries: number;
  outcomes: Record<string, number>;
  refused: Record<string, number>;
  rules: Record<string, number>;
  /** Documents whose report has another number of rows than they have entries. */
  unaccounted: string[];
}

function newTally(): Tally {
  return { translated: 0, clean: 0, entries: 0, outcomes: {}, refused: {}, rules: {}, unaccounted: [] };
}

function count(into: Record<string, number>, key: string, by = 1): void {
  into[key] = (into[key] ?? 0) + by;
}

/** Errors of the target's own rules, each rule once. */
function rulesBroken({ target, octets }: Translation): string[] {
  const findings = target === 'eps' ? checkEps(parseFhirJson(octets)) : checkCda(parseXml(octets));
  return [...new Set(findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule))];
}

function tally(files: readonly string[], target: Target, expectedEntries: (file: string) => number): Tally {
  const sum = newTally();
  for (const file of files) {
    const result = translatedOrRefused(file, target);
    if (typeof result === 'string') {
      count(sum.refused, result);
      continue;
    }
    sum.translated++;
    const { entries, totals } = result.report;
    if (entries.length !== expectedEntries(file)) sum.unaccounted.push(basename(file));
    sum.entries += entries.length;
    for (const outcome of ['carried', 'transcoded', 'narrative-only', 'not-carried'] as const)
      count(sum.outcomes, outcome, totals[outcome]);
    const broken = rulesBroken(result);
    if (broken.length === 0) sum.clean++;
    for (const rule of broken) count(sum.rules, rule);
  }
  return sum;
}

function report(name: string, { translated, clean, entries, outcomes, refused, rules }: Tally): void {
  const share = Object.entries(outcomes).map(
    ([outcome, each]) => `${outcome} ${((100 * each) / Math.max(1, entries)).toFixed(1)} %`,
  );
  const list = (of: Record<string, number>): string => JSON.stringify(of).replaceAll('"', '');
  reportCorpusRun(
    `${name}: ${clean} clean, ${entries} entries (${share.join(', ')}), refused ${list(refused)}, rules ${list(rules)}`,
    translated,
  );
}

function isSummary(root: XmlElement): boolean {
  return (
    children(root, 'code').some((code) => attribute(code, 'code') === '60591-5') &&
    path(root, 'component', 'structuredBody') !== undefined
  );
}

/** `entry` elements of all sections, nested sections included: counted here apart from the reader under test. */
function entriesBelow(element: XmlElement): number {
  return children(element).reduce(
    (sum, inner) =>
      sum +
      (inner.local === 'entry' && element.local === 'section' ? 1 : 0) +
      (['component', 'structuredBody', 'section'].includes(inner.local) ? entriesBelow(inner) : 0),
    0,
  );
}

describe('the level 3 patient summaries of the corpus', () => {
  const files: string[] = [];
  const expected = new Map<string, number>();

  beforeAll(() => {
    for (const file of corpusFiles('', '.xml')) {
      const octets = readFileSync(file);
      if (!octets.includes('ClinicalDocument') || !octets.includes('60591-5')) continue;
      let root: XmlElement;
      try {
        root = parseXml(octets);
      } catch {
        continue; // Damaged on purpose: what the front door refuses is another suite's business.
      }
      if (root.local !== 'ClinicalDocument' || !isSummary(root)) continue;
      files.push(file);
      expected.set(file, entriesBelow(root));
    }
  }, 60_000);

  it.each(['eps', 'pivot'] as const)(
    'become %s with a row for each entry and nothing lost',
    (target) => {
      const sum = tally(files, target, (file) => expected.get(file)!);
      report(`level 3 CDA to ${target}`, sum);
      expect(sum.unaccounted).toEqual([]);
      expect(sum.outcomes['not-carried'] ?? 0).toBe(0);
      expect(sum.clean).toBe(sum.translated);
    },
    120_000,
  );
});

describe('the FHIR patient summaries of the corpus', () => {
  const folders = [
    'au-ps',
    'ehds-examples',
    'eps-hl7eu',
    'gravitate-health',
    'icanbwell',
    'ips-hl7',
    'ips-hl7-2.0.1',
    'ips-older-vadi2',
    'jddamore',
  ];
  const more = ['synderai-eps-1.0.0', 'synderai-eps-2.1.0', 'uwcirg-shl-ips'];
  const files = [
    ...[...folders, ...more].flatMap((folder) => corpusFiles(`fhir/bundles/${folder}`, '.json')),
    ...corpusFiles('fhir/paired-cda-fhir', '.json'),
  ];

  it.each(['eps', 'pivot'] as const)(
    'become %s with a row for each entry and nothing lost',
    (target) => {
      const sum = tally(files, target, referencesOf);
      report(`FHIR to ${target}`, sum);
      expect(sum.unaccounted).toEqual([]);
      expect(sum.outcomes['not-carried'] ?? 0).toBe(0);
      expect(sum.clean).toBe(sum.translated);
    },
    120_000,
  );

  /**
   * Distinct resources that the Composition's sections refer to, one that two sections name being one entry, and every
   * reference that points out of the Bundle: its words are all there is of that statement.
   */
  function referencesOf(file: string): number {
    const { entry } = JSON.parse(readFileSync(file, 'utf8')) as {
      entry: { fullUrl?: string; resource: Composition }[];
    };
    const addresses = entry.map(({ fullUrl = '', resource }) => [
      fullUrl,
      `${resource.resourceType}/${resource.id ?? ''}`,
    ]);
    const all = new Set<number>();
    let outside = 0;
    const gather = (sections: readonly Section[] = []): void => {
      for (const section of sections) {
        for (const { reference = '' } of section.entry ?? []) {
          const at = addresses.findIndex(([fullUrl, address]) => fullUrl === reference || address === reference);
          if (at >= 0) all.add(at);
          else outside++;
        }
        gather(section.section);
      }
    };
    gather(entry[0]?.resource.section);
    return all.size + outside;
  }

  interface Composition {
    readonly resourceType: string;
    readonly id?: string;
    readonly section?: readonly Section[];
  }

  interface Section {
    readonly entry?: readonly { readonly reference?: string }[];
    readonly section?: readonly Section[];
  }
});

describe('the pivots made from the corpus', () => {
  it('are valid against the CDA schema', () => {
    const reason = schemaUnavailable();
    if (reason !== undefined) return void process.stdout.write(`corpus pivots: schema not asked: ${reason}\n`);
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-corpus-'));
    const written: string[] = [];
    for (const file of [
      ...corpusFiles('myhealtheu/cda/patient-summary', '.xml'),
      ...corpusFiles('fhir/bundles', '.json'),
    ]) {
      const pivot = translatedOrRefused(file, 'pivot');
      if (typeof pivot === 'string') continue;
      const name = join(folder, `${written.length}-${basename(file).replace(/[^\w.-]/g, '_')}.xml`);
      writeFileSync(name, pivot.octets);
      written.push(name);
    }
    expect(schemaFaults(written).map((line) => line.slice(folder.length + 1))).toEqual([]);
    reportCorpusRun('pivots valid against the CDA schema', written.length);
    rmSync(folder, { recursive: true });
  }, 120_000);
});
