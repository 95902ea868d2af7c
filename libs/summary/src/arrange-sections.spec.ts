import { describe, expect, it } from '@jest/globals';
import { arrangeSections } from './arrange-sections.js';
import type { Entry } from './model/entry.js';
import type { Section } from './model/summary.js';
import { mainSectionOf } from './sections.js';

const medication: Entry = {
  kind: 'medication',
  path: '/m',
  identifiers: [],
  product: { identifiers: [], ingredients: [], name: 'Aspirin' },
  period: {},
  timings: [],
};
const procedure: Entry = {
  kind: 'procedure',
  path: '/p',
  identifiers: [],
  code: { text: 'Appendectomy' },
  period: {},
  bodySites: [],
  performers: [],
};

function section(
  concept: Section['concept'],
  entries: readonly Entry[],
  narrative: Section['narrative'] = [],
): Section {
  const loinc = concept === 'unmodelled' ? '99999-9' : mainSectionOf(concept).loinc;
  return { concept, code: { coding: { system: 'http://loinc.org', code: loinc } }, title: concept, narrative, entries };
}

describe('statements among those of another concept', () => {
  it('go to the section of their own, with their words where that section has a narrative', () => {
    const arranged = arrangeSections([
      section('problems', [medication, procedure]),
      section('medications', [], [{ name: 'p', children: ['Médicaments'] }]),
    ]);
    expect(arranged.map(({ concept, entries }) => [concept, entries.map(({ path }) => path)])).toEqual([
      ['problems', []],
      ['medications', ['/m']],
      ['procedures', ['/p']],
    ]);
    expect(arranged[1]?.narrative).toHaveLength(2);
    expect(arranged[2]?.narrative).toEqual([]);
  });

  it('take the reason for being empty from the section they come to', () => {
    const [, medications] = arrangeSections([
      section('problems', [medication]),
      { ...section('medications', []), emptyReason: 'nilknown' },
    ]);
    expect(medications).not.toHaveProperty('emptyReason');
  });

  it('stay in a section of no concept, and in their own', () => {
    const sections = [section('unmodelled', [medication]), section('procedures', [procedure])];
    expect(arrangeSections(sections)).toBe(sections);
  });
});
