import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../model/entry.js';
import type { PatientSummary } from '../model/summary.js';
import { withOwnWords } from './own-words.js';

function summaryWith(entry: Problem): PatientSummary {
  const patient = {
    identifiers: [],
    names: [],
    addresses: [],
    telecoms: [],
    languages: [],
    contacts: [],
    preferredProfessionals: [],
  };
  const header = {
    identifier: { system: '', value: '' },
    title: '',
    created: '2024',
    patient,
    authors: [],
    relatedDocuments: [],
  };
  return { header, sections: [{ concept: 'problems', code: {}, title: '', narrative: [], entries: [entry] }] };
}

const problem: Problem = {
  kind: 'problem',
  path: '/entry',
  identifiers: [],
  text: 'B20 VIH 2022',
  code: { coding: { system: 'http://snomed.info/sct', code: '1', display: 'HIV' }, text: 'B20 VIH 2022' },
  severity: { coding: { system: 'http://snomed.info/sct', code: '2' }, text: 'B20 VIH 2022' },
  category: { coding: { system: 'http://snomed.info/sct', code: '3', display: 'Disease' }, text: 'maladie' },
  period: {},
  asserters: [],
};

describe('the own words of a code', () => {
  it('are not the text of the whole entry, unless nothing else says what the code means', () => {
    const summary = summaryWith(problem);
    const [entry] = withOwnWords(summary).sections[0]!.entries;
    expect(entry).toEqual({ ...problem, code: { coding: problem.code.coding } });
    expect(summary.sections[0]!.entries[0]).toBe(problem);
  });

  it('leaves an entry alone that has nothing to take away', () => {
    const { text: _text, ...untold } = problem;
    expect(withOwnWords(summaryWith(untold)).sections[0]!.entries[0]).toBe(untold);
  });
});
