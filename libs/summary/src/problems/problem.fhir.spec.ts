import { describe, expect, it } from '@jest/globals';
import { readEntry, roundTrip, writeEntry } from '../fhir/testing/bundle-entry.js';
import type { Problem } from '../model/entry.js';
import { problemFhir } from './problem.fhir.js';

const clinical = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const asthma: Problem = {
  kind: 'problem',
  path: '/problem',
  identifiers: [{ system: 'urn:oid:1.3.182.2.1.9', value: 'P7' }],
  text: 'Asthme depuis 1990',
  code: {
    coding: {
      system: 'http://hl7.org/fhir/sid/icd-10',
      code: 'J45.9',
      display: 'Asthma, unspecified',
      translations: [{ system: 'urn:oid:1.3.182.5.29', code: 'J45.9', display: 'asthme, sans précision' }],
    },
    text: 'Asthme',
  },
  clinicalStatus: { coding: { system: clinical, code: 'resolved' } },
  verificationStatus: {
    coding: { system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' },
  },
  category: { coding: { system: 'http://snomed.info/sct', code: '64572001', display: 'Disease' } },
  severity: { coding: { system: 'http://snomed.info/sct', code: '6736007', display: 'Moderate' } },
  outcome: { coding: { system: 'http://snomed.info/sct', code: '21134002', display: 'Disability' } },
  notes: ['suivi annuel'],
  period: { low: '1990', high: '2020-04' },
  asserters: [
    {
      identifiers: [{ system: 'urn:oid:1.3.182.4.1', value: '19' }],
      names: [{ family: ['INVENTÉE'], given: ['Inès'] }],
      addresses: [],
      telecoms: [],
    },
  ],
};

describe('problemFhir', () => {
  it('gives back what was written', () => {
    expect(roundTrip(problemFhir, asthma)).toEqual({ ...asthma, path: '/entry' });
  });

  it('gives back a problem of which little is known', () => {
    const sparse: Problem = {
      kind: 'problem',
      path: '/problem',
      identifiers: [],
      code: { absence: 'UNK' },
      period: { lowAbsence: 'NASK' },
      asserters: [],
    };
    expect(roundTrip(problemFhir, sparse)).toEqual({ ...sparse, path: '/entry' });
  });

  it('puts the problem into the problem list beside its own category', () => {
    const { category } = writeEntry(problemFhir, asthma).resource as { category: { coding: { code: string }[] }[] };
    expect(category.map(({ coding }) => coding[0]?.code)).toEqual(['problem-list-item', '64572001']);
  });

  it('writes a status of SNOMED CT as the code FHIR binds it to, and keeps its words', () => {
    const status = { coding: { system: 'http://snomed.info/sct', code: '90734009', display: 'Chronic' } };
    const { resource } = writeEntry(problemFhir, { ...asthma, clinicalStatus: status, period: {} });
    expect(resource['clinicalStatus']).toEqual({ coding: [{ system: clinical, code: 'active' }], text: 'Chronic' });
  });

  it('says that a problem that has ended is at least inactive (con-4)', () => {
    const { clinicalStatus: _status, ...unstated } = asthma;
    expect(writeEntry(problemFhir, unstated).resource['clinicalStatus']).toEqual({
      coding: [{ system: clinical, code: 'inactive' }],
    });
  });

  it('keeps an end that contradicts an active status as a note, and changes neither', () => {
    const active = { ...asthma, clinicalStatus: { coding: { system: clinical, code: 'active' } } };
    const { resource } = writeEntry(problemFhir, active);
    expect(resource['abatementDateTime']).toBeUndefined();
    expect(resource['note']).toEqual([{ text: 'suivi annuel' }, { text: 'End stated by the source: 2020-04' }]);
  });

  it('reports further asserters, of whom Condition has one', () => {
    const [asserter] = asthma.asserters;
    const { omitted } = writeEntry(problemFhir, { ...asthma, asserters: [asserter!, asserter!] });
    expect(omitted.get('/problem')).toEqual(['further asserter']);
  });

  it('names the parts it does not read', () => {
    const resource = { resourceType: 'Condition', code: { text: 'x' }, stage: [{}], evidence: [{}], recorder: {} };
    expect(readEntry(problemFhir, resource).entry?.omitted).toEqual(['stage', 'evidence', 'recorder']);
  });

  it('reads no problem from another resource', () => {
    expect(readEntry(problemFhir, { resourceType: 'Observation', code: { text: 'x' } }).entry).toBeUndefined();
  });
});
