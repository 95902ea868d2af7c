import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PasserelleError } from '@passerelle/kernel';
import { catalogueOf, compileTables, type Catalogue } from '@passerelle/terminology';
import { child, children, parseXml, path, textOf } from '@passerelle/xml';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import { documentXml } from '../cda/testing/document-xml.js';
import type { Coded, Coding } from '../model/coded.js';
import type { Observed, ObservedKind } from '../model/entry.js';
import type { ConceptKey, PatientSummary } from '../model/summary.js';
import { readSummary } from '../read-summary.js';
import { summaries } from '../testing/arbitrary-summary.js';
import { transcodeSummary } from '../transcode.js';
import { withNullFlavors } from './apply-policy.js';
import { ehdsiPatientSummary, type CodingPolicy } from './coded-elements.js';
import { lookUpCodes } from './look-up.js';

const none = compileTables([]);
/** Every value set has one code, `1`. */
const catalogue = catalogueOf(
  Object.assign(none, { contains: (_set: string, _system: string, code: string) => code === '1' }),
);

const { header } = readSummary(
  new TextEncoder().encode(documentXml({ body: '<structuredBody><component><section/></component></structuredBody>' })),
).summary;

const kinds = {
  results: 'result',
  'vital-signs': 'vital-sign',
  pregnancy: 'pregnancy',
  'social-history': 'social-history',
} as const;

function observed(kind: ObservedKind, parts: Pick<Observed, 'code'> & Partial<Observed>): Observed {
  const empty = { performers: [], interpretations: [], referenceRanges: [], members: [] };
  return { kind, path: '/', identifiers: [], period: {}, ...empty, ...parts };
}

/** A summary of one observation. */
function summaryOf(concept: ConceptKey, entry: Observed): PatientSummary {
  return { header, sections: [{ concept, title: concept, narrative: [], code: {}, entries: [entry as never] }] };
}

const loinc = (code: string): Coded => ({ coding: { system: 'http://loinc.org', code } });
const snomed = (code: string): Coded => ({ coding: { system: 'http://snomed.info/sct', code } });
const value = (code: string): Pick<Observed, 'value'> => ({ value: { kind: 'coded', coded: snomed(code) } });

describe('what is asked of observations', () => {
  const bloodGroup = { code: loinc('34530-6') };
  const heartRate = observed('vital-sign', { code: loinc('8867-4') });
  const panelled = observed('result', { ...bloodGroup, ...value('2') });

  it.each([
    ['a blood group of the value set', 'results', { code: loinc('882-1'), ...value('1') }, []],
    ['one outside it', 'results', { ...bloodGroup, ...value('2') }, ['results.value.coded 2']],
    ['another result, which has no value set', 'results', { code: loinc('600-7'), ...value('2') }, []],
    ['a blood group in a panel', 'results', { code: loinc('x'), members: [panelled] }, ['results.value.coded 2']],
    [
      'whether there is a pregnancy',
      'pregnancy',
      { code: loinc('82810-3'), ...value('2') },
      ['pregnancy.value.coded 2'],
    ],
    ['another value of the pregnancy', 'pregnancy', { code: loinc('11778-8'), ...value('2') }, []],
    ['an outcome outside the value set', 'pregnancy', { code: snomed('2') }, ['pregnancy.code 2']],
    ['a vital sign by LOINC', 'vital-signs', { code: loinc('8867-4') }, []],
    ['a vital sign by another code system', 'vital-signs', { code: snomed('2') }, ['vital-signs.code 2']],
    ['the name of a panel of vital signs', 'vital-signs', { code: snomed('2'), members: [heartRate] }, []],
    ['a habit outside the value set', 'social-history', { code: loinc('72166-2') }, ['social-history.code 72166-2']],
  ] as const)('judges %s', (_what, concept, parts, expected) => {
    const { coverage } = transcodeSummary(summaryOf(concept, observed(kinds[concept], parts)), catalogue);
    const gaps = coverage.gaps.filter(({ element }) => element.startsWith(concept));
    expect(gaps.map(({ element, code }) => `${element} ${code}`)).toEqual(expected);
    for (const gap of gaps) expect(gap).toMatchObject({ reason: 'outside-value-set', usage: 'O' });
  });

  it('is decided by the code that an observation has become', () => {
    const national: Catalogue = {
      ...catalogue,
      transcode: (coding, valueSets) =>
        coding.code === 'GS' ? { coding: loinc('34530-6').coding! } : catalogue.transcode(coding, valueSets),
    };
    const group = { code: { coding: { system: 'urn:oid:2.999', code: 'GS' } }, ...value('2') };
    const summary = summaryOf('results', observed('result', group));
    expect(transcodeSummary(summary, national).coverage.gaps).toContainEqual(
      expect.objectContaining({ element: 'results.value.coded', code: '2' }),
    );
    expect(transcodeSummary(summary, catalogue).coverage.gaps).not.toContainEqual(
      expect.objectContaining({ element: 'results.value.coded' }),
    );
  });

  it('takes no code away, as eHDSI asks for none', () => {
    const transcoded = transcodeSummary(summaryOf('results', panelled), catalogue);
    expect(transcoded.coverage.gaps.map(({ usage }) => usage)).toContain('O');
    const [kept] = withNullFlavors(transcoded.summary, transcoded.coverage).sections;
    expect(kept?.entries[0]).toMatchObject({ value: { coded: { coding: { code: '2' } } } });
  });
});

describe('the policy', () => {
  /** Names of the elements that hold a coding in any of the summaries. */
  function elementsOf(all: Iterable<PatientSummary>): Set<string> {
    const names = new Set<string>();
    const noting: CodingPolicy = {
      ...new Map(),
      get: (name: string) => void names.add(name),
    } as unknown as CodingPolicy;
    for (const summary of all) lookUpCodes(summary, noting, (coding: Coding) => ({ coding }));
    return names;
  }

  function* summariesIn(files: readonly string[]): Iterable<PatientSummary> {
    for (const file of files) {
      try {
        yield readSummary(readFileSync(file)).summary;
      } catch (error) {
        if (!(error instanceof PasserelleError)) throw error;
      }
    }
  }

  const arbitrary = elementsOf(fc.sample(summaries, { numRuns: 300, seed: 20260102 }));

  it('speaks of elements that there are', () => {
    const folder = fileURLToPath(new URL('../../../../test/fixtures/', import.meta.url));
    const own = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(xml|json)$/.test(name));
    const foreign = [...corpusFiles('myhealtheu/cda', '.xml'), ...corpusFiles('fhir/bundles', '.json')];
    reportCorpusRun('elements of the coding policy', foreign.length);
    const names = elementsOf(summariesIn([...own.map((name) => `${folder}${name}`), ...foreign]));
    const unknown = [...ehdsiPatientSummary.keys()].filter((name) => !names.has(name) && !arbitrary.has(name));
    expect(foreign.length === 0 ? unknown.filter((name) => !onlyAbroad.includes(name)) : unknown).toEqual([]);
  });

  // The one element that our own documents and the summaries of the generators do not have, and others' do.
  const onlyAbroad = ['care-plan.activities.outcomes'];

  it('has a row for every coded element of the rooms that are observations or plans', () => {
    const rooms =
      /^(?:social-history|results|vital-signs|pregnancy|travel-history|functional-status|advance-directives|alerts|care-plan|vaccination-forecast)\./;
    // Where, how and by whom is said of many statements, and eHDSI asks for a code in none of them.
    const circumstances = /\.(?:category|interpretations|method|bodySite|role|reason|asNeeded)$/;
    const rows = [...arbitrary].filter((name) => rooms.test(name) && !circumstances.test(name));
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter((name) => !ehdsiPatientSummary.has(name))).toEqual([]);
  });

  it('asks what eHDSI’s list asks, where that speaks of elements that there are', () => {
    const file = corpusFiles('myhealtheu/terminology', 'coded_element_list_ehdsi.xml').find(
      (each) => !each.includes('/old/'),
    );
    reportCorpusRun('coded element list of eHDSI', file === undefined ? 0 : 1);
    if (file === undefined) return;
    const listed = children(parseXml(readFileSync(file)), 'codedElement').flatMap((element) => {
      const usage = textOf(path(element, 'usage', 'patientSummaryCDAl3'));
      const arc = textOf(child(element, 'valueSet'))?.replace(/^.*\./, '');
      return usage === 'NA' ? [] : [`${usage} ${arc}`];
    });
    const ours = [...ehdsiPatientSummary.values()].flatMap(({ usage, valueSets }) =>
      valueSets.map((oid) => `${usage} ${oid.replace(/^.*\./, '')}`),
    );
    expect(listed).toHaveLength(44);
    // What is no coding of the model, and why.
    const without = [
      'R 32', // the document code: a document with another is refused, and the writers write it
      'RNFA 23', // the code of a reaction's observation: the writers write it
      'O 16', // units: a quantity has its unit as UCUM
      'O 41', // events of timings: a timing has them as HL7 TimingEvent
    ];
    // Problems appear twice in the list, once as optional: the stricter is meant.
    const looser = ['O 5'];
    expect([...new Set(listed)].filter((each) => !ours.includes(each)).sort()).toEqual([...without, ...looser].sort());
    // What the list does not have: value sets that came since (other allergens, reactions, rare diseases, absences), the
    // countries of travel, and the ingredients of medicines that are planned.
    const since = ['RNFA 19', 'RNFA 11', 'RNFA 63', 'O 48', 'O 50', 'O 51', 'O 4', 'O 24'];
    expect([...new Set(ours)].filter((each) => !listed.includes(each)).sort()).toEqual(since.sort());
  });
});
