import { describe, expect, it } from '@jest/globals';
import { isClaimed, readEntry, roundTrip, writeEntry } from '../cda/testing/entry-xml.js';
import { readEntry as readResource, writeEntry as writeResource } from '../fhir/testing/bundle-entry.js';
import type { VaccinationForecast } from '../model/entry.js';
import { forecastCda } from './forecast.cda.js';
import { forecastFhir } from './forecast.fhir.js';

const loinc = 'http://loinc.org';
const due = { system: loinc, code: '30980-7', display: 'Date vaccine due' };
const earliest = { system: loinc, code: '30981-5', display: 'Earliest date to give' };
const booster: VaccinationForecast = {
  kind: 'vaccination-forecast',
  path: '/entry',
  identifiers: [{ system: 'urn:oid:2.999.1', value: 'F1' }],
  vaccines: [
    { coding: { system: 'http://www.whocc.no/atc', code: 'J07AM01', display: 'tetanus toxoid' } },
    { coding: { system: 'http://www.whocc.no/atc', code: 'J07AM51', display: 'tetanus, combinations' } },
  ],
  targetDisease: { coding: { system: 'http://snomed.info/sct', code: '76902006', display: 'Tetanus' } },
  forecastStatus: { coding: { system: loinc, code: 'LA13423-1', display: 'Overdue' } },
  reasons: [],
  dates: [
    { meaning: due, at: '2024-09-01' },
    { meaning: earliest, at: '2024-06' },
  ],
  doseNumber: '3',
  date: '2024-05-10',
};

function vaccination(mood: string, inner = ''): string {
  return `<substanceAdministration classCode="SBADM" moodCode="${mood}">
    <code code="IMMUNIZ" codeSystem="2.16.840.1.113883.5.4"/><statusCode code="active"/>
    <effectiveTime value="20250301"/>${inner}<consumable><manufacturedProduct><manufacturedMaterial>
    <code code="J07AM01" codeSystem="2.16.840.1.113883.6.73"/></manufacturedMaterial></manufacturedProduct></consumable>
    </substanceAdministration>`;
}

/** As the other side has it: without the names of code systems that CDA writes beside their OID. */
function bare(entry: VaccinationForecast | undefined): unknown {
  return JSON.parse(JSON.stringify(entry, (key, value: unknown) => (key === 'systemName' ? undefined : value)));
}

describe('a vaccination that is due, in CDA', () => {
  it.each(['INT', 'PRP', 'RQO'])('is one in mood %s, whose time is when it is due', (mood) => {
    expect(readEntry(forecastCda, vaccination(mood)).entry).toMatchObject({
      vaccines: [{ coding: { code: 'J07AM01' } }],
      dates: [{ meaning: { code: '30980-7' }, at: '2025-03-01' }],
    });
    expect(isClaimed(forecastCda, vaccination(mood))).toBe(true);
  });

  it('is none where it was given, or is not to be given', () => {
    expect(readEntry(forecastCda, vaccination('EVN')).entry).toBeUndefined();
    expect(isClaimed(forecastCda, vaccination('EVN'))).toBe(false);
    const denied = vaccination('INT').replace('moodCode', 'negationInd="true" moodCode');
    expect(readEntry(forecastCda, denied).entry).toBeUndefined();
  });

  it('is none where a medicine that is no vaccine is planned', () => {
    expect(isClaimed(forecastCda, vaccination('INT').replace('IMMUNIZ', 'DRUG'))).toBe(false);
  });

  it('gives back what was written, with other vaccines and further dates', () => {
    expect(writeEntry(forecastCda, booster)).toMatch(/^<substanceAdministration [^>]*moodCode="PRP"/);
    expect(bare(roundTrip(forecastCda, booster))).toEqual(bare(booster));
  });

  it('keeps further vaccinations of the same recommendation', () => {
    const { vaccines, reasons, dates } = booster;
    const both = { ...booster, further: [{ vaccines, reasons, dates, doseNumber: '4' }] };
    expect(bare(roundTrip(forecastCda, both))).toEqual(bare(both));
  });
});

describe('a vaccination that is due, in FHIR', () => {
  it('is a recommendation with all its dates', () => {
    expect(writeResource(forecastFhir, booster).resource).toMatchObject({
      resourceType: 'ImmunizationRecommendation',
      date: '2024-05-10',
      recommendation: [
        {
          vaccineCode: [{}, {}],
          forecastStatus: { coding: [{ code: 'LA13423-1' }] },
          dateCriterion: [{ value: '2024-09-01' }, { value: '2024-06' }],
          doseNumberPositiveInt: 3,
        },
      ],
    });
  });

  it('says what nobody has said and the type demands', () => {
    const { date: _date, targetDisease: _disease, forecastStatus: _status, ...bareForecast } = booster;
    const { resource } = writeResource(forecastFhir, { ...bareForecast, vaccines: [] });
    expect(resource).toMatchObject({
      _date: { extension: [{ valueCode: 'unknown' }] },
      recommendation: [
        { vaccineCode: [{ extension: [{}] }], forecastStatus: { extension: [{ valueCode: 'unknown' }] } },
      ],
    });
    expect(resource).not.toHaveProperty('date');
  });

  it('tells what the model has no place for', () => {
    const resource = {
      resourceType: 'ImmunizationRecommendation',
      recommendation: [
        {
          vaccineCode: [{ text: 'tétanos' }],
          supportingImmunization: [{ display: 'dose 2' }],
          dateCriterion: [{ value: '2024' }],
        },
      ],
    };
    expect(readResource(forecastFhir, resource).entry?.omitted).toEqual([
      'supportingImmunization of the recommendation',
      'date without meaning',
    ]);
  });

  it('is none where nothing is recommended', () => {
    expect(readResource(forecastFhir, { resourceType: 'ImmunizationRecommendation' }).entry).toBeUndefined();
  });
});
