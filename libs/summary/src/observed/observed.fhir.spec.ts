import { describe, expect, it } from '@jest/globals';
import { readEntry, roundTrip, writeEntry } from '../fhir/testing/bundle-entry.js';
import type { ResultEntry, ObservedValue } from '../model/entry.js';
import { resultFhir } from '../results/result.fhir.js';

const loinc = 'http://loinc.org';
const laboratory = {
  coding: {
    system: 'http://terminology.hl7.org/CodeSystem/observation-category',
    code: 'laboratory',
    display: 'Laboratory',
  },
};
const hemoglobin: ResultEntry = {
  kind: 'result',
  path: '/result',
  identifiers: [{ system: 'urn:oid:1.3.182.2.1.9', value: 'R1' }],
  code: { coding: { system: loinc, code: '718-7', display: 'Hemoglobin [Mass/volume] in Blood' } },
  status: 'completed',
  category: laboratory,
  period: { low: '2024-05-10', high: '2024-05-10' },
  value: { kind: 'quantity', quantity: { value: '13.40', unit: 'g/dL' } },
  interpretations: [
    {
      coding: {
        system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
        code: 'N',
        display: 'Normal',
      },
    },
  ],
  referenceRanges: [{ low: { value: '12', unit: 'g/dL' }, high: { value: '16', unit: 'g/dL' }, text: 'femmes' }],
  performers: [
    {
      identifiers: [],
      names: [],
      addresses: [],
      telecoms: [],
      organization: { identifiers: [], name: 'Laboratoire fictif', addresses: [], telecoms: [] },
    },
  ],
  members: [],
  notes: ['à jeun'],
};
const panel: ResultEntry = {
  ...hemoglobin,
  path: '/panel',
  identifiers: [],
  code: { coding: { system: loinc, code: '58410-2', display: 'CBC panel' } },
  interpretations: [],
  referenceRanges: [],
  members: [hemoglobin],
};
const { value: _value, notes: _notes, ...bare } = panel;

describe('resultFhir', () => {
  it('gives back what was written', () => {
    expect(roundTrip(resultFhir, hemoglobin)).toEqual({ ...hemoglobin, path: '/entry' });
  });

  it.each<ObservedValue>([
    { kind: 'range', low: { value: '1', unit: 'mg' }, high: { value: '2', unit: 'mg' } },
    { kind: 'ratio', ratio: { numerator: { value: '1' }, denominator: { value: '40' } } },
    { kind: 'coded', coded: { coding: { system: 'http://snomed.info/sct', code: '278149003', display: 'A Rh+' } } },
    { kind: 'coded', coded: { absence: 'NASK' } },
    { kind: 'text', text: 'négatif' },
    { kind: 'moment', at: '2024-05-10' },
    { kind: 'period', period: { low: '2024-05', high: '2024-06-01' } },
    { kind: 'quantity', quantity: { value: '5', unit: 'mg/L' }, comparator: '<' },
    { kind: 'quantity', quantity: { value: '40.0' }, comparator: '>=' },
    { kind: 'quantity', quantity: { value: '3' } },
    { kind: 'quantity', quantity: { value: '99999999999' } },
    { kind: 'boolean', value: false },
  ])('gives back the value %j', (value) => {
    expect(roundTrip(resultFhir, { ...hemoglobin, value })?.value).toEqual(value);
  });

  it('writes a panel as DiagnosticReport with its results and reads it again', () => {
    expect(writeEntry(resultFhir, bare).resource['resourceType']).toBe('DiagnosticReport');
    const read = roundTrip(resultFhir, bare);
    expect(read?.code).toEqual(panel.code);
    expect(read?.members.map(({ code, value, period }) => ({ code, value, period }))).toEqual([
      { code: hemoglobin.code, value: hemoglobin.value, period: hemoglobin.period },
    ]);
  });

  it('writes a panel with a measured value of its own as Observation with members', () => {
    const { resource } = writeEntry(resultFhir, panel);
    expect(resource['resourceType']).toBe('Observation');
    expect(resource['hasMember']).toHaveLength(1);
  });

  it('lets members take time and performer from their panel', () => {
    const member = { ...hemoglobin, period: {}, performers: [] };
    const { resources } = writeEntry(resultFhir, { ...bare, members: [member] });
    const observation = resources.find(({ resourceType }) => resourceType === 'Observation');
    expect(observation).toMatchObject({ effectiveDateTime: '2024-05-10', performer: [{}] });
    expect(JSON.stringify(observation)).not.toContain('data-absent-reason');
  });

  it('says why time, performer and value are missing', () => {
    const { value: _own, ...empty } = { ...hemoglobin, period: {}, performers: [] };
    const { resource } = writeEntry(resultFhir, empty);
    expect(resource['_effectiveDateTime']).toBeDefined();
    expect(resource['performer']).toMatchObject([{ extension: [{ valueCode: 'unknown' }] }]);
    expect(resource['dataAbsentReason']).toBeDefined();
  });

  it('claims the laboratory profile of IPS for laboratory results only', () => {
    const profiles = (entry: ResultEntry): string[] =>
      (writeEntry(resultFhir, entry).resource['meta'] as { profile: string[] }).profile;
    expect(profiles(hemoglobin)).toHaveLength(2);
    const imaging = { coding: { ...laboratory.coding, code: 'imaging' } };
    expect(profiles({ ...hemoglobin, category: imaging })).toHaveLength(1);
  });

  it('reads components as members', () => {
    const resource = {
      resourceType: 'Observation',
      code: { text: 'pression' },
      component: [{ code: { text: 'systolique' }, valueQuantity: { value: 148, code: 'mm[Hg]' } }],
    };
    expect(readEntry(resultFhir, resource).entry?.members[0]).toMatchObject({
      path: '/entry.component[0]',
      code: { text: 'systolique' },
      value: { kind: 'quantity', quantity: { value: '148', unit: 'mm[Hg]' } },
    });
  });

  it('does not follow a panel that is its own member for ever, and warns of members that are missing', () => {
    const circle = {
      resourceType: 'Observation',
      id: 'o',
      hasMember: [{ reference: 'urn:uuid:o' }, { reference: 'urn:uuid:x' }],
    };
    const { entry, warnings } = readEntry(resultFhir, circle);
    expect(entry?.members).toHaveLength(1);
    expect(warnings).toHaveLength(2);
  });

  it('does not multiply panels that all refer to each other', () => {
    const ids = Array.from({ length: 40 }, (_each, place) => `o${place}`);
    const hasMember = ids.map((id) => ({ reference: `urn:uuid:${id}` }));
    const [first, ...others] = ids.map((id) => ({ resourceType: 'Observation', id, hasMember }));
    const { entry, warnings } = readEntry(resultFhir, first!, others);
    expect(JSON.stringify(entry).length).toBeLessThan(1_000_000);
    expect(warnings).toHaveLength(1);
  });
});
