import { describe, expect, it } from '@jest/globals';
import { isClaimed, readEntry, writeEntry } from '../cda/testing/entry-xml.js';
import { writeEntry as writeResource } from '../fhir/testing/bundle-entry.js';
import { travel } from '../fhir/profiles.js';
import type { Coded } from '../model/coded.js';
import type { Travel } from '../model/entry.js';
import { travelCda } from './travel.cda.js';
import { travelFhir } from './travel.fhir.js';

const iso = 'urn:iso:std:iso:3166';

function stay(country: Coded, parts: Partial<Travel> = {}): Travel {
  return {
    kind: 'travel',
    path: '/entry',
    identifiers: [],
    code: { coding: { system: 'http://loinc.org', code: '94651-7', display: 'Country of travel' } },
    period: { low: '2024-01-05', high: '2024-02-01' },
    value: { kind: 'coded', coded: country },
    interpretations: [],
    referenceRanges: [],
    performers: [],
    members: [],
    ...parts,
  };
}

const kenya = { coding: { system: iso, code: 'KE', display: 'Kenya' } };

describe('travel history', () => {
  it('keeps country and time of the stay through CDA', () => {
    const xml = writeEntry(travelCda, stay(kenya));
    expect(xml).toContain('code="KE" codeSystem="1.0.3166.1"');
    expect(readEntry(travelCda, xml).entry).toMatchObject({
      period: { low: '2024-01-05', high: '2024-02-01' },
      value: { coded: { coding: { system: iso, code: 'KE' } } },
    });
    expect(isClaimed(travelCda, xml)).toBe(true);
    expect(isClaimed(travelCda, xml.replace('94651-7', '94652-5'))).toBe(false);
  });

  it.each<[string, Travel, boolean]>([
    ['a country', stay(kenya), true],
    [
      'a country among translations',
      stay({ coding: { system: 'http://snomed.info/sct', code: '223621006', translations: [kenya.coding] } }),
      true,
    ],
    ['a country of three letters', stay({ coding: { system: iso, code: 'KEN' } }), false],
    ['a country in words', stay({ text: 'Kenya' }), false],
    ['another code', stay(kenya, { code: { text: 'séjour' } }), false],
  ])('has a place in EPS as %s only where the profile lets it', (_, entry, hasPlace) => {
    expect(travelFhir.hasPlace?.(entry, [])).toBe(hasPlace);
  });

  it('claims the profile of EPS', () => {
    const { resource } = writeResource(travelFhir, stay(kenya));
    expect(resource).toMatchObject({
      meta: { profile: [travel] },
      effectivePeriod: { start: '2024-01-05', end: '2024-02-01' },
    });
  });
});
