import { describe, expect, it } from '@jest/globals';
import { isClaimed, readEntry, writeEntry } from '../cda/testing/entry-xml.js';
import { readEntry as readResource, writeEntry as writeResource } from '../fhir/testing/bundle-entry.js';
import { pregnancyProfiles } from '../fhir/profiles.js';
import type { PregnancyObservation } from '../model/entry.js';
import { pregnancyCda } from './pregnancy.cda.js';
import { pregnancyFhir } from './pregnancy.fhir.js';

const ehdsi = '1.3.6.1.4.1.12559.11.10.1.3.1.3';
const day = { low: '2024-05-10', high: '2024-05-10' };

function observation(code: string, parts: Partial<PregnancyObservation> = {}): PregnancyObservation {
  return {
    kind: 'pregnancy',
    path: '/entry',
    identifiers: [],
    code: { coding: { system: 'http://loinc.org', code } },
    period: day,
    interpretations: [],
    referenceRanges: [],
    performers: [],
    members: [],
    ...parts,
  };
}

const pregnant = { coding: { system: 'http://snomed.info/sct', code: '77386006', display: 'Pregnant' } };
const expected = observation('11778-8', { value: { kind: 'moment', at: '2024-12-01' } });
const status = observation('82810-3', { value: { kind: 'coded', coded: pregnant }, members: [expected] });
const count = (value: string): Partial<PregnancyObservation> => ({ value: { kind: 'quantity', quantity: { value } } });

describe('pregnancy in CDA', () => {
  it.each<[string, PregnancyObservation, string]>([
    ['status', status, `${ehdsi}.45`],
    ['expected date', expected, `${ehdsi}.24`],
    ['outcome', observation('93857-1', { value: { kind: 'moment', at: '2020-01-04' } }), `${ehdsi}.47`],
    ['number of pregnancies that ended so', observation('281050002', count('2')), `${ehdsi}.46`],
    [
      'gestational age',
      observation('18185-9', { value: { kind: 'quantity', quantity: { value: '8.5', unit: 'wk' } } }),
      `${ehdsi}.20`,
    ],
    ['number that is no whole one', observation('281050002', count('2.5')), `${ehdsi}.20`],
  ])('state the template of the %s', (_, entry, root) => {
    expect(writeEntry(pregnancyCda, entry)).toMatch(new RegExp(`^<observation [^>]*><templateId root="${root}">`));
  });

  it('keeps the expected date inside the status', () => {
    const xml = writeEntry(pregnancyCda, status);
    expect(xml).toMatch(/ code="77386006"[^]*<entryRelationship typeCode="COMP"><observation/);
    expect(readEntry(pregnancyCda, xml).entry?.members).toMatchObject([
      { code: { coding: { code: '11778-8' } }, value: { kind: 'moment', at: '2024-12-01' } },
    ]);
  });

  it.each([
    ['of eHDSI', `<templateId root="${ehdsi}.45"/><code code="x" codeSystem="2.999"/>`, true],
    ['of IHE', '<templateId root="1.3.6.1.4.1.19376.1.5.3.1.4.13.5"/><code code="x" codeSystem="2.999"/>', true],
    ['by its code', '<code code="11780-4" codeSystem="2.16.840.1.113883.6.1"/>', true],
    ['of another code', '<code code="8302-2" codeSystem="2.16.840.1.113883.6.1"/>', false],
  ])('is known in a strange section: an observation %s', (_, inner, claimed) => {
    expect(isClaimed(pregnancyCda, `<observation classCode="OBS" moodCode="EVN">${inner}</observation>`)).toBe(claimed);
  });
});

describe('pregnancy in FHIR', () => {
  const profilesOf = (entry: PregnancyObservation): unknown => {
    const { resource } = writeResource(pregnancyFhir, entry);
    return (resource['meta'] as { profile?: unknown } | undefined)?.profile;
  };
  const weeks: PregnancyObservation['value'] = { kind: 'quantity', quantity: { value: '12', unit: 'wk' } };
  const method = { coding: { system: 'http://snomed.info/sct', code: '16310003' } };

  it.each<[string, PregnancyObservation, readonly string[] | undefined]>([
    ['status', status, pregnancyProfiles.status],
    ['expected date', expected, pregnancyProfiles.expectedDate],
    ['number of births', observation('11636-8', count('2')), pregnancyProfiles.outcome],
    ['gestational age', observation('18185-9', { value: weeks }), pregnancyProfiles.gestationalAge],
    ['status with a method', { ...status, method }, pregnancyProfiles.status],
    [
      'gestational age with a method',
      observation('18185-9', { value: weeks, method }),
      pregnancyProfiles.gestationalAge,
    ],
    ['expected date told in words', { ...expected, value: { kind: 'text', text: 'Noël' } }, undefined],
    ['status over a period', { ...status, period: { low: '2024-05' } }, pregnancyProfiles.status],
    ['date of an earlier birth', observation('93857-1', { value: { kind: 'moment', at: '2020' } }), undefined],
  ])('claims the profile of the %s as far as it keeps it', (_, entry, profiles) => {
    expect(profilesOf(entry)).toEqual(profiles);
  });

  it('has what its profile knows nothing of in words', () => {
    const { resource } = writeResource(pregnancyFhir, {
      ...observation('18185-9', { value: weeks, method }),
      bodySite: method,
    });
    expect(resource).toMatchObject({ note: [{ text: '16310003' }, { text: '16310003' }] });
    expect(resource['method'] ?? resource['bodySite']).toBeUndefined();
  });

  it('has no place for a status with another member than the expected date', () => {
    expect(pregnancyFhir.hasPlace?.(status, [])).toBe(true);
    expect(pregnancyFhir.hasPlace?.({ ...status, members: [observation('8302-2')] }, [])).toBe(false);
  });

  it('has the expected date as member of the status', () => {
    const { resource, resources } = writeResource(pregnancyFhir, status);
    expect(resources).toHaveLength(2);
    expect(resource['hasMember']).toEqual([
      { reference: `urn:uuid:${resources.find((each) => each.id !== resource['id'])?.id}` },
    ]);
  });

  it('is known by its code in a strange section', () => {
    const coded = (system: string, code: string) => ({
      resourceType: 'Observation',
      code: { coding: [{ system, code }] },
    });
    expect(pregnancyFhir.claims?.(coded('http://loinc.org', '82810-3'))).toBe(true);
    expect(pregnancyFhir.claims?.(coded('http://snomed.info/sct', '82810-3'))).toBe(false);
    expect(
      readResource(pregnancyFhir, { ...coded('http://loinc.org', '11778-8'), valueDateTime: '2024-12' }).entry,
    ).toMatchObject({
      kind: 'pregnancy',
      value: { kind: 'moment', at: '2024-12' },
    });
  });
});
