import { describe, expect, it } from '@jest/globals';
import { readEntry, roundTrip, writeEntry } from '../fhir/testing/bundle-entry.js';
import type { Procedure } from '../model/entry.js';
import { procedureFhir } from './procedure.fhir.js';

const snomed = 'http://snomed.info/sct';
const knee: Procedure = {
  kind: 'procedure',
  path: '/procedure',
  identifiers: [{ system: 'urn:oid:1.3.182.2.1.9', value: 'X2' }],
  code: { coding: { system: snomed, code: '609588000', display: 'Total knee replacement' }, text: 'Prothèse de genou' },
  status: 'completed',
  period: { low: '2017-07-01', high: '2017-07-01' },
  bodySites: [{ coding: { system: snomed, code: '72696002', display: 'Knee region structure' } }],
  reason: { text: 'Gonarthrose' },
  performers: [
    {
      identifiers: [],
      names: [{ family: ['CHIRURGIEN'], given: ['Émile'] }],
      addresses: [],
      telecoms: [{ value: 'tel:+352-00000001', use: 'WP' }],
      role: { coding: { system: 'urn:oid:2.16.840.1.113883.2.9.6.2.7', code: '2212', display: 'Surgeon' } },
      organization: { identifiers: [], name: 'Hôpital fictif', addresses: [], telecoms: [] },
    },
  ],
};

describe('procedureFhir', () => {
  it('gives back what was written', () => {
    expect(roundTrip(procedureFhir, knee)).toEqual({ ...knee, path: '/entry' });
  });

  it('writes a span as Period and says why a date is missing', () => {
    const span = { low: '2017', high: '2018' };
    expect(writeEntry(procedureFhir, { ...knee, period: span }).resource['performedPeriod']).toEqual({
      start: '2017',
      end: '2018',
    });
    expect(roundTrip(procedureFhir, { ...knee, period: { lowAbsence: 'NASK' } })?.period).toEqual({
      lowAbsence: 'NASK',
    });
    expect(writeEntry(procedureFhir, { ...knee, period: {} }).resource['_performedDateTime']).toBeDefined();
  });

  it('adds a performer that two entries share once', () => {
    const [performer] = knee.performers;
    const { resources } = writeEntry(procedureFhir, { ...knee, performers: [performer!, performer!] });
    expect(resources.filter(({ resourceType }) => resourceType === 'PractitionerRole')).toHaveLength(1);
  });

  it('reads the reason behind a reference', () => {
    const resource = {
      resourceType: 'Procedure',
      id: 'p',
      status: 'completed',
      reasonReference: [{ reference: 'Condition/c' }],
    };
    const condition = { resourceType: 'Condition', id: 'c', code: { text: 'Gonarthrose' } };
    expect(readEntry(procedureFhir, resource, [condition]).entry?.reason).toEqual({ text: 'Gonarthrose' });
  });

  it('reads that a procedure was not done, and none that is only prepared', () => {
    const read = (status: string) =>
      readEntry(procedureFhir, { resourceType: 'Procedure', status, code: { text: 'x' } }).entry;
    expect(read('not-done')?.notDone).toBe(true);
    expect(writeEntry(procedureFhir, read('not-done')!).resource['status']).toBe('not-done');
    expect(read('preparation')).toBeUndefined();
  });
});
