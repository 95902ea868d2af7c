import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PasserelleError } from '@passerelle/kernel';
import { readSummary, translate, type Entry, type Target } from '@passerelle/summary';
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';
import { records } from '../support/fixtures.js';
import { unexplained, type Fact } from '../support/summary-facts.js';
import { catalogue, clock } from '../support/translation.js';

/** A part that a report says was left out, and the facts it accounts for. */
interface Explanation {
  readonly part: RegExp;
  readonly role?: RegExp;
  readonly kind?: Fact['kind'];
}

const explanations: readonly Explanation[] = [
  { part: /^code of the type of propensity$/, role: /^type\./ },
  { part: /^code of the severity$/, role: /^severity\./ },
  { part: /^code of the severity of the reaction$/, role: /^reactions\.severity\./ },
  { part: /^(?:further asserter|time of the asserter)$/, role: /^asserters\./ },
  { part: /^end of an active problem as a date$/, role: /^period\.high$/ },
  { part: /^time of day without offset$/, kind: 'date' },
  { part: /^outcome of what is planned$/, role: /^activities\.outcomes\./ },
  { part: /^category$/, role: /category\./ },
  { part: /^code that is only signs$/, kind: 'code' },
];

function explains(fact: Fact, _entry: Entry, part: string): boolean {
  if (fact.kind === 'code') {
    const system = fact.value.slice(0, fact.value.lastIndexOf('|'));
    if (part === `code of ${system}` || part === `code system ${system}`) return true;
    if (part === 'code without system' && system === '') return true;
  }
  return explanations.some(
    ({ part: said, role, kind }) =>
      said.test(part) && (role === undefined || role.test(fact.role)) && (kind === undefined || kind === fact.kind),
  );
}

/** Translates into one format and from there into the other, and says what got lost on the way without a word. */
function lostOnTheWay(octets: Uint8Array, way: readonly Target[]): string[] {
  const lost: string[] = [];
  let document = octets;
  for (const target of way) {
    const { octets: next, report, summary } = translate(document, target, { clock, catalogue, language: 'en-GB' });
    lost.push(
      ...unexplained({ before: summary, after: readSummary(next).summary, report }, explains).map(
        (line) => `${target}: ${line}`,
      ),
    );
    document = next;
  }
  return lost;
}

/** A record that can go both ways: a summary, and not a PDF alone. */
function travels(octets: Uint8Array): boolean {
  try {
    return readSummary(octets).summary.attachment === undefined;
  } catch (error) {
    // What the front door refuses is another suite's business.
    if (error instanceof PasserelleError) return false;
    throw error;
  }
}

const ways = [
  { name: 'CDA to EPS to CDA', ext: '.xml', folder: '', way: ['eps', 'pivot'] },
  { name: 'FHIR to pivot to FHIR', ext: '.json', folder: 'fhir', way: ['pivot', 'eps'] },
] as const;

describe.each(ways)('$name', ({ name, ext, folder, way }) => {
  it('keeps every code, date, quantity and identifier of our fixtures, or says that it does not', () => {
    const files = records.filter(({ file }) => file.endsWith(ext) && travels(readFileSync(file)));
    expect(files.length).toBeGreaterThan(1);
    for (const { name: record, file } of files) {
      expect({ record, lost: lostOnTheWay(readFileSync(file), way) }).toEqual({ record, lost: [] });
    }
  });

  it('keeps those of the corpus', () => {
    let count = 0;
    for (const file of corpusFiles(folder, ext)) {
      const octets = readFileSync(file);
      if (!octets.includes('60591-5') || !travels(octets)) continue;
      count++;
      expect({ file: basename(file), lost: lostOnTheWay(octets, way) }).toEqual({ file: basename(file), lost: [] });
    }
    reportCorpusRun(`round trips ${name}`, count);
  }, 120_000);
});

describe('what compares', () => {
  it('finds what is lost and not said', () => {
    const octets = readFileSync(records.find(({ file }) => file.endsWith('rich.xml'))!.file);
    const { report, summary, octets: eps } = translate(octets, 'eps', { clock, catalogue });
    const after = readSummary(eps).summary;
    const poorer = JSON.parse(
      JSON.stringify(after, (key, value: unknown) => (key === 'referenceRanges' || key === 'dose' ? [] : value)),
    ) as typeof after;
    expect(unexplained({ before: summary, after, report }, explains)).toEqual([]);
    expect(unexplained({ before: summary, after: poorer, report }, explains)).not.toEqual([]);
    expect(unexplained({ before: summary, after: { ...after, sections: [] }, report }, explains)).not.toEqual([]);
  });
});
