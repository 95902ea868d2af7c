import { describe, expect, it } from '@jest/globals';
import { readEntry, roundTrip, writeEntry } from '../fhir/testing/bundle-entry.js';
import type { Immunization } from '../model/entry.js';
import { immunizationFhir } from './immunization.fhir.js';

const snomed = 'http://snomed.info/sct';
const pneumo: Immunization = {
  kind: 'immunization',
  path: '/immunization',
  identifiers: [{ system: 'urn:oid:1.3.182.2.1.9', value: 'V1' }],
  given: true,
  status: 'completed',
  vaccine: {
    coding: {
      system: 'http://www.whocc.no/atc',
      code: 'J07AL',
      display: 'Pneumococcal vaccines',
      translations: [{ system: snomed, code: '333598008', display: 'Vaccin antipneumococcique' }],
    },
  },
  product: {
    identifiers: [],
    name: 'PNEUMOFICTIF',
    ingredients: [],
    lotNumber: 'FICT-0002',
    expires: '2025-06-30',
    manufacturer: 'Fictif SA',
  },
  date: '2022-09-01',
  route: { coding: { system: 'http://standardterms.edqm.eu', code: '20035000', display: 'Intramuscular use' } },
  site: { coding: { system: snomed, code: '368209003', display: 'Right upper arm structure' } },
  doseNumber: '2',
  dose: { value: '0.50', unit: 'mL' },
  targetDiseases: [{ coding: { system: snomed, code: '16814004', display: 'Pneumococcal infectious disease' } }],
  reactions: [{ coding: { system: snomed, code: '386661006', display: 'Fever' } }],
  performers: [
    {
      identifiers: [],
      names: [],
      addresses: [],
      telecoms: [],
      organization: { identifiers: [], name: 'Centre fictif', addresses: [], telecoms: [] },
    },
  ],
};

describe('immunizationFhir', () => {
  it('gives back what was written', () => {
    expect(roundTrip(immunizationFhir, pneumo)).toEqual({ ...pneumo, path: '/entry' });
  });

  it('gives back a product of which more than the name is known', () => {
    const product: Immunization['product'] = {
      ...pneumo.product,
      code: { coding: { system: 'urn:oid:1.3.182.5.47', code: '7' } },
      form: { text: 'suspension injectable' },
    };
    expect(roundTrip(immunizationFhir, { ...pneumo, product })?.product).toEqual(product);
  });

  it('keeps a dose number that is no number as text, and says why one is missing', () => {
    expect(roundTrip(immunizationFhir, { ...pneumo, doseNumber: 'rappel' })?.doseNumber).toBe('rappel');
    const { doseNumber: _number, ...without } = pneumo;
    expect(writeEntry(immunizationFhir, without).resource['protocolApplied']).toMatchObject([
      { _doseNumberString: { extension: [{ valueCode: 'unknown' }] } },
    ]);
  });

  it('writes a vaccination that was not given as not done', () => {
    const refused: Immunization = { ...pneumo, given: false };
    expect(writeEntry(immunizationFhir, refused).resource['status']).toBe('not-done');
    expect(roundTrip(immunizationFhir, refused)?.given).toBe(false);
  });

  it('says why the date is missing', () => {
    const { date: _date, ...undated } = pneumo;
    expect(roundTrip(immunizationFhir, { ...undated, dateAbsence: 'NASK' })?.dateAbsence).toBe('NASK');
  });

  it('reports an occurrence in words as not read', () => {
    const resource = { resourceType: 'Immunization', status: 'completed', occurrenceString: 'in childhood' };
    expect(readEntry(immunizationFhir, resource).entry?.omitted).toEqual(['occurrenceString']);
  });
});
