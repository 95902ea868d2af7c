import { describe, expect, it } from '@jest/globals';
import { readEntry, roundTrip, writeEntry } from '../fhir/testing/bundle-entry.js';
import type { Medication, Timing } from '../model/entry.js';
import { medicationFhir } from './medication.fhir.js';

const atc = 'http://www.whocc.no/atc';
const tenofovir: Medication = {
  kind: 'medication',
  path: '/medication',
  identifiers: [{ system: 'urn:oid:1.3.182.2.1.9', value: 'M1' }],
  product: {
    identifiers: [{ system: 'urn:oid:1.3.182.2.1.10', value: 'P1' }],
    code: { coding: { system: 'urn:oid:1.3.182.5.47', code: '9000000102', display: 'TENOFICTIF' } },
    name: 'TENOFICTIF 245 mg comprimé',
    description: '245 mg',
    classes: [{ coding: { system: atc, code: 'J05AF07', display: 'tenofovir disoproxil' } }],
    form: { coding: { system: 'http://standardterms.edqm.eu', code: '10219000', display: 'Tablet' } },
    ingredients: [
      {
        code: { coding: { system: atc, code: 'J05AF07', display: 'tenofovir disoproxil' } },
        name: 'ténofovir',
        active: true,
        strength: { numerator: { value: '245', unit: 'mg' }, denominator: { value: '1', unit: '{tablet}' } },
      },
      { code: { text: 'lactose' }, active: false },
    ],
    packageForm: { coding: { system: 'http://standardterms.edqm.eu', code: '30007000', display: 'Blister' } },
    packageQuantity: { value: '30', unit: '{tablet}' },
    lotNumber: 'FICT-1',
    expires: '2027-01',
    manufacturer: 'Fictif SA',
  },
  status: 'active',
  period: { low: '2024-07-01' },
  timings: [{ kind: 'periodic', period: { value: '12', unit: 'h' } }],
  dose: { low: { value: '1', unit: '{tablet}' }, high: { value: '1', unit: '{tablet}' } },
  route: { coding: { system: 'http://standardterms.edqm.eu', code: '20053000', display: 'Oral use' } },
  reason: { coding: { system: 'http://hl7.org/fhir/sid/icd-10', code: 'B20', display: 'HIV disease' } },
  instructions: 'Au cours d’un repas.',
  notes: ['Première ligne'],
};

interface Dosages {
  readonly dosage: readonly { text?: string; timing?: { repeat?: object; event?: string[] } }[];
}

function dosagesOf(timings: readonly Timing[]): Dosages['dosage'] {
  return (writeEntry(medicationFhir, { ...tenofovir, timings }).resource as unknown as Dosages).dosage;
}

describe('medicationFhir', () => {
  it('gives back what was written', () => {
    expect(roundTrip(medicationFhir, tenofovir)).toEqual({ ...tenofovir, path: '/entry' });
  });

  it('gives back a medicine of which only the name is known', () => {
    const sparse: Medication = {
      kind: 'medication',
      path: '/medication',
      identifiers: [],
      product: { identifiers: [], name: 'TENOFICTIF', ingredients: [] },
      period: { lowAbsence: 'UNK' },
      timings: [],
    };
    expect(roundTrip(medicationFhir, sparse)).toEqual({ ...sparse, path: '/entry' });
  });

  it('says why effective[x] is missing', () => {
    expect(writeEntry(medicationFhir, { ...tenofovir, period: {} }).resource['_effectiveDateTime']).toBeDefined();
  });

  it.each([
    [
      { kind: 'periodic', period: { value: '12', unit: 'h' } },
      { frequency: 1, period: 12, periodUnit: 'h' },
    ],
    [
      { kind: 'periodic', period: { value: '8', unit: 'h' }, institutionSpecified: true },
      { frequency: 3, period: 1, periodUnit: 'd' },
    ],
    [
      { kind: 'periodic', period: { value: '56', unit: 'h' }, institutionSpecified: true },
      { frequency: 3, period: 1, periodUnit: 'wk' },
    ],
    [
      { kind: 'event', event: 'ACM', offset: { value: '-30', unit: 'min' } },
      { when: ['ACM'], offset: 30 },
    ],
    [
      { kind: 'event', event: 'PCV', offset: { value: '60', unit: 'min' } },
      { when: ['PCV'], offset: 60 },
    ],
    [
      { kind: 'periodic', period: { value: '12', unit: 'h' }, phase: { low: '2024-07-01T08:00:00+02:00' } },
      { frequency: 1, period: 12, periodUnit: 'h', boundsPeriod: { start: '2024-07-01T08:00:00+02:00' } },
    ],
  ] as const)('writes %j as %j and reads it again', (timing, repeat) => {
    expect(dosagesOf([timing])[0]?.timing?.repeat).toEqual(repeat);
    expect(roundTrip(medicationFhir, { ...tenofovir, timings: [timing] })?.timings).toEqual([timing]);
  });

  it('writes timings that CDA intersects as one dosage, because FHIR would add two of them up', () => {
    const dosages = dosagesOf([
      { kind: 'periodic', period: { value: '12', unit: 'h' } },
      { kind: 'event', event: 'ACM' },
      { kind: 'event', event: 'ACV' },
    ]);
    expect(dosages).toHaveLength(1);
    expect(dosages[0]?.timing?.repeat).toEqual({ when: ['ACM', 'ACV'], frequency: 1, period: 12, periodUnit: 'h' });
  });

  it('keeps who stated it, when, and that it is taken only when needed', () => {
    const authors = [
      {
        identifiers: [],
        names: [{ family: ['INVENTÉ'], given: ['Luc'] }],
        addresses: [],
        telecoms: [],
        time: '2024-01',
      },
    ];
    for (const asNeeded of [{ absence: 'NI' as const }, { text: 'douleur' }]) {
      const whole: Medication = { ...tenofovir, authors, asNeeded };
      expect(roundTrip(medicationFhir, whole)).toEqual({ ...whole, path: '/entry' });
      const requested: Medication = { ...whole, mood: 'PRP' };
      expect(roundTrip(medicationFhir, requested)).toEqual({ ...requested, path: '/entry' });
    }
  });

  it('keeps that a medicine is not taken', () => {
    const { status: _status, ...denied } = { ...tenofovir, notTaken: true as const };
    expect(writeEntry(medicationFhir, denied).resource['status']).toBe('not-taken');
    expect(roundTrip(medicationFhir, denied)).toEqual({ ...denied, path: '/entry' });
  });

  it('reads a Medication that a section refers to itself', () => {
    const { entry } = readEntry(medicationFhir, { resourceType: 'Medication', id: 'm', code: { text: 'Aspirin' } });
    expect(entry).toMatchObject({ kind: 'medication', product: { name: 'Aspirin' }, period: {} });
  });

  it('keeps an event that FHIR has no code for as words', () => {
    expect(dosagesOf([{ kind: 'event', event: 'ICM' }])[0]?.text).toContain('ICM');
  });

  it('writes what is requested as a request and reads it as one', () => {
    const requested: Medication = { ...tenofovir, mood: 'RQO', period: { low: '2024-07-01', high: '2024-08-01' } };
    expect(writeEntry(medicationFhir, requested).resource).toMatchObject({
      resourceType: 'MedicationRequest',
      intent: 'order',
    });
    expect(roundTrip(medicationFhir, requested)).toEqual({ ...requested, path: '/entry' });
  });

  it('reads a medicine that is contained in the statement', () => {
    const { entry } = readEntry(medicationFhir, {
      resourceType: 'MedicationStatement',
      status: 'active',
      contained: [{ resourceType: 'Medication', id: 'm', code: { text: 'TENOFICTIF' } }],
      medicationReference: { reference: '#m' },
      effectiveDateTime: '2024',
    });
    expect(entry?.product.name).toBe('TENOFICTIF');
    expect(entry?.period).toEqual({ low: '2024' });
  });

  it('keeps a dosage as words where the structure would lose a part of it', () => {
    const { entry } = readEntry(medicationFhir, {
      resourceType: 'MedicationStatement',
      status: 'active',
      medicationCodeableConcept: { text: 'X' },
      dosage: [
        {
          timing: { repeat: { timeOfDay: ['08:00:00'] } },
          doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet' } }],
        },
        {
          timing: { repeat: { timeOfDay: ['20:00:00'] } },
          doseAndRate: [{ doseQuantity: { value: 2, unit: 'tablet' } }],
        },
      ],
    });
    expect(entry?.dose).toBeUndefined();
    expect(entry?.instructions).toContain('20:00:00; 2 tablet');
    expect(entry?.omitted).toContain('doses that differ by time');
  });

  it.each([{ status: 'declined' }, { status: 'active', doNotPerform: true }])(
    'does not read %j as a medicine that is taken',
    (said) => {
      const resource = { resourceType: 'MedicationStatement', medicationCodeableConcept: { text: 'X' }, ...said };
      expect(readEntry(medicationFhir, resource).entry).toBeUndefined();
    },
  );
});
