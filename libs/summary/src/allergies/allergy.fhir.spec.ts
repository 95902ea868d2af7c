import { describe, expect, it } from '@jest/globals';
import { readEntry, roundTrip, writeEntry } from '../fhir/testing/bundle-entry.js';
import type { Allergy } from '../model/entry.js';
import { allergyFhir } from './allergy.fhir.js';

const snomed = 'http://snomed.info/sct';
const clinical = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';
const abacavir: Allergy = {
  kind: 'allergy',
  path: '/allergy',
  identifiers: [{ system: 'urn:oid:1.3.182.2.1.9', value: 'A1' }],
  type: { coding: { system: snomed, code: '416098002', display: 'Allergy to drug' } },
  agent: {
    coding: {
      system: 'http://www.whocc.no/atc',
      code: 'J05AF06',
      display: 'abacavir',
      translations: [{ system: 'urn:oid:1.3.182.5.35', code: '18416', display: 'abacavir sulfate' }],
    },
  },
  clinicalStatus: { coding: { system: clinical, code: 'active', display: 'Active' } },
  verificationStatus: {
    coding: { system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'confirmed' },
  },
  criticality: {
    coding: { system: 'http://hl7.org/fhir/allergy-intolerance-criticality', code: 'high', display: 'High Risk' },
  },
  period: { low: '2024-03', high: '2025' },
  notes: ['confirmée par test'],
  reactions: [
    {
      manifestation: { coding: { system: snomed, code: '271807003', display: 'Eruption of skin' }, text: 'Éruption' },
      severity: { coding: { system: snomed, code: '24484000', display: 'Severe' } },
      onset: '2024-03-02',
    },
    { manifestation: { text: 'Fièvre' } },
  ],
};

describe('allergyFhir', () => {
  it('gives back what was written', () => {
    expect(roundTrip(allergyFhir, abacavir)).toEqual({ ...abacavir, path: '/entry' });
  });

  it('writes type and category from the type of propensity', () => {
    expect(writeEntry(allergyFhir, abacavir).resource).toMatchObject({
      type: 'allergy',
      category: ['medication'],
      criticality: 'high',
      extension: [
        { url: 'http://hl7.org/fhir/StructureDefinition/allergyintolerance-abatement', valueDateTime: '2025' },
      ],
    });
  });

  it.each([
    ['CRITH', 'high'],
    ['CRITL', 'low'],
    ['CRITU', 'unable-to-assess'],
  ])('reads the criticality %s of HL7 v3 as %s', (code, written) => {
    const system = 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue';
    expect(
      writeEntry(allergyFhir, { ...abacavir, criticality: { coding: { system, code } } }).resource['criticality'],
    ).toBe(written);
  });

  it('takes an allergy whose status nobody stated for active, and marks that nobody stated it (ait-1)', () => {
    const { clinicalStatus: _status, ...rest } = abacavir;
    const unstated: Allergy = rest;
    const { resource } = writeEntry(allergyFhir, unstated);
    expect(resource['clinicalStatus']).toMatchObject({
      extension: [{ valueCode: 'unknown' }],
      coding: [{ system: clinical, code: 'active' }],
    });
    expect(roundTrip(allergyFhir, unstated)?.clinicalStatus?.absence).toBe('UNK');
  });

  it('writes no clinical status of what was entered in error (ait-2)', () => {
    const verificationStatus = { coding: { ...abacavir.verificationStatus!.coding!, code: 'entered-in-error' } };
    expect(writeEntry(allergyFhir, { ...abacavir, verificationStatus }).resource['clinicalStatus']).toBeUndefined();
  });

  it('says a limited absence in SNOMED CT and keeps the code of the source', () => {
    const source = {
      system: 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips',
      code: 'no-known-food-allergies',
      display: 'No known food allergies',
    };
    const { code } = writeEntry(allergyFhir, { ...abacavir, agent: { coding: source } }).resource as {
      code: { coding: { code: string }[] };
    };
    expect(code.coding.map((coding) => coding.code)).toEqual(['429625007', 'no-known-food-allergies']);
  });

  it('keeps a type of propensity and a severity that FHIR has no code for as words', () => {
    const odd = { coding: { system: snomed, code: '1', display: 'Odd type' } };
    const { resource } = writeEntry(allergyFhir, {
      ...abacavir,
      type: odd,
      reactions: [{ manifestation: { text: 'x' }, severity: { text: 'à peine' } }],
    });
    expect(resource).toMatchObject({
      note: [{ text: 'confirmée par test' }, { text: 'Type: Odd type' }],
      reaction: [{ description: 'à peine' }],
    });
  });

  it('finds the substance in the reaction, where IPS 1.0 put it', () => {
    const resource = { resourceType: 'AllergyIntolerance', reaction: [{ substance: { text: 'Latex' } }] };
    expect(readEntry(allergyFhir, resource).entry?.agent).toEqual({ text: 'Latex' });
  });
});
