import { describe, expect, it } from '@jest/globals';
import { isClaimed, writeEntry } from '../cda/testing/entry-xml.js';
import { writeEntry as writeResource } from '../fhir/testing/bundle-entry.js';
import { alcoholUse, tobaccoUse } from '../fhir/profiles.js';
import type { ObservedValue, SocialHistory } from '../model/entry.js';
import { socialHistoryCda } from './social-history.cda.js';
import { socialHistoryFhir } from './social-history.fhir.js';

const day = { low: '2024-05-10', high: '2024-05-10' };
const smoker: ObservedValue = {
  kind: 'coded',
  coded: { coding: { system: 'http://snomed.info/sct', code: '77176002', display: 'Smoker' } },
};
const units: ObservedValue = { kind: 'quantity', quantity: { value: '2', unit: '{wine glass}/d' } };

function habit(code: string, value: ObservedValue, parts: Partial<SocialHistory> = {}): SocialHistory {
  return {
    kind: 'social-history',
    path: '/entry',
    identifiers: [],
    code: { coding: { system: 'http://loinc.org', code } },
    period: day,
    value,
    interpretations: [],
    referenceRanges: [],
    performers: [],
    members: [],
    ...parts,
  };
}

describe('social history in CDA', () => {
  it('states the templates of eHDSI, IHE and CCD', () => {
    const xml = writeEntry(socialHistoryCda, habit('72166-2', smoker));
    for (const root of ['12559.11.10.1.3.1.3.23', '19376.1.5.3.1.4.13.4', '840.1.113883.10.20.1.33'])
      expect(xml).toContain(`.${root}"`);
  });

  it.each([
    ['of CCD', '<templateId root="2.16.840.1.113883.10.20.1.33"/>', true],
    ['by the code of eHDSI', '<code code="229819007" codeSystem="2.16.840.1.113883.6.96"/>', true],
    ['by the code of IPS', '<code code="74013-4" codeSystem="2.16.840.1.113883.6.1"/>', true],
    ['of another code', '<code code="8302-2" codeSystem="2.16.840.1.113883.6.1"/>', false],
  ])('is known in a strange section: an observation %s', (_, inner, claimed) => {
    const xml = `<observation classCode="OBS" moodCode="EVN">${inner}</observation>`;
    expect(isClaimed(socialHistoryCda, xml)).toBe(claimed);
  });
});

describe('social history in FHIR', () => {
  it.each<[string, SocialHistory, readonly string[] | undefined]>([
    ['tobacco', habit('72166-2', smoker), [tobaccoUse]],
    ['alcohol', habit('74013-4', units), [alcoholUse]],
    ['tobacco by the number of cigarettes', habit('72166-2', units), undefined],
    ['alcohol in words', habit('74013-4', { kind: 'text', text: 'rarement' }), undefined],
    ['tobacco over years', habit('72166-2', smoker, { period: { low: '1990', high: '2010' } }), [tobaccoUse]],
    ['another habit', habit('81229-7', smoker), undefined],
    [
      'the code in another system',
      { ...habit('72166-2', smoker), code: { coding: { system: 'urn:oid:2.999', code: '72166-2' } } },
      undefined,
    ],
  ])('claims the profile of IPS for %s only where it fits', (_, entry, profile) => {
    const { resource } = writeResource(socialHistoryFhir, entry);
    expect((resource['meta'] as { profile?: unknown } | undefined)?.profile).toEqual(profile);
    expect(resource['category']).toMatchObject([{ coding: [{ code: 'social-history' }] }]);
  });

  it('says in words over which years tobacco was used, since the profile knows no period', () => {
    const { resource } = writeResource(
      socialHistoryFhir,
      habit('72166-2', smoker, { period: { low: '1990', high: '2010' } }),
    );
    expect(resource).not.toHaveProperty('effectivePeriod');
    expect(resource).toMatchObject({
      _effectiveDateTime: { extension: [{ valueCode: 'as-text' }] },
      note: [{ text: '1990/2010' }],
    });
  });

  it('has a place for the latest statement on a habit only', () => {
    const at = (time: string): SocialHistory => habit('72166-2', smoker, { period: { low: time, high: time } });
    const [old, latest, other] = [at('2010'), at('2020-05'), habit('74013-4', units)];
    const section = [old, latest, other];
    expect(section.map((each) => socialHistoryFhir.hasPlace?.(each, section))).toEqual([false, true, true]);
  });

  it('is known by its category in a strange section', () => {
    const system = 'http://terminology.hl7.org/CodeSystem/observation-category';
    const of = (code: string) => ({ resourceType: 'Observation', category: [{ coding: [{ system, code }] }] });
    expect(socialHistoryFhir.claims?.(of('social-history'))).toBe(true);
    expect(socialHistoryFhir.claims?.(of('laboratory'))).toBe(false);
  });
});
